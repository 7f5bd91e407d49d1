"""How names are written: letters that writers interchange, clitics, sounds, and one script in another."""

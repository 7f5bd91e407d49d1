"""Who said what: direct and reported speech, and whose it is."""

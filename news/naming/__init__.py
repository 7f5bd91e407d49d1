"""Who and what a text mentions, as the names are really written."""

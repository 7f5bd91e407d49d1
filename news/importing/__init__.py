"""Names that others keep: lists of entities read from files, whatever is in them."""

"""Models of one's own that mark names in a text: loaded from a folder, run in a process of their own."""

"""The command line, and the sample wire of the demo."""

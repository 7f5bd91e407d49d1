"""The hostile outside world on loopback: a server whose routes are named after what they do wrong."""

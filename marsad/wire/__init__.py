"""A sample wire: short articles of invented outlets about real, public events, served over HTTP for the demo."""

"""The configuration: what may stand in it, and how mistakes are explained."""

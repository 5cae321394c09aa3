"""Pages of administrators: the house itself, and nobody's matter in it."""

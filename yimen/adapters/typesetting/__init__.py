"""The port `typesetting`: papers as PDF/A."""

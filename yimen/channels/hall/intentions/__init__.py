"""Acts that wait a moment and can be taken back."""

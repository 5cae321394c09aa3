"""What happens to every request before and after its view, in the order of settings.MIDDLEWARE."""

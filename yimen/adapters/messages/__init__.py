"""Providers of short messages. Port: yimen/core/ports/messages.py; the one in use is named by settings.MESSAGES.

`demo` keeps every message in a table that /demo/messages/ shows, and can be told to have a bad day; `smpp` speaks SMPP 3.4."""

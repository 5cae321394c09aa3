"""Identifiers: version 7 UUIDs, which sort by the time they were made, so that indexes grow at one end."""

from uuid import UUID

import uuid6


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562)."""
    return UUID(int=uuid6.uuid7().int)

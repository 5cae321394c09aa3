"""What works once: challenges, states and codes, spent by digest so that two requests cannot both use one."""

import hashlib
from datetime import timedelta

from yimen.core.ports.statements import ask_row


def spend(kind: str, what: str | bytes, lasts: timedelta) -> bool:
    """True for the first who spends it. `lasts` is how long it could be shown again; after that it is refused by its own age."""
    plain = what.encode() if isinstance(what, str) else what
    digest = hashlib.sha256(kind.encode() + b"\0" + plain).digest()
    row = ask_row("select people_spend(%s, %s)", [digest, lasts])
    return bool(row and row[0])

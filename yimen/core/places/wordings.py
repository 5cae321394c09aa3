"""Public texts that were approved after this release was made: which words stood at a moment, in every process.

They are held in memory, so that rules and letters that know no database say them too; the calendar's recheck (notices.py) renews them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from yimen.core.places.clock import CHINA, now
from yimen.core.places.models import Wording

Kind = Literal["reason", "notice", "sms"]
Held = Mapping[tuple[str, str], list[Wording]]  # the editions of a text, the one that counts last

_held: list[tuple[int, Held]] = []


def wording(kind: Kind, key: str, at: datetime | None = None) -> Wording | None:
    """The edition that stood at a moment – now, where none is given; None: the words of the release."""
    editions = _held[0][1].get((kind, key), []) if _held else []
    if not editions:
        return None
    at = at or now()
    day = at.astimezone(CHINA).date()
    return next((one for one in reversed(editions) if one.since <= day and one.at <= at), None)


def renew(newest: int) -> None:
    """Hold what is there, if the newest edition is another than that of last time."""
    if newest == (_held[0][0] if _held else 0):
        return
    editions: dict[tuple[str, str], list[Wording]] = {}
    for one in Wording.objects.order_by("id"):
        editions.setdefault((one.kind, one.key), []).append(one)
    _held[:] = [(newest, editions)]


def newest_of(kind: str, key: str) -> Wording | None:
    """The edition approved last, whenever it begins."""
    return Wording.objects.filter(kind=kind, key=key).order_by("id").last()


def forget() -> None:
    """In tests that undo what they approved."""
    _held.clear()

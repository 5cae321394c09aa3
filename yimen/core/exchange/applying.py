"""Applying: each letter once, in the order of sending, in one transaction with the mark that it was applied.

What each kind does is named in `config/switchboard.py: LETTERS`. A handler that fails leaves its letter, and those behind it, unapplied:
order is worth more than speed. The error is shown by `manage.py letters`, the letter is tried again, and an operator is told.
"""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils.module_loading import import_string

from yimen.core.exchange.letter import Letter, opened
from yimen.core.exchange.models import Counter, Inbox
from yimen.core.exchange.pace import ALARM_AFTER, back_off, single_flight, wall_clock
from yimen.core.exchange.parts import PART, join
from yimen.core.exchange.peers import node_actor
from yimen.core.people.scope import acting

Handler = Callable[[Letter], None]
log = structlog.get_logger(__name__)


def apply_waiting(peer: str) -> datetime | None:
    """Apply what is here without a gap. Returns when to try again if a letter failed in this call, else None."""
    while _ready(peer):  # asked again after the lock is free: a letter stored meanwhile found it taken
        with single_flight("apply", peer) as mine:
            if not mine:
                return None
            if again := _apply_ready(peer):
                return again
    return None


def _apply_ready(peer: str) -> datetime | None:
    """Letter after letter, each in its transaction, until none is ready. When one fails: the moment to try it again."""
    while True:
        row: Inbox | None = None
        try:
            with acting(node_actor(peer)):
                row = _unapplied(peer).first()
                if row is None or not _due(row.next_try):
                    return None
                _hand_over(opened(row.letter.encode()))
                Inbox.objects.filter(id=row.id).update(applied_at=wall_clock(), error="", next_try=None)
        except Exception as error:  # the rim: whatever a handler raises is kept with its letter
            if row is None:
                raise
            return _put_off(row, error)


def _hand_over(letter: Letter) -> None:
    """To what the switchboard names for its kind; of a letter in parts only the last part brings it."""
    whole = join(letter) if letter.kind == PART else letter
    if whole:
        handler: Handler = import_string(settings.LETTERS[whole.kind])
        handler(whole)


def _put_off(row: Inbox, error: Exception) -> datetime:
    attempts, again = row.attempts + 1, wall_clock() + back_off(row.attempts + 1)
    with acting(node_actor(row.peer_id)):
        Inbox.objects.filter(id=row.id).update(
            attempts=attempts, next_try=again, error=f"{type(error).__name__}: {error}"[:300]
        )
    if attempts >= ALARM_AFTER:  # the text stays in the table: it may name a person
        log.error(
            "a letter cannot be applied", peer=row.peer_id, seq=row.seq, kind=row.kind, error=type(error).__name__
        )
    return again


def _ready(peer: str) -> bool:
    """Is there a letter that may be applied now?"""
    with acting(node_actor(peer)):
        moments = _unapplied(peer).values_list("next_try", flat=True)[:1]
        return any(_due(moment) for moment in moments)


def _due(moment: datetime | None) -> bool:
    return moment is None or moment <= wall_clock()


def _unapplied(peer: str) -> QuerySet[Inbox]:
    """In order, as far as nothing is missing: a gap before a letter lets it wait."""
    up_to = Counter.objects.filter(peer=peer, of="received").values("last")
    return Inbox.objects.filter(peer=peer, applied_at=None, seq__lte=Subquery(up_to)).order_by("seq")

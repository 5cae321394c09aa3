"""Applying: each letter once, in the order of sending, in one transaction with the mark that it was applied.

What each kind does is named in `config/switchboard.py: LETTERS`. A handler that fails leaves its letter, and those behind it, unapplied:
order is worth more than speed. The error is shown by `manage.py letters`, the letter is tried again, and an operator is told.
"""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from yimen.core.exchange.letter import Letter, opened
from yimen.core.exchange.models import Inbox
from yimen.core.exchange.pace import ALARM_AFTER, back_off, single_flight, wall_clock
from yimen.core.exchange.parts import PART, join
from yimen.core.exchange.peers import node_actor, received_up_to
from yimen.core.people.scope import acting

Handler = Callable[[Letter], None]
log = structlog.get_logger(__name__)


def apply_waiting(peer: str) -> datetime | None:
    """Apply what is here without a gap. Returns when to try again if a letter failed in this call, else None."""
    again: datetime | None = None
    while _next(peer):
        with single_flight("apply", peer) as mine:
            if not mine:
                return None
            again = _apply_next(peer)
    return again


def _apply_next(peer: str) -> datetime | None:
    """The letter's transaction, and, if that failed, the one that notes why and until when."""
    row: Inbox | None = None
    try:
        with acting(node_actor(peer)):
            if row := _next(peer):
                _hand_over(opened(row.letter.encode()))
                Inbox.objects.filter(id=row.id).update(applied_at=wall_clock(), error="", next_try=None)
    except Exception as error:
        if row is None:
            raise
        return _put_off(row, error)
    return None


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


def _next(peer: str) -> Inbox | None:
    """The first unapplied letter if nothing is missing before it and its time has come."""
    with acting(node_actor(peer)):
        first = _unapplied(peer).defer("letter").first()
        ready = first is not None and (first.next_try is None or first.next_try <= wall_clock())
        return first if ready else None


def _unapplied(peer: str) -> QuerySet[Inbox]:
    """In order, as far as nothing is missing: a gap before a letter lets it wait."""
    return Inbox.objects.filter(peer=peer, applied_at=None, seq__lte=received_up_to(peer).last).order_by("seq")

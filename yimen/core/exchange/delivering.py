"""Delivering: push what a peer has not acknowledged, from the first such letter on, until it has everything.

The other node's answer says up to which number it has everything. So a cut, doubled, reordered or damaged post needs no
treatment of its own: what is not acknowledged is pushed again. Nothing is held in memory between two attempts.
"""

from datetime import datetime

import structlog
from django.db.models import QuerySet

from yimen.core.exchange.answer import Answered, read_answer
from yimen.core.exchange.letter import Refused
from yimen.core.exchange.models import Outbox, Peer
from yimen.core.exchange.pace import ALARM_AFTER, back_off, single_flight, wall_clock
from yimen.core.exchange.peers import node_actor, this_node
from yimen.core.people.scope import acting
from yimen.core.ports.letters import LetterWire, NotDelivered
from yimen.core.ports.wires import wire

BATCH = 50  # letters a post
BATCH_BYTES = 900 * 2**10  # a post ends with the letter that passes this, so it stays below 2 MB
log = structlog.get_logger(__name__)


def deliver(peer: str) -> datetime | None:
    """Push until the peer has everything. Returns when to try again if an attempt of this call failed, else None."""
    again: datetime | None = None
    while due(peer):  # asked again after the lock is free: a letter posted meanwhile found it taken
        with single_flight("deliver", peer) as mine:
            if not mine:
                return None
            again = _push(peer)
    return again


def due(peer: str) -> bool:
    """Is there a letter that may be pushed now?"""
    with acting(node_actor(this_node())):
        first = _waiting(peer).defer("letter").first()
        return first is not None and (first.next_try is None or first.next_try <= wall_clock())


def _push(code: str) -> datetime | None:
    """One post and what became of it: None, or when to try again. No transaction is open while the line is used."""
    peer = Peer.objects.get(code=code)
    carrier: LetterWire = wire("letters")
    batch = _batch(code)
    try:
        answer = read_answer(carrier.push(peer.url, [line for _, line in batch]), code, wall_clock())
        problem = _settle(code, answer, last=batch[-1][0])
    except (NotDelivered, Refused) as failed:
        problem = f"{failed}"
    return _put_off(code, problem) if problem else None


def _batch(peer: str) -> list[tuple[int, bytes]]:
    """(number, line) of the next letters, at least one."""
    found: list[tuple[int, bytes]] = []
    with acting(node_actor(this_node())):
        for row in _waiting(peer)[:BATCH].iterator():
            found.append((row.seq, row.letter.encode()))
            if sum(len(line) for _, line in found) > BATCH_BYTES:
                break
    return found


def _settle(peer: str, answer: Answered, last: int) -> str:
    """Tick off what the other node has. Returns what is wrong, empty when it has the whole batch."""
    at = wall_clock()
    with acting(node_actor(this_node())):
        letters = Outbox.objects.filter(peer=peer)
        newest = letters.order_by("-seq").values_list("seq", flat=True).first() or 0
        if answer.up_to > newest:
            return f"the other node has letters up to {answer.up_to}, we wrote {newest}: this database is older than its letters"
        letters.filter(seq__lte=answer.up_to, acked_at=None).update(acked_at=at, error="", next_try=None)
        lost = letters.filter(seq__gt=answer.up_to, acked_at__isnull=False)
        if lost.exclude(emptied_at=None).exists():
            return f"the other node lost letters after {answer.up_to} that are no longer kept here"
        lost.update(acked_at=None)  # its database came back from a backup: it gets them again
        letters.filter(seq__lte=last, sent_at=None).update(sent_at=at)
    if answer.up_to >= last:
        return ""
    return f"refused: {answer.refused[0]}" if answer.refused else f"has letters up to {answer.up_to} only"


def _put_off(peer: str, problem: str) -> datetime | None:
    """Note the failed attempt on the first waiting letter; all behind it wait with it, because order counts."""
    with acting(node_actor(this_node())):
        first = _waiting(peer).defer("letter").first()
        if first is None:
            return None
        attempts = first.attempts + 1
        again = wall_clock() + back_off(attempts)
        Outbox.objects.filter(id=first.id).update(attempts=attempts, next_try=again, error=problem[:300])
    if attempts >= ALARM_AFTER:
        log.error("letters are not delivered", peer=peer, seq=first.seq, attempts=attempts, problem=problem)
    return again


def _waiting(peer: str) -> QuerySet[Outbox]:
    return Outbox.objects.filter(peer=peer, acked_at=None).order_by("seq")

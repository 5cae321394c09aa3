"""How the exchange with each peer stands: what waits, since when, and what went wrong last. For operators and for /status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from yimen.core.exchange.models import Counter, Inbox, Outbox, Peer
from yimen.core.exchange.pace import ALARM_AFTER
from yimen.core.exchange.peers import node_actor, this_node
from yimen.core.people.scope import acting


@dataclass(frozen=True, slots=True)
class Queue:
    """Letters that wait: to be acknowledged there, or to be applied here. The error is that of the first of them."""

    length: int
    oldest: datetime | None
    seq: int | None
    attempts: int
    next_try: datetime | None
    error: str

    @property
    def alarming(self) -> bool:
        return self.attempts >= ALARM_AFTER


@dataclass(frozen=True, slots=True)
class State:
    peer: str
    region: str
    url: str
    sent: int  # the number of our last letter
    received: int  # everything is here up to this number of theirs
    outgoing: Queue
    incoming: Queue


def state() -> list[State]:
    """One line a peer, by code."""
    with acting(node_actor(this_node())):
        return [_state(peer) for peer in Peer.objects.order_by("code")]


def _state(peer: Peer) -> State:
    counters = dict(Counter.objects.filter(peer=peer).values_list("of", "last"))
    outgoing = _queue(Outbox.objects.filter(peer=peer, acked_at=None), "made_at")
    incoming = _queue(Inbox.objects.filter(peer=peer, applied_at=None), "received_at")
    return State(peer.code, peer.region, peer.url, counters["sent"], counters["received"], outgoing, incoming)


def _queue(waiting: "QuerySet[Any]", since: str) -> Queue:
    totals = waiting.aggregate(length=Count("id"), oldest=Min(since))
    first = waiting.order_by("seq").defer("letter").first()
    if first is None:
        return Queue(0, None, None, 0, None, "")
    return Queue(totals["length"], totals["oldest"], first.seq, first.attempts, first.next_try, first.error)

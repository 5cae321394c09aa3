"""Forgetting: a letter that has arrived and was applied is kept a while, for a peer that comes back from a backup, then emptied.

Its number, kind and times stay as proof of the traffic (个人信息保护法§19: no longer than necessary)."""

from datetime import datetime, timedelta

from yimen.core.exchange.models import Inbox, Outbox, Refusal
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import node_actor, this_node
from yimen.core.people.scope import acting

KEPT = timedelta(days=30)


def forget(at: datetime | None = None) -> None:
    """Empty what was done more than thirty days before `at`."""
    at = at or wall_clock()
    before = at - KEPT
    with acting(node_actor(this_node())):
        Outbox.objects.filter(acked_at__lt=before, emptied_at=None).update(letter="", emptied_at=at)
        Inbox.objects.filter(applied_at__lt=before, emptied_at=None).update(letter="", emptied_at=at)
        Refusal.objects.filter(minute__lt=before).delete()

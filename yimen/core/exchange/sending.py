"""Sending: a letter is written in the transaction that makes it necessary; the job that carries it is filed with it."""

from typing import Any
from uuid import UUID

from yimen.core.exchange import letter as letters, parts
from yimen.core.exchange.keys import own_key, own_key_id
from yimen.core.exchange.models import Outbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import next_number, this_node
from yimen.core.exchange.tasks import deliver_letters
from yimen.core.ports.ids import new_id


class NoSuchPeer(Exception):
    """A letter to a node that no operator has entered; `manage.py exchange_keys --add` enters one."""


def send(to: str, kind: str, body: dict[str, Any]) -> UUID:
    """Post a letter to a peer as part of the caller's transaction; returns its id, for one in parts that of the last.

    Letters to one peer are applied there in the order of these calls, each exactly once. Raises NoSuchPeer, and
    ValueError for a body that cannot travel."""
    *before, last = parts.in_parts(kind, body)
    for one in before:
        _post(to, *one)
    return _post(to, *last)


def _post(to: str, kind: str, body: dict[str, Any]) -> UUID:
    seq = next_number(to)
    if seq is None:
        raise NoSuchPeer(to)
    letter = letters.Letter(this_node(), to, seq, new_id(), kind, wall_clock(), body, own_key_id())
    Outbox.objects.create(
        id=letter.id,
        peer_id=to,
        seq=seq,
        kind=kind,
        letter=letters.seal(letter, own_key()).decode(),
        made_at=letter.made_at,
    )
    deliver_letters.defer(peer=to)
    return letter.id

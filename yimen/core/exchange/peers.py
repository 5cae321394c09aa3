"""Peers: the other nodes, what part of the country each owns, and the counters of the letters exchanged with it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app

from yimen.core.exchange.keys import key_id
from yimen.core.exchange.models import Counter, Peer
from yimen.core.people.actors import Actor

OLD_KEY_READ_FOR = timedelta(days=30)


def this_node() -> str:
    code: str = settings.NODE["code"]
    return code


def node_actor(code: str) -> Actor:
    """Another node, acting here through its letters."""
    return Actor("node", code, node=code)


def peer_for(region: str) -> str | None:
    """The code of the node that owns a region; None when it is ours or nobody's. Nodes own whole provinces or cities."""
    if region.startswith(_stem(settings.NODE["region"])):
        return None
    owners = [peer for peer in Peer.objects.all() if region.startswith(_stem(peer.region))]
    return max(owners, key=lambda peer: len(_stem(peer.region))).code if owners else None


def owns(peer: str, region: str) -> bool:
    return Peer.objects.filter(code=peer).exists() and peer_for(region) == peer


def add_peer(code: str, region: str, url: str, public_key: str, at: datetime) -> Peer:
    """Enter a peer, or what changed about it; a replaced key is read for 30 days more. Raises ValueError for what is not a key."""
    key_id(public_key)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended('exchange.peers', 0))"
        )  # two that enter one at once
        known = Peer.objects.filter(code=code).first()
        peer = known or Peer(code=code)
        if known and known.public_key != public_key:
            peer.old_key, peer.old_key_until = known.public_key, at + OLD_KEY_READ_FOR
        peer.region, peer.url, peer.public_key = region, url, public_key
        peer.save()
        Counter.objects.bulk_create([Counter(peer=peer, of=of) for of in ("sent", "received")], ignore_conflicts=True)
        app.configure_task("exchange.after_peer").defer(peer=code)
    return peer


def next_number(peer: str) -> int | None:
    """The next number of a letter to that peer; its counter stays locked until the caller's transaction ends, so no gap can be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update exchange_counter set last = last + 1 where peer_id = %s and of = 'sent' returning last", [peer]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def received_up_to(peer: str) -> Counter:
    """The counter of what came, locked: posts of one peer are stored one after another."""
    return Counter.objects.select_for_update().get(peer=peer, of="received")


def _stem(region: str) -> str:
    """The digits in which all places inside a region begin: 44 for 440000, 4401 for 440100 (GB/T 2260)."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region

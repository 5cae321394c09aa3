"""The daily checkpoint: one signed digest over every event of this node so far, chained to the day before.

The chain of a case shows that its steps are whole; the checkpoint shows that no whole case was exchanged or taken away since.
"""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import connection

from yimen.core.cases.chain import canonical
from yimen.core.cases.models import Checkpoint
from yimen.core.people.secrecy import public_key, signing_key

NOTHING = bytes(32)
EVENTS = "select seq, digest from cases_event where node = %s and seq > %s and seq <= %s order by seq"


def checkpoint(at: datetime) -> Checkpoint | None:
    """Sign what has been written since the last one; None where nothing was. A system role only."""
    node = settings.NODE["code"]
    last = Checkpoint.objects.filter(node=node).order_by("-up_to_seq").first()
    since = last.up_to_seq if last else 0
    up_to = highest(node)
    if up_to <= since:
        return None
    count, digest = rolled_up(node, since, up_to)
    before = bytes(last.root) if last else NOTHING
    root = root_of(node, at, (since, up_to, count), digest, before)
    return Checkpoint.objects.create(
        node=node, at=at, from_seq=since, up_to_seq=up_to, count=count, root=root, prev_root=before,
        signature=signing_key().sign(root), key=public_key(),
    )  # fmt: skip


def highest(node: str) -> int:
    """The last number below which no event is still being written: writers share a lock that this waits for."""
    with connection.cursor() as cursor:
        cursor.execute("select events_written(%s)", [node])
        [found] = cursor.fetchone()
    return int(found or 0)


def rolled_up(node: str, since: int, up_to: int) -> tuple[int, bytes]:
    """How many events, and one digest over their numbers and digests in order."""
    count, rolling = 0, hashlib.sha256()
    for seq, digest in events(node, since, up_to):
        count += 1
        rolling.update(seq.to_bytes(8, "big") + bytes(digest))
    return count, rolling.digest()


def events(node: str, since: int, up_to: int) -> Iterator[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [node, since, up_to])
        while rows := cursor.fetchmany(5000):
            yield from rows


def root_of(node: str, at: datetime, span: tuple[int, int, int], digest: bytes, before: bytes) -> bytes:
    return hashlib.sha256(canonical([node, at.astimezone(UTC).isoformat(), *span, digest.hex(), before.hex()])).digest()


def wrong_checkpoints(key: str | None = None) -> Iterator[str]:
    """What does not hold: a broken chain of checkpoints, a signature, or events that are not what was signed. `key` pins the signer."""
    before: dict[str, tuple[int, bytes]] = {}
    for row in Checkpoint.objects.order_by("node", "up_to_seq"):
        since, root = before.get(row.node, (0, NOTHING))
        if (row.from_seq, bytes(row.prev_root)) != (since, root):
            yield f"{row}: does not follow the one before"
        if not signature_holds(row, key):
            yield f"{row}: the signature does not hold"
        count, digest = rolled_up(row.node, row.from_seq, row.up_to_seq)
        span = (row.from_seq, row.up_to_seq, count)
        if root_of(row.node, row.at, span, digest, bytes(row.prev_root)) != bytes(row.root):
            yield f"{row}: its events are not those that were signed"
        before[row.node] = (row.up_to_seq, bytes(row.root))


def signature_holds(row: Checkpoint, key: str | None) -> bool:
    signer = Ed25519PublicKey.from_public_bytes(base64.b64decode(row.key))
    try:
        signer.verify(bytes(row.signature), bytes(row.root))
    except InvalidSignature:
        return False
    return key is None or row.key == key

"""The hash chain of a case: each event holds the digest of the one before it, so that no step can be changed, left out or slipped in.

digest         = SHA-256 of a JSON list: the head of the event, the digest of its content, the digest before
content_digest = SHA-256 of the salt and what was said, clear; lawful erasure forgets salt and words, and the chain still verifies
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import msgspec
from msgspec.structs import replace

from yimen.core.cases.dossier import Event
from yimen.core.cases.vocabulary import Json
from yimen.core.people.secrecy import open_, seal

PLACE = "cases_event.secret_said"
ROOT = "\\x" + "00" * 32
HEAD = ("case_id", "n", "node", "move", "role", "actor_id", "actor_name", "office", "channel", "at", "dated", "law", "mark",
        "edition", "state_after", "fault")  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """Where a chain does not hold: `what` is order, link, head or content."""

    case: str
    n: int
    what: str


def signed(event: Event, secret: Json | None, before: str) -> Event:
    """The event with its digests; what was said about facts is sealed."""
    salt = secrets.token_bytes(16)
    event = replace(
        event,
        salt=hexed(salt),
        secret_said=hexed(seal(canonical(secret), PLACE)) if secret else None,
        content_digest=hexed(content_digest(salt, event.said, secret)),
        prev_digest=before,
    )
    return replace(event, digest=hexed(head_digest(event)))


def content_digest(salt: bytes, said: Json | None, secret: Json | None) -> bytes:
    return hashlib.sha256(salt + canonical([said, secret])).digest()


def head_digest(event: Event) -> bytes:
    head = [getattr(event, name) for name in HEAD]
    head[HEAD.index("at")] = event.at.astimezone(UTC).isoformat()
    return hashlib.sha256(canonical([*head, event.content_digest, event.prev_digest])).digest()


def canonical(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")


def open_secret(event: Event) -> Json | None:
    """What was said about facts, clear. Raises CannotOpen."""
    if event.secret_said is None:
        return None
    found: Json = msgspec.json.decode(open_(unhexed(event.secret_said), PLACE))
    return found


def broken(events: Iterable[Event], *, contents: bool = True, erased: bool = False) -> Iterator[Broken]:
    """Every place at which the chain of one case does not hold, its events given in order.

    Of a case that was `erased` – two people signed for it: keeping.py – the applicant's name is gone from the heads of its own steps.
    """
    before, expected = ROOT, 1
    for event in events:
        if event.n != expected:
            yield Broken(str(event.case_id), event.n, "order")
        if event.prev_digest != before:
            yield Broken(str(event.case_id), event.n, "link")
        nameless = erased and event.erased_law and not event.actor_id
        if not nameless and event.digest != hexed(head_digest(event)):
            yield Broken(str(event.case_id), event.n, "head")
        if contents and event.salt is not None and not content_holds(event):
            yield Broken(str(event.case_id), event.n, "content")
        before, expected = event.digest, event.n + 1


def content_holds(event: Event) -> bool:
    return event.content_digest == hexed(content_digest(unhexed(event.salt or ""), event.said, open_secret(event)))


def hexed(value: bytes) -> str:
    """Bytes as PostgreSQL writes them in JSON."""
    return "\\x" + value.hex()


def unhexed(value: str) -> bytes:
    return bytes.fromhex(value.removeprefix("\\x"))

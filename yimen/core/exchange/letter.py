"""What a letter is: canonical JSON, signed. On the wire one letter is one line, so several make one post.

    {"body":{…},"from":"gd","id":"…","key":"9f86d081884c7d65","kind":"case.copy","made_at":"2026-11-24T10:00:00+08:00","seq":7,"signature":"…","to":"hn"}

Canonical means: keys sorted by code point, no blanks, UTF-8, nothing escaped that need not be; a letter in any other form is refused.
The signature is Ed25519 over "yimen.letter.1\\n" and the same object without `signature`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MAX_LETTER = 2**20  # bytes; what is larger travels in parts
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # PostgreSQL keeps no NUL in text, so no letter carries one

Reason = Literal[
    "malformed",
    "too_large",
    "unknown_peer",
    "unknown_key",
    "expired_key",
    "bad_signature",
    "wrong_addressee",
    "unknown_kind",
    "mixed_senders",
    "number_taken",
    "too_far_ahead",
]


class Refused(Exception):
    """A letter that is not kept. The sender keeps it and tries again, because what damages a letter is most often the line."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Letter:
    """`seq` counts the letters of one sender to one addressee without a gap; `key` names the signing key."""

    sender: str
    to: str
    seq: int
    id: UUID
    kind: str
    made_at: datetime
    body: dict[str, Any]
    key: str


Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,32}\Z")]

Signature = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]


class Wire(msgspec.Struct, forbid_unknown_fields=True, rename={"sender": "from"}):
    """A letter as it travels."""

    sender: Code
    to: Code
    seq: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
    id: UUID
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,20}\.[a-z_]{1,19}\Z")]
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    body: dict[str, Any]
    key: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
    signature: Signature


KeyOf = Callable[[str, str], Ed25519PublicKey]  # (peer, key id) → key, raises Refused


def seal(letter: Letter, key: Ed25519PrivateKey) -> bytes:
    """The signed line. Raises ValueError when the body is too large or cannot be said in JSON without NUL."""
    fields = {name: getattr(letter, name) for name in ("to", "seq", "id", "kind", "made_at", "body", "key")}
    line = signed("letter", {"from": letter.sender, **fields}, key)
    if len(line) > MAX_LETTER:
        raise ValueError(f"a letter of {len(line)} bytes; at most {MAX_LETTER} travel")
    if NUL.search(line):
        raise ValueError("a letter carries no NUL character")
    return line


def unseal(line: bytes, key_of: KeyOf) -> Letter:
    """Read a line and check its form and signature. Raises Refused."""
    if len(line) > MAX_LETTER:
        raise Refused("too_large", f"at most {MAX_LETTER} bytes")
    letter = opened(line)
    verify("letter", read(line), key_of(letter.sender, letter.key))
    return letter


def opened(line: bytes) -> Letter:
    """A line without asking who signed it: for what was verified before it was stored. Raises Refused("malformed")."""
    try:
        wire = msgspec.convert(read(line), Wire)
    except msgspec.ValidationError as wrong:
        raise Refused("malformed", str(wrong)[:200]) from wrong
    return Letter(wire.sender, wire.to, wire.seq, wire.id, wire.kind, wire.made_at, wire.body, wire.key)


def signed(what: str, fields: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    """Fields with their signature, in canonical form; `what` keeps a letter from passing for an answer."""
    signature = key.sign(_signing_form(what, fields))
    return canonical({**fields, "signature": signature.hex()})


def verify(what: str, fields: dict[str, Any], key: Ed25519PublicKey) -> None:
    """Raises Refused unless `fields["signature"]` was made by that key over the rest."""
    rest = {name: value for name, value in fields.items() if name != "signature"}
    try:
        key.verify(bytes.fromhex(fields["signature"]), _signing_form(what, rest))
    except (InvalidSignature, ValueError) as forged:
        raise Refused("bad_signature") from forged


def read(line: bytes) -> dict[str, Any]:
    """The object of a canonical line. Raises Refused("malformed")."""
    try:
        found = msgspec.json.decode(line)
        if not isinstance(found, dict) or NUL.search(line) or canonical(found) != line:
            raise Refused("malformed", "expected one JSON object in canonical form")
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as broken:
        raise Refused("malformed", str(broken)[:200]) from broken
    return found


def canonical(value: Any) -> bytes:
    """Sorted, compact UTF-8 JSON: equal values give equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def _signing_form(what: str, fields: dict[str, Any]) -> bytes:
    return f"yimen.{what}.1\n".encode() + canonical(fields)

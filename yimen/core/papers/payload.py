"""What the QR code of a paper holds beside its address: a few words signed with this node's key, which anybody checks without us.

    YM1.<base64url of the words>.<base64url of the Ed25519 signature over "YM1.<the words in base64url>">

The words are UTF-8, one a line: kind, number, day, digest, masked name, key id. The digest is the first 16 bytes of the SHA-256 of
the paper's frozen content in canonical JSON, in base64url; the key id is the first 16 hexadecimal digits of the SHA-256 of the raw
public key. docs/integrators.md has a test vector.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from yimen.core.cases.chain import canonical
from yimen.core.exchange.keys import key_id, own_key_id
from yimen.core.people.secrecy import public_key, signing_key

FORM, LONGEST = "YM1", 1000
Keys = Mapping[str, str]  # key id → raw public key in base64


class Said(Struct, frozen=True, kw_only=True):
    """The words of a QR code."""

    kind: str
    number: str
    day: date
    digest: str
    name: str
    key: str


class NotOurs(ValueError):
    """A code that is no such code, or whose signature does not hold. `key` is of the closed set."""

    def __init__(self, key: Literal["not_a_code", "unknown_key", "signature"]):
        super().__init__(key)
        self.key = key


def digest_of(data: Any) -> bytes:
    """The digest of a paper's frozen content."""
    return hashlib.sha256(canonical(data)).digest()


def signed(said: Said, key: Ed25519PrivateKey | None = None) -> str:
    words = "\n".join([said.kind, said.number, said.day.isoformat(), said.digest, said.name, said.key])
    body = f"{FORM}.{text64(words.encode())}"
    return f"{body}.{text64((key or signing_key()).sign(body.encode()))}"


def payload(kind: str, number: str, day: date, data: Any, name: str) -> str:
    return signed(
        Said(kind=kind, number=number, day=day, digest=text64(digest_of(data)[:16]), name=name, key=own_key_id())
    )


def read(code: str, keys: Keys) -> Said:
    """The words of a code whose signature holds. Raises NotOurs."""
    code = "".join(code.split()).rpartition("#")[2]
    form, _, rest = code.partition(".")
    body, _, signature = rest.partition(".")
    if form != FORM or len(code) > LONGEST:
        raise NotOurs("not_a_code")
    try:
        words = bytes64(body).decode().split("\n")
        said = Said(
            kind=words[0], number=words[1], day=date.fromisoformat(words[2]), digest=words[3], name=words[4], key=words[5]
        )  # fmt: skip
        sign = bytes64(signature)
    except (ValueError, IndexError, binascii.Error) as other:
        raise NotOurs("not_a_code") from other
    holds(said.key, f"{form}.{body}".encode(), sign, keys)
    return said


def holds(key: str, body: bytes, signature: bytes, keys: Keys) -> None:
    """Raises NotOurs."""
    if key not in keys:
        raise NotOurs("unknown_key")
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(keys[key])).verify(signature, body)
    except InvalidSignature as broken:
        raise NotOurs("signature") from broken


def own_keys() -> dict[str, str]:
    """The public keys with which papers of this node are signed, by their ids."""
    return {key_id(public_key()): public_key()}


def check_code(token: str) -> str:
    """Eight hexadecimal digits beside the number of a paper, for those who type: 7C1E 09A4."""
    return hashlib.sha256(token.encode()).hexdigest()[:8].upper()


def text64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def bytes64(value: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)

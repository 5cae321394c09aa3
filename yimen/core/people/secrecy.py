"""Secrecy at rest: what is sealed (AES-256-GCM), what can be found without being read (HMAC-SHA256), how this node signs (Ed25519).

A sealed value is  1 byte form · 4 bytes key id · 12 bytes nonce · ciphertext and tag.  The key id is the beginning of the key's SHA-256,
so a value sealed with an older key is opened as long as that key stands in the list. `aad` names the place of the value, for a field
`table.column`: a value moved to another column does not open.
"""

import base64
import hashlib
import hmac
import os
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup, Transform
from typing_extensions import TypeVar

from yimen.core.people.keys import keys

FORM, ID, NONCE = b"\x01", 4, 12
HEAD = len(FORM) + ID + NONCE


class CannotOpen(Exception):
    """A sealed value that was changed, moved, or sealed with a key that is no longer in the list. Never says what was in it."""


def seal(plain: bytes, aad: str) -> bytes:
    """`plain` sealed with the newest key for the place `aad`; a fresh random nonce each time."""
    head, nonce = FORM + key_id(keys("fields")[0]), os.urandom(NONCE)
    return head + nonce + _cipher(keys("fields")[0]).encrypt(nonce, plain, head + aad.encode())


def open_(sealed: bytes, aad: str) -> bytes:
    """What was sealed for the place `aad`. Raises CannotOpen."""
    head, nonce = sealed[: HEAD - NONCE], sealed[HEAD - NONCE : HEAD]
    key = _by_id(keys("fields")).get(head[len(FORM) :])
    if head[: len(FORM)] != FORM or key is None:
        raise CannotOpen(f"{aad}: no key for {head.hex()}; an older key must stay in keys/fields below the new one")
    try:
        return _cipher(key).decrypt(nonce, sealed[HEAD:], head + aad.encode())
    except InvalidTag as changed:
        raise CannotOpen(f"{aad}: the sealed value was changed or belongs elsewhere") from changed


def sealed_with_newest(sealed: bytes) -> bool:
    """Need not be sealed anew after a change of keys."""
    return sealed.startswith(FORM + key_id(keys("fields")[0]))


def blind(kind: str, text: str) -> bytes:
    """32 bytes by which equal values of a kind (`id_number`, `phone`) are found again; useless without the key and for other kinds."""
    return hmac.digest(keys("index")[0], f"{kind}\0{plainly(text)}".encode(), "sha256")


def plainly(text: str) -> str:
    """One form of what may be typed in several: half width, capitals, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def signing_key() -> Ed25519PrivateKey:
    """The key with which this node signs letters and checkpoints."""
    return _signer(keys("sign")[0])


def public_key() -> str:
    """What other nodes know this one by: the raw public key in base64."""
    return base64.b64encode(signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


@lru_cache(maxsize=8)
def key_id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:ID]


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


@lru_cache(maxsize=8)
def _by_id(ring: tuple[bytes, ...]) -> dict[bytes, bytes]:
    return {key_id(key): key for key in ring}


@lru_cache(maxsize=2)
def _signer(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


# What is set and what is read: str, or str | None where the column may be null; the Django plugin of mypy fills them in.
Set_contra = TypeVar("Set_contra", contravariant=True, default=Any)
Get_co = TypeVar("Get_co", covariant=True, default=Any)

if TYPE_CHECKING:
    TextField = models.TextField
    JSONField = models.Field[Any, Any]
else:

    class TextField(models.Field):
        """Django's fields know their types only to the checker; `[Set_contra, Get_co]` means nothing when it runs."""

        def __class_getitem__(cls, _types: Any) -> type:
            return cls

    JSONField = models.Field


class Sealed:
    """A column of sealed bytes. It can be asked whether it is empty, nothing else: what must be found has a blind index."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 – Django passes it by name
        return "bytea"

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        if lookup_name != "isnull":
            raise FieldError(f"{self} is sealed and cannot be searched; search its blind index")
        return super().get_lookup(lookup_name)  # type: ignore[misc, no-any-return]

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        raise FieldError(f"{self} is sealed and cannot be searched by {lookup_name}")


class EncryptedTextField(Sealed, TextField[Set_contra, Get_co]):
    """Text, sealed."""

    def get_prep_value(self, value: str | None) -> bytes | None:
        return None if value is None else seal(str(value).encode(), place(self))

    def from_db_value(
        self, value: bytes | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else open_(bytes(value), place(self)).decode()


class EncryptedJSONField(Sealed, JSONField):
    """Whatever JSON can say, sealed; dates, times, decimals and UUIDs become text."""

    def get_prep_value(self, value: Any) -> bytes | None:
        return None if value is None else seal(msgspec.json.encode(value), place(self))

    def from_db_value(self, value: bytes | None, _expression: Expression, _connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else msgspec.json.decode(open_(bytes(value), place(self)))


def place(field: "models.Field[Any, Any]") -> str:
    """The `aad` of a model field, also for SQL that writes the column with bytes from `seal`: table.column."""
    return f"{field.model._meta.db_table}.{field.column}"  # noqa: SLF001 – Django's public name

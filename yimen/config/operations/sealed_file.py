"""A file of sealed blocks: whoever changes, shortens or swaps one of them is found out before a byte of it is used.

form      MAGIC · 4 bytes length of the head · head (JSON, readable by everybody) · blocks
block     1 MiB of content sealed by AES-256-GCM, the last one shorter; bound to the head, to its number, and to being the last
key       derived for this one file (HKDF) from a key that is not in it and from the salt in its head
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"YIMEN-SEALED-1\n"
BLOCK, TAG = 1024 * 1024, 16
LONGEST_HEAD = 1024 * 1024
Json = dict[str, Any]


class NotWhole(Exception):
    """A file that was cut short, changed, or sealed with another key; the message is for the operator."""


def write(path: Path, key: bytes, head: Json, content: Iterable[bytes]) -> None:
    """Sealed beside its place, forced to the disk, and only then called by its name: a file of that name is whole."""
    draft = path.with_name(f".{path.name}.part")
    salt = os.urandom(16)
    said = msgspec.json.encode(head | {"salt": salt.hex()})
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(MAGIC + len(said).to_bytes(4, "big") + said)
            for block in _sealed(_cipher(key, salt), said, content):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def head(path: Path) -> Json:
    """What the file says about itself; nobody has vouched for it before `read` was through. Raises NotWhole."""
    with path.open("rb") as file:
        found: Json = msgspec.json.decode(_head(file, path))
    return found


def read(path: Path, key: bytes) -> Iterator[bytes]:
    """The content, block by block. Raises NotWhole, at the latest at its end: nothing is certain before that."""
    with path.open("rb") as file:
        said = _head(file, path)
        cipher, number = _cipher(key, bytes.fromhex(msgspec.json.decode(said)["salt"])), 0
        block = file.read(BLOCK + TAG)
        while True:
            after = file.read(BLOCK + TAG)
            yield _opened(cipher, said, number, block, last=not after, path=path)
            if not after:
                return
            block, number = after, number + 1


def _head(file: IO[bytes], path: Path) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise NotWhole(f"{path} is no file of this kind.")
    length = int.from_bytes(file.read(4), "big")
    said = file.read(length) if length <= LONGEST_HEAD else b""
    try:
        if len(said) == length and bytes.fromhex(msgspec.json.decode(said, type=Json)["salt"]):
            return said
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
        pass
    raise NotWhole(f"{path} is not whole: its head cannot be read. Take another backup.")


def _sealed(cipher: AESGCM, said: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    waiting, number = bytearray(), 0
    for part in content:
        waiting += part
        while len(waiting) > BLOCK:  # what fills a block exactly may be the last one
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:BLOCK]), said)
            del waiting[:BLOCK]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), said)


def _opened(cipher: AESGCM, said: bytes, number: int, block: bytes, *, last: bool, path: Path) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, last=last), block, said)
    except (InvalidTag, ValueError) as changed:
        where = f"block {number + 1}, around byte {number * (BLOCK + TAG)}"
        raise NotWhole(
            f"{path} is not whole: {where}, was changed, or the file was cut short there. "
            "Nothing was restored from it. Take another backup."
        ) from changed


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def short(key: bytes) -> str:
    """By what a key is called without being told: the beginning of its SHA-256."""
    return hashlib.sha256(key).hexdigest()[:8]

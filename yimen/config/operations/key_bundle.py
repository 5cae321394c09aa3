"""The keys in one file of their own, closed by a passphrase: what makes a backup worth anything, and therefore never lies beside it."""

import base64
import hmac
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from yimen.config.operations import sealed_file
from yimen.config.operations.snapshot import NotPossible
from yimen.core.people.keys import VARIABLES

KIND = "yimen-keys"
SHORTEST = 12  # characters of a passphrase
COST = 2**16  # of scrypt: 64 MB and a fifth of a second for each guess
REMADE = {"django"}  # made anew by itself; all it costs is that everybody signs in again
PASSPHRASE = "YIMEN_KEYS_PASSPHRASE"  # noqa: S105 – the name of a variable
Keys = dict[str, bytes]


def folder() -> Path:
    found: Path = settings.HOME / "keys"
    return found


def here() -> Keys:
    """All keys of this installation by name: the files, and over them what the environment gives."""
    found = [file for file in sorted(folder().rglob("[!.]*")) if file.is_file() and ".replaced-" not in file.name]
    files = {str(file.relative_to(folder())): file.read_bytes() for file in found}
    given: Keys = {
        name: "\n".join(os.environ[variable].split()).encode() + b"\n"
        for name, variable in VARIABLES.items()
        if os.environ.get(variable)
    }
    return {**files, **given}


def bundle(file: Path, passphrase: str) -> list[str]:
    """Write them into a new file. Returns their names. Raises NotPossible, OSError."""
    if file.exists():
        raise NotPossible(f"{file} is there already, and a bundle of keys is never written over.")
    if len(passphrase) < SHORTEST:
        raise NotPossible(
            f"The passphrase must have at least {SHORTEST} characters. Six words chosen by dice are good."
        )
    salt, found = secrets.token_bytes(16), here()
    content = msgspec.json.encode({name: base64.b64encode(key).decode() for name, key in found.items()})
    head = {"kind": KIND, "at": datetime.now(UTC).isoformat(), "node": settings.NODE["code"], "scrypt": salt.hex()}
    sealed_file.write(file, _stretched(passphrase, salt), head, [content])
    return sorted(found)


def unbundled(file: Path, passphrase: str) -> Keys:
    """What a bundle holds. Raises NotPossible, sealed_file.NotWhole, OSError."""
    head = sealed_file.head(file)
    if head.get("kind") != KIND:
        raise NotPossible(f"{file} is no bundle of keys.")
    try:
        content = b"".join(sealed_file.read(file, _stretched(passphrase, bytes.fromhex(head["scrypt"]))))
    except sealed_file.NotWhole as closed:
        raise NotPossible(f"{file} does not open: the passphrase is another, or the file was changed.") from closed
    return {name: base64.b64decode(text) for name, text in msgspec.json.decode(content, type=dict[str, str]).items()}


def lacking(bundled: Mapping[str, bytes]) -> list[str]:
    """Keys of this installation that a bundle does not hold as they are now: since then one was changed, and a new bundle is due."""
    return [
        name
        for name, key in here().items()
        if name not in REMADE and not hmac.compare_digest(_words(bundled.get(name, b"")), _words(key))
    ]


def put_back(bundled: Mapping[str, bytes], *, replace: bool) -> list[str]:
    """Write them into YIMEN_HOME/keys. A key that is another here is moved aside, never removed. Raises NotPossible unless `replace`."""
    known = here()
    other = [name for name, key in bundled.items() if _words(known.get(name, key)) != _words(key)]
    if (refused := sorted({*other} - REMADE)) and not replace:
        raise NotPossible(
            f"Here the keys {', '.join(refused)} are others. If nothing was sealed with them, --replace moves them aside."
        )
    if given := [variable for name, variable in VARIABLES.items() if name in other and os.environ.get(variable)]:
        raise NotPossible(f"{', '.join(given)} give other keys. Change them where they are set.")
    for name in other:
        (folder() / name).rename(folder() / f"{name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    for name, key in bundled.items():
        if name in other or name not in known:
            write_key(name, key)
    return sorted(bundled)


def write_key(name: str, content: bytes) -> None:
    """Whole or not at all, with mode 0600."""
    file = folder() / name
    for part in reversed([file.parent, *file.parent.parents]):
        part.mkdir(exist_ok=True, mode=0o700)  # each of them: `parents` would leave those above open
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)


def _words(key: bytes) -> bytes:
    return b"\n".join(key.split())


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode())

"""The keys of this installation: files of mode 0600 in YIMEN_HOME/keys, made on first use, or the environment.

    fields   AES-256 keys that seal personal data; the first line seals, every line opens (so a key is changed by writing a new
             one above the old)                                                            YIMEN_KEY_FIELDS
    index    the HMAC key of the blind indexes; to change it means to index anew             YIMEN_KEY_INDEX
    sign     the Ed25519 seed with which this node signs letters and checkpoints             YIMEN_KEY_SIGN
    backup   AES-256 keys that seal backups of the database; the first line seals, every line opens   YIMEN_KEY_BACKUP

A key is 32 random bytes in base64; in the environment several are separated by blanks.
"""

import base64
import binascii
import os
import secrets
import stat
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

Name = Literal["fields", "index", "sign", "backup"]
NAMES: tuple[Name, ...] = get_args(Name)
VARIABLES: dict[Name, str] = {name: f"YIMEN_KEY_{name.upper()}" for name in NAMES}
SIZE = 32


class KeyUnusable(ImproperlyConfigured):
    """A key that is exposed, damaged or missing; the message says which file and what to do."""


def keys(name: Name) -> tuple[bytes, ...]:
    """All keys of that name, the one in use first; a file that was changed is read again. Raises KeyUnusable."""
    given = os.environ.get(VARIABLES[name], "")
    return _keys(name, given, settings.HOME, "" if given else _stamp(settings.HOME, name))


def _stamp(home: str | Path, name: Name) -> str:
    try:
        found = os.stat(f"{home}/keys/{name}")  # noqa: PTH116 – asked for each value that is opened
    except FileNotFoundError:
        return ""
    return f"{found.st_mtime_ns} {found.st_ino} {found.st_mode}"


@lru_cache(maxsize=32)
def _keys(name: Name, given: str, home: str | Path, _stamp: str) -> tuple[bytes, ...]:
    if given:
        return _decoded(given, VARIABLES[name])
    file = Path(home) / "keys" / name
    if not file.exists():
        _make(file)
    _refuse_exposed(file)
    return _decoded(file.read_text(), str(file))


def _decoded(text: str, where: str) -> tuple[bytes, ...]:
    try:
        found = tuple(base64.b64decode(line, validate=True) for line in text.split())
    except binascii.Error as broken:
        raise KeyUnusable(f"{where} is not base64: {broken}") from broken
    if not found or any(len(key) != SIZE for key in found):
        raise KeyUnusable(f"{where} must hold {SIZE} random bytes a key in base64; restore it from the backup")
    return found


def _make(file: Path) -> None:
    """Written aside and linked into place, so that two processes that start together end up with one key."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, aside = tempfile.mkstemp(dir=file.parent)  # mode 0600
    with os.fdopen(number, "w") as out:
        out.write(base64.b64encode(secrets.token_bytes(SIZE)).decode() + "\n")
        out.flush()
        os.fsync(number)
    try:
        os.link(aside, file)
    except FileExistsError:
        pass  # the other process was first: its key is the key
    finally:
        Path(aside).unlink()


def _refuse_exposed(file: Path) -> None:
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        raise KeyUnusable(
            f"{file} can be read by others (mode {mode:04o}). Run: chmod 600 {file} – and change the key if it was copied"
        )

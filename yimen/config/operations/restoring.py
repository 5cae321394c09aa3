"""`manage.py restore`: a backup into an empty database – looked through to its end first, filled in one transaction, counted afterwards."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import psycopg
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from yimen.config.operations import sealed_file
from yimen.config.operations.backing_up import KIND, TRAILER, address
from yimen.config.operations.snapshot import NotPossible, contents, filled, is_empty
from yimen.core.people.keys import NAMES, VARIABLES, keys

Json = dict[str, Any]
LONGEST_TRAILER = 256 * 1024  # held back while reading: the proof stands at the end


class Proof(NamedTuple):
    """What the end of a backup says about all before it."""

    rows: dict[str, int]
    heads: dict[str, int]


def looked_through(file: Path) -> Proof:
    """Read it whole and keep nothing. Raises sealed_file.NotWhole, NotPossible where the keys here are others or it is none of ours."""
    found = sealed_file.head(file)
    if found.get("kind") != KIND:
        raise NotPossible(f"{file} is no backup of a database.")
    _refuse_other_keys(found)
    _refuse_other_roles(found)
    _refuse_newer(found)
    digest, size, end = hashlib.sha256(), 0, b""
    for part in _content(file, found):
        if isinstance(part, bytes):
            digest.update(part)
            size += len(part)
        else:
            end = part[0]
    proof: Json = msgspec.json.decode(end)
    if (proof["sha256"], proof["size"]) != (digest.hexdigest(), size):
        raise sealed_file.NotWhole(f"{file} is not whole: its digest is another. Take another backup.")
    return Proof(proof["rows"], proof["heads"])


def restore(file: Path, owner_url: str) -> Proof:
    """Fill the empty database. Raises NotPossible – the database is then as empty as before – and sealed_file.NotWhole."""
    proof, found = looked_through(file), sealed_file.head(file)
    if not is_empty(owner_url):
        raise NotPossible(
            "This database is not empty, and a restore never mixes two of them. Restore into an empty YIMEN_HOME, or a new database."
        )
    filled(owner_url, (part for part in _content(file, found) if isinstance(part, bytes)))
    _compare(proof)
    return proof


def _compare(proof: Proof) -> None:
    """Every table holds as many rows as at the moment of the backup."""
    with psycopg.connect(address()) as connection:
        rows, heads, _ = contents(connection)
    if wrong := [
        f"{table}: {rows.get(table, 0)} rows of {n}" for table, n in proof.rows.items() if rows.get(table, 0) != n
    ]:
        raise NotPossible("Not everything came back: " + "; ".join(wrong))
    if heads != proof.heads:
        raise NotPossible(f"The last events are others than in the backup: {heads}, not {proof.heads}")


def _content(file: Path, found: Json) -> Iterator[bytes | tuple[bytes]]:
    """The compressed SQL in parts, and at the end, in a tuple, the proof."""
    held = b""
    for block in sealed_file.read(file, _key(found, file)):
        held += block
        yield held[:-LONGEST_TRAILER]
        held = held[-LONGEST_TRAILER:]
    before, mark, end = held.rpartition(TRAILER)
    if not mark:
        raise sealed_file.NotWhole(f"{file} is not whole: its end is missing. Take another backup.")
    yield before
    yield (end[:-4],)


def _key(found: Json, file: Path) -> bytes:
    for key in _here("backup"):
        if sealed_file.short(key) == found["keys"]["backup"]:
            return key
    raise NotPossible(
        f"{file} was sealed with the backup key {found['keys']['backup']}, which is not in {settings.HOME / 'keys' / 'backup'}. "
        "Put the keys in place first: manage.py keys restore FILE"
    )


def _refuse_other_keys(found: Json) -> None:
    """Before anything is restored: with other keys its sealed fields could never be read again."""
    for name in ("fields", "index", "sign"):
        known = {sealed_file.short(key) for key in _here(name)}
        if lacking := [one for one in found["keys"][name] if one not in known]:
            raise NotPossible(
                f"The key {name} {', '.join(lacking)} of this backup is not in {settings.HOME / 'keys' / name}. Without it what is "
                "sealed stays closed. Put the keys in place first: manage.py keys restore FILE"
            )


def _here(name: str) -> tuple[bytes, ...]:
    """The keys that are there, none where there are none: asked for by `keys`, they would be made, and be others than the backup's."""
    known = next(one for one in NAMES if one == name)
    there = bool(os.environ.get(VARIABLES[known])) or (settings.HOME / "keys" / name).exists()
    return keys(known) if there else ()


def _refuse_other_roles(found: Json) -> None:
    here = {"app": settings.APP_ROLE, "owner": settings.OWNER_ROLE}
    if here != found["roles"]:
        raise NotPossible(
            f"In this backup the roles are called {found['roles']['owner']} and {found['roles']['app']}, here {here['owner']} and "
            f"{here['app']}; who may see what hangs on these names. Use the same names."
        )


def _refuse_newer(found: Json) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    if unknown := [
        f"{app}.{name}" for app, name in found["migrations"].items() if (app, name) not in known and app != "demo"
    ]:
        raise NotPossible(
            f"This backup was made by newer programs (version {found['version']}; unknown here: {', '.join(unknown)}). Install those first."
        )

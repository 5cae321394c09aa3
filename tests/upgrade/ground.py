"""A database of its own beside that of the tests, with keys of its own: nothing of it is secret."""

import base64
import gzip
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

BEFORE = Path(__file__).with_name("before.sql.gz")
KEYS = {
    f"YIMEN_KEY_{name}": base64.b64encode(f"{name} of a test ".encode().ljust(32, b".")).decode()
    for name in ("FIELDS", "INDEX", "SIGN", "BACKUP")
}
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")


@contextmanager
def database(name: str) -> Iterator[dict[str, str]]:
    """Empty, dropped at the end; what a program must be told to find it."""
    owner = os.environ["DATABASE_OWNER_URL"]
    _again(owner, name, create=True)
    try:
        yield KEYS | {one: _renamed(os.environ[one], name) for one in ADDRESSES if one in os.environ}
    finally:
        _again(owner, name, create=False)


def _renamed(url: str, name: str) -> str:
    return make_conninfo(url, dbname=name)


def _again(owner: str, name: str, *, create: bool) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        if create:
            connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))


def released() -> set[tuple[str, str]]:
    """The migrations, as app and name, that had been applied to what is kept."""
    text = gzip.decompress(BEFORE.read_bytes()).decode()
    rows = text.split("COPY public.django_migrations", maxsplit=1)[1].split("\\.\n", maxsplit=1)[0]
    return {(app, name) for app, name in re.findall(r"^\d+\t(\S+)\t(\S+)\t.+$", rows, re.M)}

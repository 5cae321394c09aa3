"""One consistent picture of the database while everybody goes on writing, and the programs of PostgreSQL that read and fill it."""

import os
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from yimen.config.database.binaries import programs
from yimen.config.environment import home

GUARDS = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1
"""
HEADS = "select node, max(seq) from cases_event group by node order by node"
MIGRATIONS = "select app, max(name) from django_migrations group by app order by app"
UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"  # a setting of PostgreSQL 17, told to every server
START = 64 * 1024  # such settings stand in the first lines
Json = dict[str, Any]


class NotPossible(Exception):
    """What is asked cannot be done as things are; the message says why and what to do."""


@dataclass(frozen=True)
class Snapshot:
    """What a picture contains: rows by table, the last number of every node's chain, the last migration of every room."""

    name: str
    rows: dict[str, int]
    heads: dict[str, int]
    migrations: dict[str, str]
    server: str


@contextmanager
def snapshot(url: str) -> Iterator[Snapshot]:
    """Held open for the length of the block. Raises NotPossible where the role would not see every row."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        refuse_half_sight(connection)
        name = _one(connection, "select pg_export_snapshot()")
        found = contents(connection)
        yield Snapshot(name, *found, server=str(_one(connection, "show server_version")))


def contents(connection: "psycopg.Connection[Any]") -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    tables = [name for (name,) in connection.execute(TABLES)]
    rows = {
        name: int(_one(connection, sql.SQL("select count(*) from {}").format(sql.Identifier(name)))) for name in tables
    }
    return rows, dict(connection.execute(HEADS).fetchall()), dict(connection.execute(MIGRATIONS).fetchall())


def refuse_half_sight(connection: "psycopg.Connection[Any]") -> None:
    if not _one(connection, GUARDS):
        raise NotPossible(
            f"The role {connection.info.user} sees only part of the rows, so its backup would be half of one. DATABASE_BACKUP_URL "
            "must name a role made with: create role yimen_backup login bypassrls in role pg_read_all_data"
        )


def is_empty(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute(TABLES).fetchone() is None


def dumped(url: str, picture: Snapshot) -> Iterator[bytes]:
    """The whole picture as compressed SQL. Raises NotPossible with the first words of pg_dump where it fails."""
    command = [
        str(tools() / "pg_dump"),
        "--dbname",
        url,
        "--snapshot",
        picture.name,
        "--no-owner",
        "--compress",
        "gzip:4",
        "--encoding",
        "UTF8",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/") as process:
        assert process.stdout
        assert process.stderr
        while part := process.stdout.read(256 * 1024):
            yield part
        said = process.stderr.read().decode(errors="replace").strip()
    if process.returncode:
        raise NotPossible(f"pg_dump failed: {said.splitlines()[0] if said else process.returncode}")


def filled(url: str, compressed: Iterator[bytes]) -> None:
    """Run such SQL in one transaction: what ends too early, however it ends, leaves the database as it was. Raises NotPossible."""
    quiet = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null"]
    command = [str(tools() / "psql"), "--dbname", url, *quiet, "--file", "-"]
    environment = os.environ | {"PGOPTIONS": "-c client_min_messages=warning"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", env=environment) as process:
        assert process.stdin
        assert process.stderr
        broken = _told(process.stdin, compressed)
        said = process.stderr.read().decode(errors="replace").strip()
    if process.returncode or broken:
        raise NotPossible(f"The database refused the backup: {said.splitlines()[0] if said else 'it ended early'}")


def _told(to: IO[bytes], compressed: Iterator[bytes]) -> bool:
    """Whether psql went away before it had heard everything."""
    try:
        to.write(b"begin;\n")
        for part in _plain(compressed):
            to.write(part)
        to.write(b"\ncommit;\n")
        to.close()
    except BrokenPipeError:
        return True
    return False


def _plain(compressed: Iterator[bytes]) -> Iterator[bytes]:
    start, plain = b"", _decompressed(zlib.decompressobj(wbits=31), compressed)
    for part in plain:
        start += part
        if len(start) >= START:
            break
    yield start.replace(UNKNOWN_TO_OLDER, b"", 1)
    yield from plain


def _decompressed(opened: Any, compressed: Iterator[bytes]) -> Iterator[bytes]:
    for part in compressed:
        yield opened.decompress(part)
    yield opened.flush()


@cache
def tools() -> Path:
    """The programs that came along with the package; those of a server of one's own need not be installed here."""
    return programs(home() / "postgres" / "programs")


def _one(connection: "psycopg.Connection[Any]", query: Any) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None

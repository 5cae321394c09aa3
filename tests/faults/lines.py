"""A line that breaks at a moment that is chosen, and the one protection against its harm, which can be switched off."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import LiteralString

import psycopg
from psycopg import sql

from tests.config.processes import eventually
from tests.faults.calling import Call
from tests.faults.installation import Installation

RESET = b"\x01\x00\x00\x00\x00\x00\x00\x00"
WAITING: LiteralString = """
select count(*)::int from pg_stat_activity
where wait_event_type = 'Lock' and usename = 'yimen_app' and query ^@ 'select case_begin('
"""
CLAIM: LiteralString = "answer_claim(text, text, bytea)"
UNPROTECTED: LiteralString = """
create or replace function answer_claim(asker text, wanted text, body_digest bytea) returns json
    language sql as 'select null::json'
"""
NUMBERS = count()


def fresh(what: str) -> str:
    """A key that nobody used, and the reason of the case that is begun under it."""
    return f"{what}-{next(NUMBERS)}"


def hang_up(line: socket.socket) -> None:
    """Reset, as by a phone that loses its network."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    line.close()


def lost_before_commit(running: Installation, call: Call) -> None:
    """Inside held_up(): the node works on it, and whoever asked has gone."""
    before = waiting(running)
    line = call.sent()
    assert eventually(lambda: waiting(running) > before), "the call did not come to where it is held up"
    hang_up(line)


def lost_after_commit(running: Installation, call: Call, reason: str, moves: int) -> None:
    """It is done, and whoever asked has gone before it could be told."""
    line = call.sent()
    assert eventually(lambda: steps(running, reason) >= moves), "it was not done"
    hang_up(line)


@contextmanager
def held_up(running: Installation, table: LiteralString) -> Iterator[None]:
    """Whoever writes to this table waits for the end of the block, or of the database."""
    with suppress(psycopg.OperationalError), running.superuser() as connection, connection.transaction():
        connection.execute(sql.SQL("lock table {} in share mode").format(sql.Identifier(table)))
        yield


@contextmanager
def unprotected(running: Installation) -> Iterator[None]:
    """With the protection of keys switched off."""
    [(protection,)] = running.rows("select pg_get_functiondef(%s::regprocedure)", CLAIM)
    with changed(running, UNPROTECTED, protection):
        yield


@contextmanager
def changed(running: Installation, change: LiteralString, back: LiteralString) -> Iterator[None]:
    """Changed by the superuser, and changed back."""
    with running.superuser() as connection:
        connection.execute(change)
        try:
            yield
        finally:
            connection.execute(back)


def waiting(running: Installation) -> int:
    """How many applications wait for a lock, one that is handed in again for the first."""
    return int(running.rows(WAITING)[0][0])


def cases(running: Installation, reason: str) -> int:
    """How many cases were begun for this reason."""
    return int(running.rows("select count(*) from cases_case where reason = %s", reason)[0][0])


def steps(running: Installation, reason: str) -> int:
    """How many events they have together."""
    found = running.rows(
        "select count(*) from cases_event e join cases_case c on c.id = e.case_id where c.reason = %s", reason
    )
    return int(found[0][0])

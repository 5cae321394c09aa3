"""What tests ask of a second node, run inside it."""

from typing import Any

import msgspec
from django.db import connection

from yimen.core.exchange.letter import Letter
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.exchange.state import state as exchange_state
from yimen.core.people.secrecy import public_key


def state() -> Any:
    """How the exchange stands here, as JSON has it."""
    return msgspec.to_builtins(exchange_state())


def key() -> str:
    return public_key()


def meet(code: str, region: str, url: str, key: str) -> None:
    add_peer(code, region, url, key, wall_clock())


def note(letter: Letter) -> None:
    """The handler of test.note: what was applied is written down in the order of applying."""
    with connection.cursor() as cursor:
        cursor.execute("insert into test_note (n) values (%s)", [letter.body["n"]])


def noted() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select n from test_note order by id")
        return [n for (n,) in cursor.fetchall()]

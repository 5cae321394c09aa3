"""A node that writes to itself: its outbox and its inbox are different tables, so one database shows both sides of a line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from yimen.core.exchange.letter import Letter, Refused
from yimen.core.exchange.models import Inbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer, node_actor
from yimen.core.exchange.receiving import receive
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key
from yimen.core.ports.letters import NotDelivered
from yimen.core.ports.wires import wire

HERE = "gd"
applied: list[int] = []


def note(letter: Letter) -> None:
    """The handler of test letters: remembers the order, fails where the letter says so."""
    if letter.body.get("fails"):
        raise ValueError("这封信不能办理")
    applied.append(letter.body["n"])


@dataclass
class Line:
    """A wire straight into `receive`. `bend` turns what is pushed into what arrives; `posts` counts."""

    bend: Callable[[Sequence[bytes]], Sequence[bytes] | None] = list
    answer: Callable[[bytes], bytes] = bytes
    posts: list[int] = field(default_factory=list)
    through: Callable[[str, Sequence[bytes]], bytes] | None = None  # another wire, in front of this one

    def __call__(self, _name: str) -> "Line":
        return self

    def push(self, url: str, letters: Sequence[bytes]) -> bytes:
        if self.through:
            return self.through(url, letters)
        self.posts.append(len(letters))
        arrived = self.bend(letters)
        if arrived is None:
            raise NotDelivered("cut")
        try:
            return self.answer(receive(b"\n".join(arrived)))
        except Refused as refused:
            raise NotDelivered(str(refused)) from refused

    def introduce(self, _url: str) -> bytes:
        raise NotDelivered("nobody else is here")

    def check(self) -> str:
        return ""


line = Line()


@pytest.fixture
def loopback(db: None, settings: Settings) -> Iterator[Line]:
    """The line of the node to itself, fresh for each test."""
    settings.LETTERS = {**settings.LETTERS, "test.note": f"{__name__}.note"}
    settings.ADAPTERS = {**settings.ADAPTERS, "letters": {"default": f"{__name__}.line"}}
    wire.cache_clear()
    applied.clear()
    line.__init__()  # type: ignore[misc]
    add_peer(HERE, "440000", "http://itself", public_key(), wall_clock())
    yield line
    wire.cache_clear()


def inbox() -> list[Inbox]:
    with acting(node_actor(HERE)):
        return list(Inbox.objects.order_by("seq"))


def changed_by_operator(change: Callable[[], object]) -> None:
    """As manage.py exchange_keys runs: in the name of the owner of the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role yimen_owner")
        change()
        cursor.execute("set local role yimen_app")

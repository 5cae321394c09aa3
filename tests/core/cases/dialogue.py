"""A card applied for in one province and decided in another: what the stories of letters, copies and requests have in common."""

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests.core.cases.people import WINDOW, as_applicant, draft, move, publish, zhang
from tests.two_nodes import Node, until
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Outbox
from yimen.core.exchange.peers import node_actor
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

__all__ = ["exchanged", "traveller"]
OPINION = {"opinion": "grant", "why": "与登记一致"}
Exchanged = Callable[[Callable[[], Any], str], None]


def noise(side: int, comment: bytes = b"") -> bytes:
    """A photograph that cannot be made small, with what its maker wrote into it."""
    picture = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(1).randbytes(side * side * 3)).save(
        picture, "JPEG", quality=95, comment=comment
    )
    return picture.getvalue()


PICTURE = noise(900)  # about 1.5 MB: travels in parts


@pytest.fixture
def traveller(hn: Node) -> Person:
    publish()
    return zhang()


@pytest.fixture
def exchanged(drain: Callable[[], None]) -> Exchanged:
    """Our jobs run, the other node's worker runs, back-offs pass – until something is so."""

    def run(condition: Callable[[], Any], what: str) -> None:
        def so() -> bool:
            drain()
            with acting(node_actor("gd")):
                Outbox.objects.filter(acked_at=None).update(next_try=None)
            deliver("hn")
            apply_waiting("hn")
            return bool(condition())

        until(so, what)

    return run


def sent_home(person: Person, *, picture: bytes = b"", then: Callable[[], None] = lambda: None) -> Dossier:
    """Applied for here today, decided in Changsha; `then` is what happens before it is accepted."""
    moment = now()
    case = draft(person, "test.registration", at=moment, facts={"home": "430102"})
    if picture:
        with acting(as_applicant(person)):
            receive(case.id, "photo", "照片.jpg", picture, by=as_applicant(person))
    case = move(case, "submit", as_applicant(person), moment)
    then()
    return move(case, "accept", WINDOW, moment)


def here(case: Dossier) -> Dossier:
    with acting(CLOCK):
        return read_case(case.id)


class Home:
    """The home authority, asked through its own node."""

    def __init__(self, node: Node, case: Dossier) -> None:
        self.node, self.case = node, str(case.id)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *args: self.node.call(f"tests.core.cases.abroad:{name}", self.case, *args)

    def state(self) -> str | None:
        copy = self.seen()
        return copy["state"] if copy else None

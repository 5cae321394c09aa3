"""A stage for the tests of this door: services published, the demo loaded, and how one turns its switches."""

from typing import Any

from django.test import Client

from tests.channels.portal.town import publish
from yimen.channels.demo.cast import cast
from yimen.config.demo.folk import named
from yimen.config.demo.loading import load
from yimen.config.demo.models import ReadyCase
from yimen.config.demo.people import load_people
from yimen.config.demo.registers import load_registers
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today


def set_up() -> None:
    publish()
    load()


def fill() -> None:
    """Only those whom one may be, the officers, and what registers say."""
    known = list(named())
    with acting(CLOCK):
        load_people(known, now())
        load_registers(known, today())


def ready(key: str) -> Dossier:
    """The ready-made case of a key in the newest round, as it stands."""
    with acting(CLOCK):
        return read_case(ReadyCase.objects.filter(key=key).latest("round").case)


def turn(browser: Client, switch: str, **said: str) -> Any:
    return browser.post(f"/demo/{switch}/", said)


def page(browser: Client) -> str:
    return browser.get("/demo").content.decode()


def be(browser: Client, key: str) -> Any:
    """Be a citizen or an officer in the first of the own roles."""
    if key in cast().persons:
        return turn(browser, "as", person=key)
    return turn(browser, "as", officer=key, role=cast().officers[key].roles[0])

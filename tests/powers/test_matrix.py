"""Every address × method × role × relation, against the table of powers. An address or a method without a row fails."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.channels.api.ground import HERE, LI
from tests.powers.addresses import METHODS, Address, routes, table
from tests.powers.stage import IMPOSTORS, TOUR, Knock, Stage, build, client_of
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import OF_MOVE, POWERS, may
from yimen.core.places.notices import working_days

pytestmark = pytest.mark.django_db
CLOSED = {401, 403, 404}
OPEN = ("anybody", "demo")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """One stage for all knocks: whatever a knock changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        working_days()
        yield made
        transaction.set_rollback(True)


def test_every_address_stands_in_the_table_and_no_other() -> None:
    assert routes() == set(table())


def knock(stage: Stage, address: Address, method: str, actor: Actor, **words: str) -> Any:
    """The answer, and nothing of what it did."""
    client, headers = client_of(actor, address)
    body = sent(address, method, actor)
    with transaction.atomic():
        path = stage.fill(address, **words)
        answer = client.generic(method, path, body[0], content_type=body[1], headers=headers)
        transaction.set_rollback(True)
    return answer


def sent(address: Address, method: str, actor: Actor) -> tuple[bytes, str]:
    if method == "GET":
        return b"", "text/plain"
    if not address.api:
        return b"", "application/x-www-form-urlencoded"
    door = {"channel": "portal"} if actor.role == "applicant" else {"channel": "hall", "person": LI}
    bodies: dict[str, Any] = {
        "/api/v1/cases": {"service": TOUR, "region": HERE, "reason": "r"} | door,
        "/api/v1/services/<code>/advice": {"region": HERE},
        "/api/v1/demo/tokens": {"as": "citizen"},
    }
    return json.dumps(bodies.get(address.route, {})).encode(), "application/json"


def opened(answer: Any, address: Address, power: str) -> bool:
    """Was the knocker let in, whatever came of it? Being led away is staying outside."""
    if power == "node":
        return bool(answer.status_code < 400)
    if answer.status_code == 409 and {"not_by", "not_from"} & keys(answer):
        return False
    led_to = answer.headers.get("Location", "")
    led_away = led_to.startswith("/demo?next=") or (address.own and led_to in ("/", "/desk/"))
    return answer.status_code not in CLOSED and not led_away


def keys(answer: Any) -> set[str]:
    """Why a move was refused, as a program is told."""
    if answer.headers["Content-Type"] != "application/problem+json":
        return set()
    return {one["key"] for one in json.loads(answer.content).get("errors", [])}


def expected(address: Address, one: Knock, power: str) -> bool:
    if power in OPEN:
        return True
    strange = (address.desk and one.who.role not in STAFF) or (address.own and one.who.role in STAFF)
    if power in ("nowhere", "node", "nobody_without_key") or strange:
        return False
    if power == "applying":
        taking_in = may(one.who, "take_in_application") and may(one.who, "apply", one.relation)
        return taking_in or one.who.role == "applicant"
    if not address.about:
        return bool(POWERS[power].cell(one.who.role))
    return one.relation != "none" and may(one.who, power, one.relation)


def well(answer: Any, address: Address) -> None:
    """No mishap, whoever knocks; that a node without a worker is not ready is no mishap."""
    assert answer.status_code < 500 or address.route == "/healthz", answer.content[-2000:]


ROWS = [(route, method) for route, row in table().items() for method in row.powers if row.powers[method] != "of_move"]


@pytest.mark.parametrize(("route", "method"), ROWS)
def test_whoever_has_the_power_gets_in_and_nobody_else(stage: Stage, route: str, method: str) -> None:
    address, wrong = table()[route], []
    power = address.powers[method]
    for one in knockers(stage, address, power):
        answer = knock(stage, address, method, one.who)
        well(answer, address)
        if opened(answer, address, power) != expected(address, one, power):
            wrong.append(f"{one}: {answer.status_code}")
    assert not wrong, wrong


def knockers(stage: Stage, address: Address, power: str) -> list[Knock]:
    """Everybody. Where it is about no case, one of each role; where nobody is asked who it is, three."""
    everybody = list(stage.knocks())
    if power in OPEN:
        return [everybody[0], everybody[1], everybody[-1]]
    return everybody if address.about else list({one.who.role: one for one in reversed(everybody)}.values())


OF_MOVES = [
    (route, move) for route, row in table().items() if "of_move" in row.powers.values() for move in sorted(OF_MOVE)
]


@pytest.mark.parametrize(("route", "move"), OF_MOVES)
def test_no_move_is_taken_without_its_power(stage: Stage, route: str, move: str) -> None:
    """The table is the outer fence: a procedure may give a move to fewer, never to more."""
    address, wrong = table()[route], []
    for one in stage.knocks():
        answer = knock(stage, address, "POST", one.who, **{"move": move, "str:name": move})
        well(answer, address)
        if opened(answer, address, "of_move") and not expected(address, one, OF_MOVE[move]):
            wrong.append(f"{one}: {answer.status_code}")
    assert not wrong, wrong


@pytest.mark.parametrize("route", sorted(table()))
def test_a_method_that_has_no_row_is_no_way_in(stage: Stage, route: str) -> None:
    address = table()[route]
    visitor, own, *_ = stage.knocks()
    officer = next(one for one in stage.knocks() if one.relation == "office")
    others = [method for method in METHODS if method not in address.powers]
    who = officer if address.desk else own
    answers = {knock(stage, address, method, one.who).status_code for one in (visitor, who) for method in others}
    assert answers <= ({404, 405} if "nowhere" in address.powers.values() else {405}), answers


ONE_OF_EACH_POWER = {
    (address.powers[method], address.about, address.api): (address, method)
    for address, method in ((table()[route], method) for route, method in ROWS)
    if address.powers[method] != "demo"
}.values()


@pytest.mark.parametrize("impostor", IMPOSTORS, ids=lambda one: one.role)
def test_nobody_signs_in_as_the_law_itself(stage: Stage, impostor: Actor) -> None:
    """A session or a token that names a rule, the clock or another node is a visitor's."""
    visitor, wrong = next(stage.knocks()), []
    for address, method in ONE_OF_EACH_POWER:
        power = address.powers[method]
        if opened(knock(stage, address, method, impostor), address, power) != expected(address, visitor, power):
            wrong.append(f"{method} {address.route}")
    assert not wrong, wrong

"""The persons who stand before this officer: identified by a number and a name, with a line in the book of look-ups; kept in the session.

Nobody's page of the intake opens without that, whatever id stands in its address.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.core.exchange.lookups import Asked, is_register, look_up
from yimen.core.people import names
from yimen.core.people.actors import RULE
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Person
from yimen.core.people.names import Likeness
from yimen.core.people.numbers import citizen_id, masked
from yimen.core.people.registry import Registered, find_person, person_for
from yimen.core.people.scope import acting
from yimen.core.ports.registers import Known, Subject
from yimen.core.work.receptions import receive
from yimen.web.language import now, today
from yimen.web.visits import Request

Json = dict[str, Any]
KEY, MOST = "before_me", 8
REGISTER = "population.person"


class NotRegistered(Exception):
    """The population register has nobody with this number."""


@dataclass(frozen=True)
class Shown:
    """What somebody shows at the window; `number` is in normal form."""

    number: str
    name: str
    paper: str


def identify(shown: Shown) -> tuple[UUID, Likeness]:
    """Who that is here, and how the name compares; entered from the population register when unknown. Raises NotRegistered."""
    found = find_person(shown.number)
    if found is None:
        return entered(shown), "equal"
    record(Look("attendance", now()), person=found)
    return found, names.compare(Person.objects.get(pk=found).name, shown.name)


def entered(shown: Shown) -> UUID:
    """A line is written for whoever is looked at, also for somebody new; whom the register does not know is not entered.

    A register that is down keeps nobody out: the number says where it was given, and the rules ask the register again.
    """
    region = citizen_id(shown.number, today()).region
    with transaction.atomic():
        with acting(RULE):
            person = person_for(Registered(id_number=shown.number, name=shown.name, region=region), at=now())
        told = asked(person, shown) if is_register(REGISTER) else None
        if is_register(REGISTER) and told is None:
            raise NotRegistered
        if isinstance(told, Known) and told.value.get("region"):
            with acting(RULE):
                Person.objects.filter(pk=person).update(region=told.value["region"])
    return person


def asked(person: UUID, shown: Shown) -> Any:
    return look_up(REGISTER, Asked(Subject(str(person), shown.number, shown.name), Look("attendance", now())))


def welcome(request: Request, person: UUID, shown: Shown) -> None:
    """From now on the pages of this person open for this officer, until somebody signs out; the visit begins, or goes on."""
    receive(person, shown.paper, by=request.actor)
    others = {key: one for key, one in request.session.get(KEY, {}).items() if key != str(person)}
    here = {"name": shown.name, "number": masked(shown.number), "paper": shown.paper, "done": []}
    request.session[KEY] = dict(list(others.items())[-MOST:]) | {str(person): here}


def who(request: Request, person: UUID) -> Json | None:
    found: Json | None = request.session.get(KEY, {}).get(str(person))
    return found


def everybody(request: Request) -> dict[str, Json]:
    return dict(request.session.get(KEY, {}))


def add_slip(request: Request, person: UUID, slip: Json) -> None:
    """What was handed in for this person just now, for the list of slips."""
    here = request.session.get(KEY, {})
    if str(person) in here:
        here[str(person)]["done"].append(slip)
        request.session[KEY] = here


def open_again(person: UUID) -> None:
    """A person beyond reach is opened for this page by a line of its own; within reach nothing is written twice."""
    if not Person.objects.filter(pk=person).exists():
        record(Look("attendance", now()), person=person)

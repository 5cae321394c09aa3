"""监护人以人口登记为准: whom the register names as somebody's wards, that person acts for, until they are of age or the register says
otherwise. Asked when the person wants it, at a window, and once a week for those whom the register has named.

Both sides find a line in the book of access. What an officer entered from a paper, such as a court's, the register does not end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DataError, transaction

from yimen.core.exchange.lookups import Asked, is_register, look_up
from yimen.core.people.access_book import note_down
from yimen.core.people.actors import RULE
from yimen.core.people.guardians import BY_REGISTER, RULES, last_day, of_age
from yimen.core.people.lookups import Look
from yimen.core.people.models import Person, Proxy
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.proxies import Mandate, entrust, in_force
from yimen.core.people.registry import AnotherName, Registered, person_for
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.ports.registers import Down, Known, Later, Subject

SOURCE, PURPOSE, KIND = "population.wards", "wards", "guardian"


class NotAnswered(Exception):
    """The register did not say; nothing was changed."""


@dataclass(frozen=True)
class Followed:
    """How many proxies were entered and ended."""

    entered: int
    ended: int


@dataclass(frozen=True)
class Named:
    """Whom the register names: persons here, those who are called otherwise here, and whether every row could be read."""

    wards: list[Person]
    called_otherwise: set[UUID]
    whole: bool


def follow(guardian: UUID, at: datetime) -> Followed:
    """Make the proxies of a guardian what the population register says. Raises NotAnswered, Person.DoesNotExist."""
    with acting(RULE):
        said = named(Person.objects.select_for_update().get(pk=guardian), at)
        today = at.astimezone(CHINA).date()
        standing = in_force(today).filter(agent_id=guardian, kind=KIND)
        known = set(standing.values_list("principal_person_id", flat=True))
        fresh = [
            one for one in said.wards if one.id not in known and one.id != guardian and not of_age(one.born_on, today)
        ]
        still = said.called_otherwise | {one.id for one in said.wards}
        by_register = standing.filter(made_by=BY_REGISTER) if said.whole else ()
        gone = [one for one in by_register if one.principal_person_id not in still]
        for ward in fresh:
            enter(ward, guardian, at)
        for proxy in gone:
            end(proxy, at)
        return Followed(len(fresh), len(gone))


def named(guardian: Person, at: datetime) -> Named:
    """The wards whom the register names, entered here where they are new."""
    if not is_register(SOURCE):
        raise NotAnswered
    subject = Subject(str(guardian.id), guardian.id_number, guardian.name)
    answer = look_up(SOURCE, Asked(subject, Look(PURPOSE, at)))
    if isinstance(answer, Down | Later) or (isinstance(answer, Known) and not isinstance(answer.value, list)):
        raise NotAnswered
    return read_rows(answer.value if isinstance(answer, Known) else [], at)


def read_rows(told: list[Any], at: datetime) -> Named:
    """A row that names nobody for sure – no number, another name than is known here – makes nobody a ward, and ends nothing."""
    entered, otherwise, whole = list[UUID](), set[UUID](), True
    for one in told:
        try:
            said = Registered(id_number=one["id_number"], name=one["name"], region=one.get("region", ""))
            with transaction.atomic():
                entered.append(person_for(said, at=at))
        except AnotherName as known:
            otherwise.add(known.person)
        except (KeyError, TypeError, AttributeError, WrongNumber, DataError):
            whole = False
    return Named(list(Person.objects.filter(pk__in=entered)), otherwise, whole)


def enter(ward: Person, guardian: UUID, at: datetime) -> None:
    since, evidence = at.astimezone(CHINA).date(), RULES.evidence["zh"]
    made = entrust(
        ward, guardian, Mandate(kind=KIND, since=since, until=last_day(ward.born_on, since), evidence=evidence)
    )
    Proxy.objects.filter(pk=made.pk).update(made_by=BY_REGISTER)
    tell("guardian_entered", made, evidence)


def end(proxy: Proxy, at: datetime) -> None:
    """From now on; what was done before still counts."""
    Proxy.objects.filter(pk=proxy.pk).update(until=at.astimezone(CHINA).date() - timedelta(days=1))
    tell("guardian_ended", proxy, RULES.evidence["zh"])


def tell(what: Any, proxy: Proxy, note: str) -> None:
    for whose in (proxy.agent_id, proxy.principal_person_id):
        note_down(what, str(whose), note=note)


def followed_by_register(at: datetime) -> list[UUID]:
    """Guardians whom the register has named, to be asked about again."""
    with acting(RULE):
        rows = in_force(at.astimezone(CHINA).date()).filter(kind=KIND, made_by=BY_REGISTER)
        return list(rows.order_by().values_list("agent_id", flat=True).distinct())

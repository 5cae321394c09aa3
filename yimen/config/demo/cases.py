"""Cases that are under way when the demo begins, made as any other: by begin() and take(), with the days they happened on."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from PIL import Image

from yimen.channels.demo.cast import cast
from yimen.config.demo.files import Move, Ready, dated, ready_cases
from yimen.config.demo.models import ReadyCase
from yimen.config.demo.offices import office_of
from yimen.config.demo.people import organisation_id
from yimen.core.cases.begin import begin
from yimen.core.cases.documents import receive
from yimen.core.cases.errors import Refused
from yimen.core.cases.models import Case
from yimen.core.cases.take import take
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.acting_as import served
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.people.powers import reaches
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.places.notices import working_days
from yimen.core.places.working_days import DAY

MORNING, LATER = time(9, 10), time(10, 0)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Calendar:
    """When things happened, seen from now: nothing happens later than now."""

    now: datetime

    def submitted(self, ready: Ready) -> datetime:
        day = ago(ready.ago, self.now.date())
        return min(datetime.combine(day, MORNING, CHINA), self.now - HOUR)

    def moved(self, ready: Ready, move: Move, place: int) -> datetime:
        start = self.submitted(ready).date()
        day = working_days().after(start, move.after) if move.after else start
        return min(datetime.combine(day, LATER, CHINA) + MINUTE * place, self.now - HOUR + MINUTE * (place + 1))


def load_cases(number: int, now: datetime) -> int:
    """The cases of this node, in the round `number`. Each is whole or not there at all; how many there are."""
    made = [key for key, ready in here() if _whole(key, ready, number, Calendar(now))]
    return len(made)


def here() -> Iterator[tuple[str, Ready]]:
    for key, ready in ready_cases().items():
        if reaches(settings.NODE["region"], ready.region):
            yield key, ready


def _whole(key: str, ready: Ready, number: int, calendar: Calendar) -> bool:
    """A service that no longer knows these words must not keep the province from opening: the case is left out and told."""
    by = actor(ready.by, None, ready.who)
    try:
        with acting(by):
            case = make(ready, by, calendar)
    except Refused as refused:
        log.warning("a case of the demo could not be made", key=key, why=str(refused))
        return False
    ReadyCase.objects.create(key=key, round=number, case=case)
    return True


def make(ready: Ready, by: Actor, calendar: Calendar) -> UUID:
    at = calendar.submitted(ready)
    person = cast().persons[ready.who]
    whose: dict[str, Any] = (
        {"organisation": organisation_id(ready.company)} if ready.company else {"applicant": person.id}
    )
    facts = dated(ready.facts, calendar.now.date())
    case = begin(ready.service, by=by, channel=ready.channel, region=ready.region, facts=facts, at=at, **whose)
    for material in ready.hands_in:
        receive(case.id, material, f"{material}.png", picture(), by=by, at=at)
    if ready.submit:
        take(case.id, "submit", by=by, says=dated(ready.says, calendar.now.date()), at=at, channel=ready.channel)
    for place, move in enumerate(ready.then):
        mover = actor(move.by, move.role, ready.who)
        says = dated(move.says, calendar.now.date())
        with acting(mover):
            take(case.id, move.move, by=mover, says=says, at=calendar.moved(ready, move, place))
    return case.id


def actor(officer: str, role: Any, person: str) -> Actor:
    """The officer in this or the first of the own roles; without one the person."""
    if not officer:
        player = cast().persons[person]
        return Actor("applicant", str(player.id), player.name)
    staff = cast().officers[officer]
    office = office_of(staff.office)
    return Actor(
        role or staff.roles[0],
        officer,
        staff.name,
        staff.office,
        staff.reach,
        serves=served(office, role or staff.roles[0]),
    )


def ago(count: int, day: date) -> date:
    """The last working day from which `count` working days have passed by the evening of `day`; `day` itself for none."""
    if not count:
        return day
    while count > 0:
        count -= working_days().works(day)
        day -= DAY
    while not working_days().works(day):
        day -= DAY
    return day


def picture() -> bytes:
    """A small blank page: what is on it nobody asks in a demo."""
    out = io.BytesIO()
    Image.new("RGB", (120, 160), "white").save(out, "PNG")
    return out.getvalue()


def withdraw_all(at: datetime) -> int:
    """Withdraw what the people of the demo have open, as they themselves would. What is decided stays: nobody can delete it."""
    whose = [player.id for player in cast().persons.values()]
    found = Case.objects.filter(state__in=sorted(OPEN), owner=settings.NODE["code"])
    mine = found.filter(applicant__in=whose).values_list("id", "applicant", "applicant_name")
    ours = found.filter(agent__in=whose).values_list("id", "agent", "agent__name")
    return sum(withdraw(case, Actor("applicant", str(person), name), at) for case, person, name in {*mine, *ours})


def withdraw(case: UUID, by: Actor, at: datetime) -> bool:
    try:
        with acting(by):
            take(case, "withdraw", by=by, at=at)
    except (Refused, Person.DoesNotExist):
        return False
    return True

"""Lists of cases, each one query, in pages by key: an officer's queue by clock, a person's own cases, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Q

from yimen.core.cases.models import Case
from yimen.core.cases.numbers import NotANumber, read_number
from yimen.core.people.actors import Actor
from yimen.core.places.clock import today

PAGE = 30


@dataclass(frozen=True, kw_only=True)
class Overrun:
    """One late case as the public reads it."""

    service: str
    name: dict[str, str | None]
    region: str
    state: str
    promise_due: date | None
    statute_due: date | None
    why: str | None
    said_on: date | None
    party_due: date | None = None
    late: list[str] | None = None  # region:authority of each that was to answer and has not


def queue(
    by: Actor, *, states: Iterable[str] = (), after: tuple[date, UUID] | None = None, limit: int = PAGE
) -> list[Case]:
    """What waits for this officer's place, the most urgent first; the next page begins after (act_by, id) of the last row."""
    low, high = reach_of(by)
    here = Q(region__gte=low, region__lte=high) | Q(deciding_region__gte=low, deciding_region__lte=high)
    rows = Case.objects.filter(here, act_by__isnull=False)
    if wanted := sorted(states):
        rows = rows.filter(state__in=wanted)
    if after:
        day, last = after
        rows = rows.filter(Q(act_by__gt=day) | Q(act_by=day, id__gt=last))
    return list(rows.order_by("act_by", "id")[:limit])


def reach_of(by: Actor) -> tuple[str, str]:
    """The first and the last code that a reach covers, as yimen_reach_from() and yimen_reach_to() have it."""
    head = by.reach
    while head.endswith("00"):
        head = head[:-2]
    return by.reach, head.ljust(6, "9")


def mine(
    person: UUID, *, principals: Iterable[UUID] = (), before: tuple[datetime, UUID] | None = None, limit: int = PAGE
) -> list[Case]:
    """A person's cases and those taken for others, the newest first; the next page begins before (created_at, id) of the last row."""
    others = list(principals)
    whose = Q(applicant_id=person) | Q(agent_id=person)
    if others:
        whose |= Q(applicant_id__in=others) | Q(organisation_id__in=others)
    rows = Case.objects.filter(whose)
    if before:
        at, last = before
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=last))
    return list(rows.order_by("-created_at", "-id")[:limit])


def late(by: Actor, *, on: date | None = None, limit: int = PAGE) -> list[Case]:
    """Cases of this officer's reach whose promise or statute is over."""
    low, high = reach_of(by)
    on = on or today()
    over = Q(promise_due__lt=on) | Q(statute_due__lt=on)
    return list(Case.objects.filter(over, region__gte=low, region__lte=high).order_by("act_by", "id")[:limit])


def find(typed: str) -> Case | None:
    """The case behind a number, however it was typed; None where there is none that this actor may see."""
    try:
        return Case.objects.filter(number=read_number(typed)).first()
    except NotANumber:
        return None


def overruns(on: date | None = None, limit: int = 200) -> list[Overrun]:
    """What is late anywhere here, for everybody (优化营商条例§36); no sign-in needed, nobody's name in it."""
    columns = list(Overrun.__dataclass_fields__)
    with connection.cursor() as cursor:
        cursor.execute(
            "select service, name::text, region, state, promise_due, statute_due, why, said_on, party_due, late from overruns(%s, %s)",
            [on or today(), limit],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return [
        Overrun(**dict(zip(columns, (row[0], msgspec.json.decode(row[1] or "{}"), *row[2:]), strict=True)))
        for row in rows
    ]

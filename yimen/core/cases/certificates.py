"""Certificates: what an approval brings, one an item, each with a validity of its own, and what becomes of them later."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yimen.core.cases import models
from yimen.core.cases.attached import Certificate
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.places.times import parse_period
from yimen.core.places.working_days import DAY, months_after
from yimen.core.ports.ids import new_id

NO_END = "none"


def granted(dossier: Dossier, event: Event) -> Iterator[Certificate]:
    """The certificates of a grant, valid from the day of the decision, or from the end of what it renews; an organisation's are its
    own and not its agent's."""
    case, start = dossier.case, starts(dossier, event)
    for one in dossier.terms.certificates:
        yield Certificate(
            id=new_id(), case_id=event.case_id, n=event.n, kind=one.kind, item=one.item, option=one.option,
            holder_id=None if case.organisation_id else case.applicant_id, organisation_id=case.organisation_id,
            valid_from=start, valid_to=last_valid_day(start, one.valid_for),
        )  # fmt: skip


def starts(dossier: Dossier, event: Event) -> date:
    until = dossier.terms.renews_until
    return max(event.dated, date.fromisoformat(until) + DAY) if until else event.dated


def last_valid_day(start: date, valid_for: str) -> date | None:
    """The last day: “10 years” from 2026-11-24 ends on 2036-11-23; a day ends on itself; “none” and nothing have no end."""
    if valid_for in ("", NO_END):
        return None
    if len(valid_for) == 10 and valid_for[4] == "-":
        return date.fromisoformat(valid_for)
    length = parse_period(valid_for)
    if length.unit == "calendar":
        return start + DAY * (length.n - 1)
    return months_after(start, length.n * (12 if length.unit == "year" else 1)) - DAY


def held_by(person: UUID, on: date, kind: str | None = None) -> QuerySet[models.Certificate]:
    """The certificates of a person that are valid on a day, the newest first. The actor sees what the policies grant."""
    found = models.Certificate.objects.filter(holder_id=person, state="valid", valid_from__lte=on).exclude(
        valid_to__lt=on
    )
    return found.filter(kind=kind).order_by("-valid_from") if kind else found.order_by("-valid_from")


def expire(on: date) -> int:
    """Mark what ran out before a day. A system role only; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("select certificates_expire(%s)", [on])
        [count] = cursor.fetchone()
    return int(count)

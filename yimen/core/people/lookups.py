"""The book of look-ups. Writing a line is what opens a person to an officer, for this transaction; the person reads the line.

A door that asks several registers in parallel writes one line with all of them: one purpose, one look.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from yimen.core.people.actors import STAFF, Actor, Role
from yimen.core.people.models import LookUp, Person
from yimen.core.people.purposes import PURPOSES
from yimen.core.people.scope import acting, actor_now
from yimen.core.places.clock import CHINA
from yimen.core.places.sentences import says_something

PAGE = 50


class NoPurpose(ValueError):
    """A look-up whose purpose is unknown or another role's, or lacks the case or the note that it needs. `key` is of the closed set
    below."""

    def __init__(self, key: str, purpose: str):
        super().__init__(f"{purpose}: {key}")
        self.key, self.purpose = key, purpose


@dataclass(frozen=True, slots=True)
class Look:
    """Why somebody looks: a purpose of purposes.yaml, the case or the note it needs, and the registers asked."""

    purpose: str
    at: datetime
    case_id: UUID | None = None
    note: str = ""
    sources: Sequence[str] = ()


def record(look: Look, *, person: UUID | None = None, organisation: UUID | None = None) -> LookUp:
    """Write the line of whoever acts now. Raises NoPurpose, NobodyActs; one statement."""
    actor = actor_now()
    check(look, actor.role)
    until, law = PURPOSES[look.purpose].withheld(look.at.astimezone(CHINA).date())
    return LookUp.objects.create(
        at=look.at,
        role=actor.role,
        actor_id=actor.id,
        actor_name=actor.name,
        office=actor.office,
        region=actor.reach,
        node=actor.node or settings.NODE["code"],
        purpose=look.purpose,
        case_id=look.case_id,
        note=look.note.strip(),
        person_id=person,
        organisation_id=organisation,
        sources=list(look.sources),
        withheld_until=until,
        withheld_law=law,
    )


def check(look: Look, role: Role) -> None:
    """Raises NoPurpose: `unknown_purpose`, `not_yours`, `needs_case` or `needs_note`."""
    purpose = PURPOSES.get(look.purpose)
    if purpose is None:
        raise NoPurpose("unknown_purpose", look.purpose)
    if not purpose.open_to(role):
        raise NoPurpose("not_yours", look.purpose)
    if purpose.case and look.case_id is None:
        raise NoPurpose("needs_case", look.purpose)
    if purpose.note and not says_something(look.note):
        raise NoPurpose("needs_note", look.purpose)


@contextmanager
def opening(actor: Actor, look: Look, person: UUID) -> Iterator[Person]:
    """Write the line and open the person, wherever the home is, until the transaction ends. Raises NoPurpose, Person.DoesNotExist."""
    with acting(actor):
        record(look, person=person)
        yield Person.objects.get(pk=person)


def who_looked(person: UUID, *, before: tuple[datetime, UUID] | None = None, limit: int = PAGE) -> list[LookUp]:
    """Who looked at this person's data, the newest first; the next page begins before (at, id) of the last line.

    Withheld lines are not among them until their day: the policy of the table sees to it, for whoever reads as the person.
    """
    lines = LookUp.objects.filter(person_id=person).order_by("-at", "-id")
    if before:
        at, last = before
        lines = lines.filter(Q(at__lt=at) | Q(at=at, id__lt=last))
    return list(lines[:limit])


def withheld() -> tuple[int, date | None]:
    """How many lines about the person who asks now are not shown yet, and the day on which the first is (purposes.yaml)."""
    with connection.cursor() as cursor:
        cursor.execute("select lines, shown_from from people_withheld()")
        lines, shown_from = cursor.fetchone()
    return lines, shown_from


def without_a_case(since: date, until: date) -> "QuerySet[LookUp]":
    """Look-ups by staff that no case called for, the newest first: what a supervisor goes through. Days are both included."""
    return LookUp.objects.filter(
        case_id__isnull=True, role__in=sorted(STAFF), at__date__gte=since, at__date__lte=until
    ).order_by("-at", "-id")

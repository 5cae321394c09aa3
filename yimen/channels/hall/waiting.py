"""The queue: cases by the day on which something is due, one query with their steps and who holds them, page after page by a cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as When_, Model, OuterRef, Q, QuerySet, SmallIntegerField, Value, When
from django.db.models.functions import Coalesce, JSONObject

from yimen.core.cases.clocks import clocks
from yimen.core.cases.effective import effective
from yimen.core.cases.limits import limits
from yimen.core.cases.models import Case, Event, Party
from yimen.core.cases.numbers import NotANumber, read_number
from yimen.core.cases.standstill import suspensions
from yimen.core.cases.terms import Terms
from yimen.core.people.actors import Actor, Role
from yimen.core.places.notices import working_days
from yimen.web.clock_drawing import Drawing, draw
from yimen.web.language import today

PAGE = 25
NEVER = date(9999, 12, 31)
SETTLED = ("closed", "not_accepted", "withdrawn")
OURS = ("submitted", "accepted", "suspended", "approved", "rejected")
WORK: dict[Role, Q] = {
    "window": Q(state__in=("submitted", "approved", "rejected"), act_by__isnull=False) | Q(state="submitted"),
    "examiner": Q(state__in=("accepted", "suspended")),
    "decider": Q(state="accepted"),
    "head": Q(state__in=("accepted", "suspended")),
    "supervisor": Q(state__in=("submitted", "accepted")),
}
FILTERS = ("turn", "all", "held", "assigned", "asked", "submitted", "correcting", "accepted", "suspended", "decided")


class Step(msgspec.Struct, frozen=True):
    """As much of an event as clocks need."""

    n: int
    move: str
    dated: date
    state_after: str
    said: dict[str, Any] | None = None


@dataclass(frozen=True)
class Waiting:
    """One row of the queue: the case as the database has it, its steps, and the drawn clock."""

    row: Case
    terms: Terms
    steps: Sequence[Step]

    @property
    def drawn(self) -> Drawing | None:
        on, days = today(), working_days()
        running = clocks(self.steps, limits(self.terms, on), days, on)  # type: ignore[arg-type]
        return draw(running, on, days, suspensions(effective(self.steps), on))  # type: ignore[arg-type]

    @property
    def holder(self) -> Model | None:
        return getattr(self.row, "hold", None)


def listed(actor: Actor, wanted: str, query: str = "") -> QuerySet[Case]:
    """The cases of a filter in the reach of the actor (the policies see to that), what is due first in front."""
    found = Case.objects.exclude(state="draft")
    if query:
        return ordered(found.filter(asked_for(query)))
    return ordered(found.filter(of_filter(actor, wanted)))


def of_filter(actor: Actor, wanted: str) -> Q:
    if wanted == "turn":
        return Q(authority__in=actor.serves) & WORK.get(actor.role, Q()) | asked_of(actor)
    if wanted == "held":
        return Q(hold__by=actor.id)
    if wanted == "assigned":
        return Q(assignments__officer=actor.id, assignments__current=True) & ~Q(state__in=SETTLED)
    if wanted == "asked":
        return asked_of(actor)
    if wanted == "decided":
        return Q(state__in=("approved", "rejected"))
    return Q(state=wanted) if wanted in FILTERS[5:] else Q(state__in=(*OURS, "correcting"))


def asked_of(actor: Actor) -> Q:
    """What another authority decides and has asked ours about, until we have answered."""
    if actor.role != "examiner":
        return Q(pk__in=())
    asked = Party.objects.filter(kind="joint", answered_on=None, authority__in=actor.serves).values("case")
    return Q(pk__in=asked, state__in=("accepted", "suspended"))


def asked_for(query: str) -> Q:
    """A number of a case, the end of one, or a part of a name."""
    try:
        return Q(number=read_number(query))
    except NotANumber:
        plain = query.strip()
    if plain.isdecimal() and len(plain) >= 4:
        return Q(number__endswith=plain)
    return Q(applicant_name__icontains=plain)


def ordered(found: QuerySet[Case]) -> QuerySet[Case]:
    """What the law does by itself comes before what we have promised for the same day."""
    steps = Event.objects.filter(case_id=OuterRef("pk")).order_by("n")
    told = JSONObject(n="n", move="move", dated="dated", state_after="state_after", said="said")
    itself = When_(When(state="submitted", then=Value(0)), default=Value(1), output_field=SmallIntegerField())
    return (
        found.annotate(
            due=Coalesce("act_by", Value(NEVER)), itself=itself, steps=ArraySubquery(steps.values(json=told))
        )
        .select_related("hold")
        .order_by("due", "itself", "id")
    )


def page_of(found: QuerySet[Case], after: str, size: int = PAGE) -> tuple[list[Waiting], str]:
    """A page and the cursor of the next one; a cursor that nobody gave out begins anew."""
    if place := read_cursor(after):
        due, itself, key = place
        found = found.filter(Q(due__gt=due) | Q(due=due, itself__gt=itself) | Q(due=due, itself=itself, id__gt=key))
    rows = list(found[: size + 1])
    following = cursor(rows[size - 1]) if len(rows) > size else ""
    return [as_waiting(row) for row in rows[:size]], following


def as_waiting(row: Any) -> Waiting:
    return Waiting(row, msgspec.convert(row.terms, Terms), [msgspec.convert(step, Step) for step in row.steps])


def cursor(row: Any) -> str:
    return f"{row.due.isoformat()}.{row.itself}.{row.id}"


def read_cursor(text: str) -> tuple[date, int, UUID] | None:
    try:
        due, itself, key = text.split(".", 2)
        return date.fromisoformat(due), int(itself), UUID(key)
    except ValueError:
        return None


def lapsed(held_until: datetime, at: datetime) -> bool:
    return held_until <= at

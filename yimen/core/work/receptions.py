"""A reception: identified once, any number of cases, one sum to pay, one set of slips; what was said once is not asked again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from yimen.core.cases.models import Case
from yimen.core.cases.store import read_case, sealed_facts
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now
from yimen.core.services.declared import Declared
from yimen.core.services.editions import Edition
from yimen.core.services.facts import SAID
from yimen.core.services.published import NotPublished, edition_by_digest
from yimen.core.work.models import Received, Reception

LENGTH = timedelta(hours=4)  # a visit that lasts longer is another one: identity is checked anew


@dataclass(frozen=True)
class Basket:
    """What is to be paid for the cases of a visit. `open_` are cases whose fee is not known yet; `paid` is what was paid already."""

    total: Decimal
    paid: Decimal
    open_: int

    @property
    def due(self) -> Decimal:
        return self.total - self.paid


def receive(person: UUID, paper: str, *, by: Actor, at: datetime | None = None) -> Reception:
    """The visit that goes on, or a new one; whoever is identified again within it stays in the same one."""
    return running(person, by=by, at=at) or Reception.objects.create(
        person_id=person, paper=paper, officer=by.id, office=by.office, began_at=at or now()
    )


def running(person: UUID, *, by: Actor, at: datetime | None = None) -> Reception | None:
    since = (at or now()) - LENGTH
    found = Reception.objects.filter(person_id=person, officer=by.id, began_at__gt=since)
    return found.order_by("-began_at").first()


def belongs(reception: Reception, case: UUID, *, at: datetime | None = None) -> None:
    """The case was begun or handed in during this visit."""
    Received.objects.get_or_create(case_id=case, defaults={"reception": reception, "at": at or now()})


def cases_of(reception: Reception) -> list[Case]:
    """In the order in which they were begun."""
    rows = Received.objects.filter(reception=reception).order_by("at", "id").values_list("case_id", flat=True)
    found = {case.id: case for case in Case.objects.filter(id__in=list(rows))}
    return [found[key] for key in rows if key in found]


def basket(cases: list[Case]) -> Basket:
    """The one sum of a visit: fees as the rules have them, of cases that were handed in."""
    fees = [fee(case) for case in cases if case.state != "draft"]
    paid = sum(
        (fee(case) or Decimal(0) for case in cases if "pay" in {one.move for one in case.events.all()}), Decimal(0)
    )
    return Basket(sum((one or Decimal(0) for one in fees), Decimal(0)), paid, fees.count(None))


def fee(case: Case) -> Decimal | None:
    told = (case.terms or {}).get("fee")
    return None if told is None else Decimal(str(told))


def said_before(reception: Reception, edition: Edition) -> Json:
    """What the cases of this visit have told already, for the questions of another service that are word for word the same.

    Only what a person said or an officer saw; registers are asked by the rules themselves.
    """
    told: Json = {}
    for case in cases_of(reception):
        told |= shared(case, edition.service.facts)
    return told


def shared(case: Case, wanted: Mapping[str, Declared]) -> Json:
    try:
        here = edition_by_digest(case.edition).service.facts
    except NotPublished:
        return {}
    facts: Json = sealed_facts(read_case(case.id)).get("facts", {})
    return {
        name: one["value"]
        for name, one in facts.items()
        if one["source"] in SAID and name in wanted and name in here and wanted[name] == here[name]
    }

"""What becomes of a case when its time of keeping is over: listed a month ahead, taken off when it is opened again, erased under two names.

The day is worked out by cases/retention.py alone. Nothing erases by itself: the night lists, two people of the authority sign, and the
database looks once more whether the case is still as it was listed (sql/case_erase.sql).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Case, Keeping
from yimen.core.cases.retention import FINAL, Contested, Kept, Life, not_before, outcome, retention, rules
from yimen.core.cases.store import read_case
from yimen.core.notices.models import Delivery
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.notices import working_days
from yimen.core.ratings.models import WorkOrder

AHEAD = timedelta(days=31)
SHOWN = 200
STAYS = {  # tables that name a case and that case_erase() leaves, with the reason
    "cases_case": "number, place, service, state and days: statistics, and who asks whether there was one",
    "cases_event": "emptied: the chain",
    "cases_fee": "accounts have a time of their own",
    "cases_handled": "which handler ran; nothing about anybody",
    "cases_keeping": "what remains",
    "payments_order": "accounts have a time of their own",
    "people_lookup": "who looked at whom, the person's own book",
    "ratings_rating": "stars without words",
    "ratings_workorder": "a complaint is a matter of its own; while it is open the case is kept",
    "exchange_copy": "which letters told of it; the letters themselves are emptied after thirty days",
    "exchange_moverequest": "which node asked for what",
    "exchange_ticket": "which register was asked",
    "demo_readycase": "the demo only",
}


class CannotErase(Exception):
    """`why`: overtaken, same_person, too_early."""

    def __init__(self, why: Literal["overtaken", "same_person", "too_early"]):
        super().__init__(why)
        self.why = why


def kept_until(case: Dossier) -> Kept | None:
    """Of one case of this node, with the days on which its papers were served. As a system role."""
    served = list(Delivery.objects.filter(case_id=case.id).values_list("served_on", flat=True))
    last = None if not served or None in served else max(day for day in served if day)
    waits = WorkOrder.objects.filter(case_id=case.id, closed_at=None)
    life = Life(
        events=case.events,
        remedies=[Contested(one.within, last) for one in case.remedies],
        served=served,
        lasting=[one.valid_to for one in case.certificates if one.state in ("valid", "suspended")],
        disputed=any(review.answered_on is None for review in case.reviews) or waits.exists(),
    )
    return retention(life, rules(), working_days())


def ending(until: date) -> Iterator[tuple[Dossier, Kept]]:
    """Cases of this node whose last day is not after `until`. As a system role."""
    for state in sorted(FINAL):
        begun = not_before(state, until, rules())
        rows = Case.objects.filter(
            state=state, owner=settings.NODE["code"], erased_on=None, created_at__date__lte=begun
        ).order_by("id")
        for one in rows.values_list("id", flat=True).iterator():
            case = read_case(one)
            if (kept := kept_until(case)) and kept.day <= until:
                yield case, kept


def list_ending(at: datetime) -> int:
    """The list of the month, anew: what ends comes on, what was opened again or lasts longer comes off. Returns how many stand on it."""
    with acting(CLOCK):
        found = {case.id: line(case, kept, at) for case, kept in ending(today() + AHEAD)}
        listed = dict(Keeping.objects.filter(erased_at=None).values_list("case_id", "version"))
        same = {one for one, version in listed.items() if one in found and found[one].version == version}
        Keeping.objects.filter(erased_at=None, case_id__in=listed.keys() - same).delete()
        Keeping.objects.bulk_create(row for one, row in found.items() if one not in same)
    return len(found)


def line(case: Dossier, kept: Kept, at: datetime) -> Keeping:
    head, rule = case.case, kept.rule
    return Keeping(
        case_id=case.id, version=case.version, number=case.number or "", service=head.service, name=head.terms.name,
        region=head.region, deciding_region=head.deciding_region, authority=head.authority, outcome=outcome(case.events), keep=rule.keep,
        law=rule.law, mark=rule.mark, last_day=kept.day, listed_at=at,
    )  # fmt: skip


def waiting() -> list[Keeping]:
    """What the actor may see of the list; a case that moved since is not on it any more."""
    rows = Keeping.objects.filter(erased_at=None, case__version=F("version"))
    return list(rows.order_by("last_day", "case_id")[:SHOWN])


def over() -> list[Keeping]:
    """What was erased lately."""
    return list(Keeping.objects.filter(erased_at__isnull=False).order_by("-erased_at")[:SHOWN])


def of(case_id: UUID) -> Keeping | None:
    return Keeping.objects.filter(case_id=case_id).first()


def propose(row: Keeping, *, by: Actor, at: datetime) -> None:
    """The first name. Raises CannotErase."""
    if row.last_day >= today():
        raise CannotErase("too_early")
    signed = _as_listed(row).filter(first_by="").update(first_by=by.id, first_name=by.name, first_at=at)
    if not signed:
        raise CannotErase("overtaken")


def decline(row: Keeping) -> None:
    """It is kept for now: the first name is taken off. Raises CannotErase."""
    taken_off = _as_listed(row).exclude(first_by="").update(first_by="", first_name="", first_at=None)
    if not taken_off:
        raise CannotErase("overtaken")


def agree(row: Keeping, *, by: Actor, at: datetime) -> None:
    """The second name, and it is erased: what stays is this row and the chain. Raises CannotErase, and nothing has changed."""
    if row.first_by == by.id:
        raise CannotErase("same_person")
    with acting(by):
        signed = _as_listed(row).exclude(first_by="").update(second_by=by.id, second_name=by.name)
        if not signed:
            raise CannotErase("overtaken")
        with acting(RULE):
            kept = kept_until(read_case(row.case_id))
            if kept is None or kept.day != row.last_day:
                raise CannotErase("overtaken")
            with connection.cursor() as cursor:
                cursor.execute("select case_erase(%s, %s)", [row.case_id, at])


def _as_listed(row: Keeping) -> QuerySet[Keeping]:
    return Keeping.objects.filter(case_id=row.case_id, version=row.version, erased_at=None, second_by="")

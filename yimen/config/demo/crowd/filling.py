"""Writing the full province a little at a time: what is written stays, a killed worker goes on where it stopped.

Each case and the number of the next one are one transaction, so a case is there once or not at all.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from yimen.channels.demo.cast import WORLD
from yimen.config.demo.cases import withdraw
from yimen.config.demo.crowd.desks import SEATS, is_drawn, officer, staff_of
from yimen.config.demo.crowd.lives import crowd
from yimen.config.demo.crowd.living import firm_id, live
from yimen.config.demo.crowd.plan import Firm, Planned, plan
from yimen.config.demo.folk import Soul
from yimen.config.demo.invented import credit_code
from yimen.config.demo.models import Filling
from yimen.config.demo.people import SINCE, enter, person
from yimen.config.demo.registers import fill_registers, said_of_people
from yimen.core.cases.errors import Refused
from yimen.core.cases.models import Case
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Organisation, Proxy
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA, now

MANDATE: dict[str, Any] = {"services": ["*"], "since": SINCE, "made_by": "demo"}
SLICE = 10  # cases between two looks at what else there is to do
LOCK = "select pg_try_advisory_xact_lock(hashtextextended('yimen demo filling', 0))"
log = structlog.get_logger(__name__)


def begin_filling(count: int | None = None, *, again: UUID | None = None) -> Filling:
    """The row by which the plan is told; there is one for as long as the province lasts. `again`: with other people, once every open
    case that has an id below this has been withdrawn."""
    wanted = crowd().count.get(settings.NODE["region"], 0) if count is None else count
    row, new = Filling.objects.get_or_create(pk=1, defaults={"begun": now(), "count": wanted})
    if again and not new:
        anew = {"begun": now(), "count": wanted, "next": 0, "refused": 0, "done": None, "swept": again}
        Filling.objects.filter(pk=1).update(round=F("round") + 1, **anew)
        row.refresh_from_db()
    return row


def progress() -> tuple[int, int]:
    """How many cases have been looked at, of how many; (0, 0) where nothing is filled."""
    row = Filling.objects.first()
    return (row.next, row.count) if row else (0, 0)


def unfinished() -> bool:
    return Filling.objects.filter(done=None).exists()


def fill_slice(most: int = SLICE) -> bool:
    """Write the next cases. Is there more to write?"""
    row = Filling.objects.first()
    if row is None or row.done:
        return False
    if row.swept is not None:
        return _sweep(row, row.swept, most)
    whole = plan(settings.NODE["region"], row.begun.astimezone(CHINA).date(), row.count, row.round)
    found = whole[row.next : row.next + most]
    with acting(RULE):
        _enter(found, row.begun)
    for planned in found:
        _one(planned, row.begun)
    return not _finish(row)


def _sweep(row: Filling, below: UUID, most: int) -> bool:
    """The next open cases are withdrawn by whom they belong to, where they may: what is decided stays, and nobody can delete it."""
    ours = Case.objects.filter(state__in=sorted(OPEN), owner=settings.NODE["code"], id__lt=below)
    with acting(RULE):
        found = list(
            ours.order_by("-id").values_list("id", "agent", "agent__name", "applicant", "applicant_name")[:most]
        )
    for case, agent, agent_name, applicant, name in found:
        withdraw(case, Actor("applicant", str(agent or applicant), agent_name if agent else name), now())
    Filling.objects.filter(pk=row.pk, begun=row.begun).update(swept=found[-1][0] if found else None)
    return True


def _one(planned: Planned, at: datetime) -> None:
    """A service that no longer knows these words leaves the case out; the rest goes on."""
    with transaction.atomic():
        if not _mine(planned.number):
            return
        try:
            with transaction.atomic():
                live(planned, at)
        except Refused as refused:
            log.warning("a case of the full province could not be made", service=planned.life.service, why=str(refused))
            Filling.objects.update(refused=F("refused") + 1)


def _mine(number: int) -> bool:
    """One writer at a time: who finds the number taken, or another at it, leaves it."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        free = cursor.fetchone()
    return bool(free and free[0]) and Filling.objects.filter(next=number).update(next=number + 1) == 1


def _finish(row: Filling) -> bool:
    return Filling.objects.filter(pk=row.pk, next__gte=row.count).update(done=now()) == 1


def _enter(found: Sequence[Planned], at: datetime) -> None:
    """The people of these cases, what registers know of them, and the officers at whose desks they are."""
    souls = {soul.id: soul for one in found for soul in (one.who, one.child) if soul}
    enter([person(soul, at) for soul in souls.values()], leave=("id_kind", "since"))
    firms = [(one.firm, one.who) for one in found if one.firm]
    enter([_organisation(firm, at) for firm, _ in firms], leave=("since",))
    enter(
        [*(_represents(firm, who) for firm, who in firms), *(_guards(one.child, one.who) for one in found if one.child)]
    )
    people = list(souls.values())
    fill_registers(
        [*said_of_people(people, at.date()), *(_said_of(firm, source) for firm, _ in firms for source in firm.says)]
    )
    enter(list({one.id: staff_of(one) for case in found for one in _officers(case)}.values()))


def _said_of(firm: Firm, source: str) -> tuple[str, str, object]:
    return source, credit_code(firm.region, firm.code), firm.says[source]


def _officers(planned: Planned) -> Iterator[Actor]:
    desks = {planned.life.desk, *(deed.desk for deed in planned.deeds if deed.desk)}
    return (one for desk in desks for seat in SEATS if is_drawn(one := officer(desk, seat, planned.place)))


def _organisation(firm: Firm, at: datetime) -> Organisation:
    return Organisation(
        id=firm_id(firm.code), name=firm.name, uscc=credit_code(firm.region, firm.code), region=firm.region, since=at
    )


def _represents(firm: Firm, who: Soul) -> Proxy:
    whose = {"principal_organisation_id": firm_id(firm.code), "region": firm.region}
    return Proxy(id=uuid5(WORLD, f"proxy {firm.code}"), agent_id=who.id, kind="representative", **whose, **MANDATE)


def _guards(child: Soul, who: Soul) -> Proxy:
    whose = {"principal_person_id": child.id, "region": child.region}
    return Proxy(id=uuid5(WORLD, f"proxy {child.number}"), agent_id=who.id, kind="guardian", **whose, **MANDATE)

"""Provisional days: a time that runs into a year without an official calendar is recomputed when the calendar arrives."""

from uuid import UUID

from django.conf import settings
from django.db import connection

from yimen.core.cases.folding import dated_anew
from yimen.core.cases.models import Case
from yimen.core.cases.store import open_case
from yimen.core.cases.work import Work
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.notices import newest_notice, working_days
from yimen.core.places.working_days import WorkingDays


def recompute() -> int:
    """Work the days of every provisional case out anew with the newest calendar; how many changed. A system role only."""
    days = working_days(newest_notice())
    provisional = list(Case.objects.filter(provisional=True, owner=settings.NODE["code"]).values_list("id", flat=True))
    return sum(recompute_one(case_id, days) for case_id in provisional)


def waiting() -> int:
    """How many cases have days that a yearly notice may still move. For whoever loads one: a number, and no case."""
    with acting(CLOCK):
        return Case.objects.filter(provisional=True, owner=settings.NODE["code"]).count()


def recompute_one(case_id: UUID, days: WorkingDays) -> bool:
    opened = open_case(case_id, CLOCK).dossier
    assert opened is not None
    work = Work(opened, at=now(), days=days)
    anew = dated_anew(work).case
    dates = [anew.act_by, anew.promise_due, anew.statute_due, anew.next_due, anew.provisional]
    with connection.cursor() as cursor:
        cursor.execute("select case_redate(%s, %s, %s, %s, %s, %s)", [case_id, *dates])
        [changed] = cursor.fetchone()
    return bool(changed)

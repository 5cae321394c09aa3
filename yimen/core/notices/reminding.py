"""Whoever was invited to rate a case and has not done so is reminded once, some days later (times.yaml), and never again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from yimen.core.cases.models import Case
from yimen.core.notices.models import Notice
from yimen.core.places.law import Mark
from yimen.core.places.reading import read
from yimen.core.places.times import Time
from yimen.core.ports.ids import new_id

INVITED, REMINDED = "invite_at_completion", "remind_rating"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """After how long, and until when it still makes sense."""

    time: Time
    until: Time
    law: str
    mark: Mark


@cache
def reminder() -> Reminder:
    return read(dict[str, Reminder], Path(__file__).with_name("times.yaml"))["remind_rating"]


def remind_to_rate(at: datetime) -> int:
    """How many were reminded. A system role only; asked twice, it reminds nobody twice."""
    first, last = at - timedelta(days=reminder().until.n), at - timedelta(days=reminder().time.n)
    invited = Notice.objects.filter(key=INVITED, at__gt=first, at__lte=last)
    told = Notice.objects.filter(key=REMINDED, at__gt=first).values("case_id")
    rated = Case.objects.filter(ratings__stage="completion", ratings__at__gt=first).values("id")
    rows = [
        Notice(
            id=new_id(), person_id=one.person_id, kind=Notice.Kind.FRIENDLY, case_id=one.case_id, n=one.n, key=REMINDED,
            data=one.data, at=at,
        )
        for one in invited.exclude(case_id__in=told).exclude(case_id__in=rated)
    ]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)

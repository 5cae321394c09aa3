"""Series of numbers, one a kind of paper, office and year, that go on where the paper books ended."""

import getpass
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yimen.core.cases.models import Series
from yimen.core.papers.models import SeriesSet


class NotForwards(ValueError):
    """The series is there already, at or beyond that number: a number is never given twice."""


@dataclass(frozen=True)
class Of:
    """Whose series it is; an office may be empty where a paper is issued by none."""

    office: str
    kind: str
    year: int

    def __str__(self) -> str:
        return "-".join(filter(None, [self.office, self.kind, str(self.year)]))


def go_on(of: Of, last: int, why: str, at: datetime) -> SeriesSet:
    """The next paper gets the number after `last`. Raises NotForwards. A system role only; kept with who set it."""
    with connection.cursor() as cursor:
        cursor.execute("select papers_series_set(%s, %s)", [str(of), last])
        [before] = cursor.fetchone()
    if before >= last:
        raise NotForwards(f"{of} stands at {before}")
    return SeriesSet.objects.create(series=str(of), before=before, last=last, by=getpass.getuser(), why=why, at=at)


def all_series() -> list[Series]:
    return list(Series.objects.order_by("series"))

"""The notices of holidays: those that came with this release, and those loaded since, in one calendar for every process."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from yimen.core.places import wordings
from yimen.core.places.holidays import SATURDAY, statutory
from yimen.core.places.models import CalendarNotice
from yimen.core.places.reading import Expected
from yimen.core.places.working_days import FIRST, LAST, Notice, WorkingDays, days_of, released, well_formed
from yimen.core.ports.statements import ask_row

NEWEST = """select (select coalesce(max(id), 0) from places_calendarnotice), (select coalesce(max(id), 0) from places_wording)"""
RECHECK = 10.0  # seconds until a process notices what another one loaded


@dataclass(frozen=True, kw_only=True)
class NewNotice(Notice):
    """A notice as an operator writes it down in a file for `manage.py load_notice`."""

    year: int
    number: str
    published_on: date

    def complaints(self) -> Iterator[Expected]:
        if not FIRST.year <= self.year <= LAST.year:
            yield Expected(f"a year from {FIRST.year} to {LAST.year}", at="year", found=str(self.year))
            return
        wrong = [*super().complaints(), *self._dates()]
        yield from wrong
        if not wrong:
            yield from self._contradictions()

    def _dates(self) -> Iterator[Expected]:
        """Days that exist, in this year or the last weeks of the one before."""
        for word in ("off", "work"):
            for number, span in enumerate(getattr(self, word)):
                if well_formed(span) and not self._near(span):
                    yield Expected(
                        f"days of {self.year}, or of the December before", at=f"{word}[{number}]", found=span
                    )

    def _near(self, span: str) -> bool:
        ends = span.split("..")
        try:
            days = [next(days_of(self.year, [end])) for end in ends]
        except ValueError:
            return False
        return all(date(self.year - 1, 12, 1) <= day <= date(self.year, 12, 31) for day in days)

    def _contradictions(self) -> Iterator[Expected]:
        """No day is both, make-up days are weekends, and no holiday of the law is left out (放假办法§2)."""
        off, work = set(days_of(self.year, self.off)), set(days_of(self.year, self.work))
        if both := sorted(off & work):
            yield Expected("no day both off and at work", at="work", found=str(both[0]))
        for day in sorted(day for day in work if day.weekday() < SATURDAY):
            yield Expected("make-up days at weekends", at="work", found=str(day))
        for day in sorted(set(statutory(self.year)) - off):
            yield Expected(f"the statutory holiday {day} among the days off", at="off")


@dataclass(frozen=True)
class Held:
    """The calendar as this process last built it, from which newest row, and when it last asked for a newer one."""

    days: WorkingDays
    newest: int
    asked: float


_held: list[Held] = []


def working_days(newest: int | None = None, moment: float | None = None) -> WorkingDays:
    """The calendar in force. A newer notice is seen within RECHECK seconds, or at once by who passes the id of the newest row."""
    held, moment = _held[0] if _held else None, time.monotonic() if moment is None else moment
    if newest is None and held and moment - held.asked < RECHECK:
        return held.days
    told = newest is not None
    newest = _looked_again() if newest is None else newest
    days = held.days if held and held.newest == newest else WorkingDays(notices())
    asked = held.asked if told and held else moment  # whoever brings the newest notice has asked for no texts
    _held[:] = [Held(days, newest, asked)]
    return days


def look_again(*, at_once: bool = False) -> None:
    """Hold what another process loaded or approved since: for whoever says public texts and asks for no days."""
    working_days(_looked_again() if at_once else None)


def _looked_again() -> int:
    """The id of the newest loaded notice; in the same question whether a public text was approved since."""
    notice, text = ask_row(NEWEST, []) or (0, 0)
    wordings.renew(text)
    return int(notice)


def newest_notice() -> int:
    """The id of the newest loaded notice, 0 where there is none: what a due date was worked out with."""
    return CalendarNotice.objects.aggregate(newest=Max("id"))["newest"] or 0


def notices() -> dict[int, Notice]:
    """By year: the notices of the release, then the loaded ones, the newest of a year last."""
    loaded = CalendarNotice.objects.order_by("id")
    return released() | {row.year: Notice(off=row.off, work=row.work) for row in loaded}


def load(notice: NewNotice) -> bool:
    """Keep a notice; False where the newest row of its year says the same already."""
    row = CalendarNotice(
        year=notice.year, number=notice.number, published_on=notice.published_on, off=notice.off, work=notice.work
    )
    last = CalendarNotice.objects.filter(year=notice.year).order_by("id").last()
    if last and (last.number, last.off, last.work) == (row.number, row.off, row.work):
        return False
    row.save()
    forget()
    return True


def forget() -> None:
    """Ask again at the next use: after loading, and in tests that undo what they loaded."""
    _held.clear()

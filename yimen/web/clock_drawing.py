"""The legal clock, drawn: one cell is one working day (of a long time, one week or one month), on one row with the marks
of promise and statute. Pure: clocks of a case in, cells and a sentence for screen readers out.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Literal, Protocol

from markupsafe import Markup

from yimen.web.words import say, text

State = Literal["past", "paused", "today", "late", "ahead"]
Unit = Literal["day", "week", "month"]
Colour = Literal["us", "turn", "bad", "hold"]
Span = tuple[date, date]
DAY = timedelta(days=1)
ROOM: tuple[tuple[int, Unit], ...] = ((66, "day"), (330, "week"))  # working days that still fit one cell a day, a week
DRAWN = (
    "notice",
    "correction",
    "statute",
    "home",
    "delivery",
    "review",
    "after_check",
)  # beside the promise, in this order
WARM = frozenset({"amber", "red"})  # of the promise: its time is running out


class Calendar(Hashable, Protocol):
    def works(self, day: date) -> bool: ...


class Clock(Protocol):
    """A clock of the trunk (core.cases.clocks.Clock). `due` is none while it stands still."""

    @property
    def kind(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def due(self) -> date | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def law(self) -> str: ...
    @property
    def colour(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, week or month: its first and last day, how it stands, and which last days fall into it."""

    first: date
    last: date
    state: State
    promise: bool = False
    statute: bool = False

    @property
    def css(self) -> str:
        marks = (" is-promise" if self.promise else "") + (" is-statute" if self.statute else "")
        return f"is-{self.state}{marks}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page needs to draw and to say about the time of a case today."""

    cells: tuple[Cell, ...]
    unit: Unit
    today: date
    kind: str
    promise: date | None
    statute: date | None
    law: str
    provisional: bool
    stopped: bool
    alarm: str  # green, amber or red: of the promise, where there is one
    used: int
    paused: int
    until_promise: int  # working days after today until the last one; negative when it is over
    until_statute: int

    @property
    def last(self) -> date | None:
        """The last day that matters now: of the promise, until the statute is over too."""
        return self.promise if self._what == "promise" else self.statute

    @property
    def left(self) -> int:
        return self.until_promise if self._what == "promise" else self.until_statute

    @property
    def shows_today(self) -> bool:
        """On the day of the event itself nothing has begun to count."""
        return any(cell.state == "today" for cell in self.cells)

    @property
    def overrun(self) -> bool:
        """Are there cells beyond the last day of all?"""
        return any(cell.state == "late" for cell in self.cells)

    @property
    def late(self) -> bool:
        return self.last is not None and self.left < 0

    @property
    def colour(self) -> Colour:
        """For the person: warm when it is their turn or time runs out, red only when it is over."""
        if self.stopped:
            return "hold"
        if self.kind == "correction" and not self.late:
            return "turn"
        return "bad" if self.late else "turn" if self.alarm in WARM or self.left == 0 else "us"

    @property
    def urgency(self) -> Colour:
        """The same for officers, to whom red comes before it is too late; while an applicant is asked, they wait."""
        if self.kind == "correction" or self.colour == "hold":
            return "hold"
        soon = 0 if self._what == "promise" else 1
        return "bad" if self.alarm == "red" or self.left <= soon else self.colour

    @property
    def headline(self) -> Markup:
        """承诺今天办完; 承诺 12月3日前办好; 已经超过承诺 2 个工作日."""
        return say(f"clock.{self._what}.{self._when}", day=self.last or self.today, n=abs(self.left))

    @property
    def label(self) -> Markup:
        """The same in a few characters, for lists: 承诺剩 2 天."""
        return say(f"clock.short.{self._what}.{self._when}", n=abs(self.left))

    @property
    def icon(self) -> str:
        return "pause" if self.stopped else "warn" if self.late else "clock"

    @property
    def _what(self) -> str:
        return "promise" if self.promise and not (self.statute and self.until_statute < 0) else self.kind

    @property
    def _when(self) -> str:
        if self.stopped:
            return "stopped"
        if self.late or self.last is None:
            return "late"
        return {0: "today", 1: "tomorrow"}.get((self.last - self.today).days, "by")

    @property
    def row(self) -> Markup:
        """The cells as they stand in the page."""
        return Markup("".join(f'<i class="{cell.css}"></i>' for cell in self.cells))  # noqa: S704 – our own words

    @property
    def sentence(self) -> str:
        """What the row of cells says, for those who do not see it."""
        parts = [text("clock.said.total", n=self.used + self.paused + self._ahead)]
        parts += [text("clock.said.used", n=self.used)]
        parts += [text("clock.said.paused", n=self.paused)] if self.paused else []
        parts += [text(f"clock.said.{name}_{when}", n=abs(left)) for name, when, left in self._lasts()]
        return text("clock.said.comma").join(parts) + text("clock.said.stop")

    @property
    def _ahead(self) -> int:
        return max(self.until_promise, self.until_statute, 0) + 1

    def _lasts(self) -> Iterable[tuple[str, str, int]]:
        for name, last, left in (
            ("promise", self.promise, self.until_promise),
            ("statute", self.statute, self.until_statute),
        ):
            if last:
                yield name, "late" if left < 0 else "left" if left else "today", left


def draw(clocks: Sequence[Clock], today: date, days: Calendar, stopped: Sequence[Span] = ()) -> Drawing | None:
    """The clocks of a case on one row; None when none runs that is drawn. The promise is marked beside the statute.
    `stopped` are the suspended spans, both days included (core.cases.standstill.suspensions)."""
    by_kind = {clock.kind: clock for clock in clocks}
    promise = by_kind.get("promise")
    law = next((by_kind[kind] for kind in DRAWN if kind in by_kind), None)
    main = law or promise
    if main is None:
        return None
    row = cells(main, today, days, stopped, promise)
    past = working(days, main.starts + DAY, today - DAY)
    paused = sum(within(day, stopped) for day in past)
    ends = {"promise": promise.due if promise else None, "statute": law.due if law else None}
    return Drawing(
        cells=tuple(row), unit=unit_of(row), today=today, kind=main.kind, **ends, law=main.law,
        provisional=any(clock.provisional for clock in (main, promise) if clock), stopped=main.due is None,
        alarm=(promise or main).colour, used=len(past) - paused, paused=paused,
        until_promise=until(ends["promise"], today, days), until_statute=until(ends["statute"], today, days),
    )  # fmt: skip


def cells(
    clock: Clock, today: date, days: Calendar, stopped: Sequence[Span] = (), promise: Clock | None = None
) -> list[Cell]:
    """One cell a working day from the day after the start to the last day that matters; longer times are folded."""
    ends = [last for last in (clock.due, promise.due if promise else None, today) if last]
    row = working(days, clock.starts + DAY, max(ends))
    if today > clock.starts and today not in row:
        row = tuple(sorted({*row, today}))  # a holiday is shown when it is today: one looks for “today” on the row
    is_promise = clock.kind == "promise"
    promised = last_in(row, clock.due if is_promise else promise.due if promise else None)
    legal = None if is_promise else last_in(row, clock.due)
    drawn = [Cell(day, day, state(day, clock.due, today, stopped), day == promised, day == legal) for day in row]
    return folded(drawn)


def state(day: date, due: date | None, today: date, stopped: Sequence[Span]) -> State:
    if day == today:
        return "today"
    if day > today:
        return "ahead"
    if within(day, stopped):
        return "paused"
    return "late" if due and day > due else "past"


def folded(row: list[Cell]) -> list[Cell]:
    """Days as they are while they fit; else a cell for each week, or for each month of a very long time."""
    unit = next((unit for most, unit in ROOM if len(row) <= most), "month")
    if unit == "day":
        return row
    key = (
        (lambda cell: cell.first.isocalendar()[:2])
        if unit == "week"
        else (lambda cell: (cell.first.year, cell.first.month))
    )
    return [_merged(list(group)) for _, group in groupby(row, key)]


def _merged(group: list[Cell]) -> Cell:
    """Today wins, then what most days of the group are."""
    states = [cell.state for cell in group]
    shown = "today" if "today" in states else max(states, key=states.count)
    marks = any(cell.promise for cell in group), any(cell.statute for cell in group)
    return Cell(group[0].first, group[-1].last, shown, *marks)


def unit_of(row: Sequence[Cell]) -> Unit:
    longest = max((cell.last - cell.first).days for cell in row) if row else 0
    return "day" if not longest else "week" if longest < 7 else "month"


def until(last: date | None, today: date, days: Calendar) -> int:
    """Working days after today until the last one; negative: how many have gone by since."""
    if last is None:
        return 0
    if last >= today:
        return len(working(days, today + DAY, last))
    return -max(len(working(days, last + DAY, today)), 1)


def last_in(row: Sequence[date], due: date | None) -> date | None:
    """The cell on which a last day is marked: itself, or the working day before where it is a holiday."""
    return max((day for day in row if due and day <= due), default=None)


def within(day: date, spans: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)


@lru_cache(maxsize=4096)
def working(days: Calendar, first: date, last: date) -> tuple[date, ...]:
    """The working days from first to last, both included."""
    span = (first + DAY * n for n in range((last - first).days + 1))
    return tuple(day for day in span if days.works(day))

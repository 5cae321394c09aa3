"""“When is it due?” asked by anybody, on the command line or over HTTP: checked words in, one plain answer out."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

from yimen.core.places.notices import working_days
from yimen.core.places.times import Time, Unit
from yimen.core.places.working_days import FIRST, LAST, OutsideTheCalendar, due

MOST_DAYS = 10_000
ASKED_UNITS = ("working", "calendar")
LAW = {
    "working": "许可法§82"
}  # working days without statutory holidays; for calendar days no article says how they count


class Answer(TypedDict):
    """`due` is the last day, ISO 8601; `provisional` says that it may move when the yearly notice comes; `law` may be null."""

    due: str
    provisional: bool
    law: str | None


@dataclass(frozen=True)
class Wrong:
    """One word of the question that cannot be used, in the languages of the reader."""

    field: str
    zh: str
    en: str


class CannotAnswer(ValueError):
    """The question is not well put; `errors` has one Wrong for each word at fault."""

    def __init__(self, errors: list[Wrong]):
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{wrong.field}: {wrong.en}" for wrong in errors))


FROM = Wrong(
    "from", f"请填写{FIRST}至{LAST}之间的日期，例如 2026-09-28", f"a date from {FIRST} to {LAST}, like 2026-09-28"
)
DAYS = Wrong("days", f"请填写 0 至 {MOST_DAYS} 的整数", f"a whole number from 0 to {MOST_DAYS}")
UNIT = Wrong("unit", "请填写 working（工作日）或 calendar（自然日）", "working or calendar")
TOO_FAR = Wrong("days", f"期限届满日晚于{LAST}，超出日历范围", f"fewer days: the last one lies after {LAST}")


def answer_due(from_: str | date, days: str | int, unit: str) -> Answer:
    """The last day of a time that begins with an event on `from_`. Raises CannotAnswer with everything that is wrong."""
    start, count = as_date(from_), as_count(days)
    wrong = [one for one, bad in ((FROM, start is None), (DAYS, count is None), (UNIT, unit not in ASKED_UNITS)) if bad]
    if start is None or count is None or wrong:
        raise CannotAnswer(wrong)
    try:
        day, provisional = due(start, Time(count, cast("Unit", unit)), working_days())
    except OutsideTheCalendar as far:
        raise CannotAnswer([TOO_FAR]) from far
    return {"due": day.isoformat(), "provisional": provisional, "law": LAW.get(unit)}


def as_date(said: str | date) -> date | None:
    try:
        day = said if isinstance(said, date) else date.fromisoformat(said) if len(said) == 10 else None
    except ValueError:
        return None
    return day if day and FIRST <= day <= LAST else None


def as_count(said: str | int) -> int | None:
    text = str(said)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS))):
        return None
    return int(text) if int(text) <= MOST_DAYS else None

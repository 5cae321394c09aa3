"""Days and moments in the manner of each language. The year shows only when it is not this year."""

from datetime import date, datetime

from yimen.core.places.clock import CHINA
from yimen.web import language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = "一二三四五六日"
TODAY = {"zh-Hans": "今天", "zh-Hant": "今天", "en": "today"}


def day(value: date, *, year: bool | None = None) -> str:
    """11月23日, 2027年3月1日; 23 November, 1 March 2027. `year=True` always shows it, as letters do."""
    if isinstance(value, datetime):
        return moment(value)
    with_year = value.year != language.today().year if year is None else year
    if language.spoken() == "en":
        return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if with_year else "")
    return (f"{value.year}年" if with_year else "") + f"{value.month}月{value.day}日"


def long_day(value: date) -> str:
    return day(value.astimezone(CHINA).date() if isinstance(value, datetime) else value, year=True)


def moment(value: datetime) -> str:
    """11月20日 15:42, 今天 10:12; in the time of China, 24 hours."""
    local = value.astimezone(CHINA)
    shown = TODAY[language.spoken()] if local.date() == language.today() else day(local.date())
    return f"{shown} {local:%H:%M}"


def span(first: date, last: date) -> str:
    """11月12日至16日; 12–16 November."""
    same = (first.year, first.month) == (last.year, last.month)
    if language.spoken() == "en":
        return f"{first.day}–{day(last)}" if same else f"{day(first)} – {day(last)}"
    return f"{day(first)}至{last.day}日" if same else f"{day(first)}至{day(last)}"


def month(value: date) -> str:
    return MONTHS[value.month - 1][:3] if language.spoken() == "en" else f"{value.month}月"


def weekday(value: date) -> str:
    """周一; Mon."""
    return f"{value:%a}" if language.spoken() == "en" else language.in_script(f"周{WEEKDAYS[value.weekday()]}")

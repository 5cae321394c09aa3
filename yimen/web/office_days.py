"""When an office is shut or open otherwise than its week says, in words for everybody."""

from collections.abc import Iterable
from datetime import timedelta

from yimen.core.places.models import OfficeDay
from yimen.web import days
from yimen.web.language import in_script, today
from yimen.web.words import text

AHEAD = timedelta(days=30)


def soon(rows: Iterable[OfficeDay]) -> list[str]:
    """Today and in the month to come."""
    coming = sorted((one for one in rows if today() <= one.day <= today() + AHEAD), key=lambda one: one.day)
    return [said(one) for one in coming]


def said(one: OfficeDay) -> str:
    on = f"{days.day(one.day)} {days.weekday(one.day)}"
    key = "office_days.open" if one.hours else "office_days.shut"
    return text(key, day=on, hours=one.hours, note=in_script(one.note))

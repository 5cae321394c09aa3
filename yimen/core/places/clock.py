"""Time is asked of one function. In the demo a row shifts it for every process; elsewhere that row does not exist."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from yimen.core.ports.statements import ask_row

OFFSET = "select by from places_clockoffset limit 1"  # asked many times in a request
CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment in China, moved by the demo's offset."""
    return datetime.now(CHINA) + offset()


def today() -> date:
    return now().date()


def offset() -> timedelta:
    """How far the demo's clock stands ahead."""
    if not settings.DEMO:
        return timedelta(0)
    row = ask_row(OFFSET, [])
    return row[0] if row else timedelta(0)

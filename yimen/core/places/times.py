"""Times as the law writes them: “20 working days”, “60 calendar days”, “6 months”, “at once”."""

import re
from typing import Literal, NamedTuple, Self, get_args

Unit = Literal["working", "calendar", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
FORM = re.compile(r"(?P<n>[1-9]\d{0,4}) (?:(?P<days>working|calendar) days?|(?P<long>month|year)s?)")


class Time(NamedTuple):
    """`n` of a unit; 0 is “at once”."""

    n: int
    unit: Unit

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        n, unit = parse_time(str(plain))
        return cls(n, unit)

    def __str__(self) -> str:
        if not self.n:
            return "at once"
        name = f"{self.unit} day" if self.unit in ("working", "calendar") else self.unit
        return f"{self.n} {name}{'s' if self.n > 1 else ''}"


def parse_time(text: str) -> Time:
    """ "at once", "1 working day", "60 calendar days", "6 months", "5 years". Raises ValueError with the accepted forms."""
    if text == "at once":
        return Time(0, "calendar")
    match = FORM.fullmatch(text)
    if not match:
        raise ValueError("a time like “5 working days”, “60 calendar days”, “6 months” or “at once”")
    return Time(int(match["n"]), next(unit for unit in UNITS if unit in (match["days"], match["long"])))


def parse_period(text: str) -> Time:
    """How long something stays valid: "30 calendar days", "6 months", "10 years". Raises ValueError with the accepted forms."""
    match = FORM.fullmatch(text)
    if not match or match["days"] == "working":
        raise ValueError("a period like “10 years”, “6 months” or “30 calendar days”")
    return parse_time(text)

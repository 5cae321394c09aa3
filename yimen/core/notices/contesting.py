"""Until when a decision may be contested: the remedies that the trunk wrote down, counted from the day of service.

复议条例§15: the time runs from the day on which the person signed for the paper; a paper that should have been served and was not
counts as not known. 诉讼法§46 and 复议法§20 count from knowing the act, which service proves.
"""

from dataclasses import dataclass
from datetime import date

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.service import served
from yimen.core.places.notices import working_days
from yimen.core.places.times import parse_time
from yimen.core.places.working_days import due


@dataclass(frozen=True, kw_only=True)
class Contest:
    """One way to contest the act of event `n`; both days are None while its paper has not been served."""

    n: int
    way: str
    law: str
    starts: date | None
    last: date | None
    provisional: bool = False
    after: str = ""  # the way that goes before


def contesting(case: Dossier) -> list[Contest]:
    """Every remedy of a case with its days, from the events. Time that begins after another remedy (`after`) has no days here."""
    known = served_days(case)
    found = []
    for one in case.remedies:
        starts = None if one.after else known.get(one.n)
        ends = due(starts, parse_time(one.within), working_days()) if starts else None
        last, provisional = (ends.day, ends.provisional) if ends else (None, False)
        found.append(
            Contest(
                n=one.n, way=one.way, law=one.law, starts=starts, last=last, provisional=provisional, after=one.after
            )
        )
    return found


def served_days(case: Dossier) -> dict[int, date]:
    """The day of service of each paper of a case that has reached the person, by the event that issued it."""
    return {n: one.on for n, one in served(case.events).items()}


def open_until(case: Dossier) -> date | None:
    """The last day on which anything about this case can still be contested; None while a paper has not been served.

    A case without remedies is over on the day before it began. For whoever counts how long a case is kept."""
    ends = [one.last for one in contesting(case) if not one.after]
    return None if None in ends else max((day for day in ends if day), default=date.min)

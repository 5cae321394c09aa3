"""How long what a case holds about a person is kept: never counted before the case is closed, served and past every remedy.

The shortest time that the purpose needs (个人信息保护法§19), unless another law keeps it longer; nothing is removed here. A case
that is opened again has no day any more, until it is closed, served and past its remedies anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from yimen.core.cases.dossier import Event
from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import read
from yimen.core.places.times import Time, parse_period
from yimen.core.places.working_days import WorkingDays, due

Outcome = Literal["granted", "refused", "not_accepted", "withdrawn"]
FINAL = {"closed", "not_accepted", "withdrawn"}
DAYS = {"year": 365, "month": 28, "calendar": 1, "working": 1}  # at least


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    """What ended in this way, while this rule was in force, is kept for this long."""

    outcome: Outcome
    keep: str
    law: str
    mark: Mark = "S"

    def __post_init__(self) -> None:
        parse_period(self.keep)


@cache
def rules() -> tuple[Rule, ...]:
    """Raises NotTheLanguage with every mistake of the file."""
    return tuple(read(list[Rule], Path(__file__).with_name("retention.yaml")))


@dataclass(frozen=True)
class Contested:
    """One way to contest an act: how long, from the day of its service."""

    within: str
    served_on: date | None


@dataclass(frozen=True)
class Life:
    """What decides how long a case is kept. `served`: the day of service of each paper that has to be served. `remedies`: each that its
    papers name. `lasting`: the last day of each certificate that still holds, None for one without end. `disputed`: somebody waits
    for an answer – a human review, a complaint."""

    events: Sequence[Event]
    remedies: Sequence[Contested] = ()
    served: Sequence[date | None] = ()
    lasting: Sequence[date | None] = ()
    disputed: bool = False


@dataclass(frozen=True)
class Kept:
    """Up to which day, and by which rule."""

    day: date
    rule: Rule


def retention(life: Life, found: Sequence[Rule], days: WorkingDays) -> Kept | None:
    """None while no day can be said: it is open, something is not served or not answered, what it granted has no end, no rule holds."""
    if not life.events or life.events[-1].state_after not in FINAL or life.disputed or None in life.lasting:
        return None
    told = [*life.served, *life.lasting, *(one.served_on for one in life.remedies)]
    known = [day for day in told if day is not None]
    if len(known) < len(told):
        return None
    over = [due(one.served_on, _time(one.within), days).day for one in life.remedies if one.served_on]
    start = max([*(event.dated for event in life.events), *known, *over])
    ended = outcome(life.events)
    rule = next((one for one in found if one.outcome == ended and one.holds(start)), None)
    return Kept(due(start, parse_period(rule.keep), days).day, rule) if rule else None


def not_before(state: str, until: date, found: Sequence[Rule]) -> date:
    """No case that ended in this state and was begun after this day is kept only up to `until`: a bound for whoever searches."""
    ends: dict[str, set[str]] = {"closed": {"granted", "refused"}}
    spans = [parse_period(one.keep) for one in found if one.outcome in ends.get(state, {state})]
    return until - min((timedelta(days=one.n * DAYS[one.unit]) for one in spans), default=timedelta())


def outcome(events: Sequence[Event]) -> Outcome:
    """How a closed case ended: by what was decided last, not by how the paper was handed over."""
    states = [event.state_after for event in events]
    if states[-1] == "closed":
        decided = next((state for state in reversed(states) if state in ("approved", "rejected")), "approved")
        return "granted" if decided == "approved" else "refused"
    return "not_accepted" if states[-1] == "not_accepted" else "withdrawn"


def _time(within: str) -> Time:
    return Time.from_plain(within)

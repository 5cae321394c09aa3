"""Small words for telling the events of a case in tests of pure functions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.core.cases.clocks import Limits, clocks
from yimen.core.cases.dossier import Event
from yimen.core.cases.limits import limits
from yimen.core.cases.terms import Terms, TimeTerm
from yimen.core.cases.vocabulary import State
from yimen.core.places.clock import CHINA
from yimen.core.places.working_days import WorkingDays, released

DAYS = WorkingDays(released())
NIL = UUID(int=0)
AFTER: dict[str, State] = {
    "submit": "submitted", "supply": "submitted", "correct": "correcting", "correct_again": "correcting", "accept": "accepted",
    "accept_owed": "accepted", "accept_by_silence": "accepted", "suspend": "suspended", "resume": "accepted", "approve": "approved",
    "reject": "rejected", "deliver": "closed", "withdraw": "withdrawn", "withdraw_notice": "submitted", "lapse": "closed",
}  # fmt: skip
TERMS = Terms(
    procedure="licence",
    statute=TimeTerm(time="20 working days", law="许可法§42"),
    promise=TimeTerm(time="10 working days"),
)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), CHINA).replace(hour=hour)


def event(n: int, move: str, day: str, **said: Any) -> Event:
    return Event(
        id=NIL, case_id=NIL, n=n, node="gd", move=move, role="window", actor_id="w", actor_name="陈示例", office="440106",
        channel="hall", at=at(day), dated=date.fromisoformat(day), law="许可法§29", mark="S", edition="e",
        state_after=AFTER.get(move, "accepted"), said=said, content_digest="", prev_digest="", digest="",
    )  # fmt: skip


def told(*steps: Any) -> list[Event]:
    """told(("submit", "2026-09-07"), ("suspend", "2026-09-14", {"kind": "testing"}))"""
    return [event(n, step[0], step[1], **(step[2] if len(step) > 2 else {})) for n, step in enumerate(steps, 1)]


def defects(n: int, count: int = 1) -> dict[str, Any]:
    return {
        "defects": [{"id": f"{n}.{k}", "about": "photo", "text": "太暗", "how": "重照"} for k in range(1, count + 1)]
    }


def limits_on(day: str, terms: Terms = TERMS) -> Limits:
    return limits(terms, date.fromisoformat(day))


def running(events: Sequence[Event], today: str, terms: Terms = TERMS) -> dict[str, Any]:
    """The clocks that run on a day, by kind."""
    found = clocks(events, limits_on(today, terms), DAYS, date.fromisoformat(today))
    return {clock.kind: clock for clock in found}

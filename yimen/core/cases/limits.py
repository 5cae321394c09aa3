"""The limits of one case: what its procedure gives, with the times that its edition laid down at submission."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple, Self

from yimen.core.cases.clocks import Limit, Limits
from yimen.core.cases.procedure import OWN, Limit as Given, Procedure
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.terms import Terms, TimeTerm
from yimen.core.cases.vocabulary import ClockKind
from yimen.core.places.times import Time, parse_time


def limits(terms: Terms, on: date) -> Limits:
    """What runs for a case under the procedure in force on a day; worked out once for all cases with the same times."""
    return _limits(terms.procedure, Times.of(terms), terms.do == "precheck", on)


class Times(NamedTuple):
    """The times of some terms: everything that their limits depend on."""

    statute: TimeTerm | None
    promise: TimeTerm | None
    extension: TimeTerm | None
    correction: TimeTerm | None
    within: TimeTerm | None
    bodies_within: TimeTerm | None = None
    first_within: TimeTerm | None = None
    bodies: int = 0
    two_levels: bool = False

    @classmethod
    def of(cls, terms: Terms) -> Self:
        own = (terms.statute, terms.promise, terms.extension, terms.correction, terms.within)
        return cls(*own, terms.bodies_within, terms.first_within, len(terms.bodies), bool(terms.first_region))


@lru_cache(maxsize=2048)
def _limits(name: str, times: Times, precheck: bool, on: date) -> Limits:
    of = procedure(name, on)
    more = extension(of, times, on)
    found: dict[ClockKind, Limit] = {}
    for given in of.times.values():
        if given.holds(on) and applies(given.kind, times) and (limit := _limit(given, times, more)):
            found.setdefault(given.kind, limit)
    return Limits(by_kind=found, silence=bool(of.rows("accept_by_silence", on)), precheck=precheck, bodies=times.bodies)


def applies(kind: ClockKind, times: Times) -> bool:
    """Other authorities have a time only in cases in which they have a part."""
    return times.bodies > 0 if kind == "joint" else times.two_levels or kind not in ("lower", "higher")


def extension(of: Procedure, terms: Terms | Times, on: date) -> TimeTerm | None:
    """How much the head of the authority may add once: as the edition says.

    The procedure's own addition follows only the procedure's own time: 许可法§42 adds ten days to its twenty, and to no time that
    another law gives.
    """
    more, statute = (of.joint_extension if terms.bodies else of.extension), terms.statute
    if terms.extension or statute is None or more is None or not more.holds(on) or not statute.law.startswith(more.law):
        return terms.extension
    return TimeTerm(time=more.time, law=more.law, mark=more.mark)


def _limit(given: Given, times: Times, more: TimeTerm | None) -> Limit | None:
    """The edition's time where it gives one, else the procedure's; none of both: nothing runs, except what officers name."""
    own = _own(given.kind, times)
    text = own.time if own else given.time
    if text is None and given.kind != "owed":
        return None
    law, mark = (own.law, own.mark) if own and own.law else (given.law, given.mark)
    return Limit(
        kind=given.kind,
        time=_time(text) if text else None,
        law=law,
        mark=mark if law != OWN else "K",
        starts=own.starts if own else "accept",
        stops=own.stops if own else _stops(given.kind),
        more=_time(more.time) if more and given.kind == "statute" else None,
        remind=_time(given.remind) if given.remind else None,
        from_service=given.starts == "service",
    )


def _own(kind: ClockKind, times: Times) -> TimeTerm | None:
    found: dict[ClockKind, TimeTerm | None] = {
        "statute": times.statute, "promise": times.promise, "correction": times.correction, "home": times.within,
        "joint": times.bodies_within, "lower": times.first_within, "higher": times.within,
    }  # fmt: skip
    return found.get(kind)


STOPS: dict[ClockKind, str] = {
    "notice": "accept", "correction": "supply", "delivery": "deliver", "review": "answer_review", "after_check": "after_check",
    "owed": "settle_owed", "hearing_ask": "ask_hearing", "hearing": "record_hearing",
    "joint": "body_answers", "lower": "pass_up",
}  # fmt: skip


def _stops(kind: ClockKind) -> str:
    return STOPS.get(kind, "decide")


@lru_cache(maxsize=256)
def _time(text: str) -> Time:
    return parse_time(text)

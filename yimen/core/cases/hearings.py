"""Hearings before a licence is decided on (许可法§46–48): guards of the moves tell, ask, call and record. It costs the person nothing.

Told of the right, asked for within five days, held within twenty, called seven days before, led by somebody who has not examined the
case, and written down. Nothing is decided while a hearing may still be asked for, or has been and was not held. The days from the
call, which tells in writing how long it takes, until the record are not counted (§45): standstill.suspensions.
"""

from datetime import date

from yimen.core.cases.clocks import first
from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import Why
from yimen.core.cases.service import begins
from yimen.core.cases.situation import Situation
from yimen.core.cases.standstill import STOPS
from yimen.core.people.actors import own_name
from yimen.core.places.times import Time
from yimen.core.places.working_days import due

CALLED_BEFORE = Time(7, "working")  # 许可法§48(一), §82


def hearing_askable(now: Situation) -> Why | None:
    told = first(now.events, "tell_hearing")
    if told is None:
        return Why("hearing_not_told")
    last = last_day_to_ask(now, told)
    return None if last is None or now.today <= last else Why("hearing_askable")


def last_day_to_ask(now: Situation, told: Event) -> date | None:
    """Five days after the person was told, which is when the notice was served; None while it was not: nobody is late then."""
    limit = now.limits.get("hearing_ask")
    start = begins(told, now.events, from_service=limit.from_service) if limit else told.dated
    return due(start, limit.time, now.days).day if start and limit and limit.time else start


def hearing_called_in_time(now: Situation) -> Why | None:
    """It was asked for, and the notice comes seven days before."""
    if first(now.events, "ask_hearing") is None or first(now.events, "record_hearing"):
        return Why("hearing_not_asked")
    earliest = due(now.today, CALLED_BEFORE, now.days).day
    if now.says is None or date.fromisoformat(now.says["on"]) >= earliest:
        return None
    return Why("hearing_called_in_time", {"day": earliest.isoformat()})


def chair_is_another(now: Situation) -> Why | None:
    """许可法§48(三): not led by an officer who examines the application."""
    if now.says is None:
        return None
    examined = {now.by.name, *(event.actor_name for event in now.events if event.move in ("examine", "tell_hearing"))}
    return Why("chair_is_another") if bare(now.says["chair"]) in {bare(name) for name in examined} else None


def bare(name: str) -> str:
    return "".join(own_name(name).split())


def hearing_held(now: Situation) -> Why | None:
    """There is a hearing to write down, and its day has come."""
    called = first(reversed(now.events), *STOPS)
    if called is None or called.move != "call_hearing":
        return Why("hearing_not_called")
    day = (called.said or {}).get("on")
    return None if day is None or date.fromisoformat(day) <= now.today else Why("hearing_held", {"day": day})


def not_in_hearing(now: Situation) -> Why | None:
    """A hearing ends with its record and not otherwise."""
    stopped = first(reversed(now.events), *STOPS)
    return Why("not_in_hearing") if stopped and stopped.move == "call_hearing" else None


def hearing_settled(now: Situation) -> Why | None:
    """Whoever was told of the right to be heard is heard first, or has let the days pass."""
    told = first(now.events, "tell_hearing")
    if told is None or first(now.events, "record_hearing"):
        return None
    if first(now.events, "ask_hearing"):
        return Why("hearing_settled")
    last = last_day_to_ask(now, told)
    if last is None:
        return Why("hearing_not_served")
    return Why("hearing_may_be_asked", {"day": last.isoformat()}) if now.today <= last else None

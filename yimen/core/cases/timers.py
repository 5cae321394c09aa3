"""What the clock itself will do to a case, and from which day: acceptance by silence, reminder, lapse, escalation, the end of a
suspension, renewal.

The same list says what is due now and when the next thing is due, so that a late job and an early look never differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from yimen.core.cases.clocks import Clock, Limits, clocks, waiting_for_answer
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.effective import effective
from yimen.core.cases.standstill import STOPS, told_end
from yimen.core.places.clock import CHINA
from yimen.core.places.times import Time
from yimen.core.places.working_days import DAY, WorkingDays, due, elapsed

BEFORE_EXPIRY = Time(30, "working")


@dataclass(frozen=True, kw_only=True)
class Timer:
    """`move` is due from the first minute of `on`; it counts from `dated`, or from the day on which it is written."""

    move: str
    on: date
    dated: date | None = None
    said: str = ""


def timers(dossier: Dossier, limits: Limits, days: WorkingDays, known: Sequence[Clock] | None = None) -> list[Timer]:
    """Everything that the clock will do if nobody else moves, the earliest first. `known` are the running clocks, of any day."""
    if dossier.state not in ("submitted", "correcting", "accepted", "suspended"):
        return []
    events = effective(dossier.events)
    counted = clocks(dossier.events, limits, days, date.min) if known is None else known
    running = {clock.kind: clock for clock in counted}
    found: list[Timer] = []
    if dossier.state == "submitted" and limits.silence and (notice := running.get("notice")) and notice.due:
        found.append(Timer(move="accept_by_silence", on=notice.due + DAY, dated=notice.starts))
    if dossier.state == "correcting" and (answer := running.get("correction")) and answer.due:
        found.append(_correcting(events, answer, limits, days))
    if dossier.state == "accepted" and (home := running.get("home")) and home.due:
        found += [Timer(move="escalate", on=home.due + DAY)] if not dossier.last("escalate") else []
    if dossier.state == "suspended" and (last := told_end(dossier.last(*STOPS))):
        found.append(Timer(move="run_again", on=last + DAY, dated=last))
    if dossier.state in ("accepted", "suspended") and (until := renewed_from(dossier, days)):
        found.append(Timer(move="renew_by_silence", on=until + DAY, dated=until))
    return sorted(found, key=lambda timer: timer.on)


def renewed_from(dossier: Dossier, days: WorkingDays) -> date | None:
    """The last day of the licence that is to be renewed, if that was asked for thirty days before (许可法§50); working days, §82."""
    terms, asked = dossier.terms, dossier.last("submit")
    if not terms.renews_until or asked is None:
        return None
    until = date.fromisoformat(terms.renews_until)
    return until if elapsed(asked.dated, until, BEFORE_EXPIRY, days) >= BEFORE_EXPIRY.n else None


def _correcting(events: Sequence[Event], answer: Clock, limits: Limits, days: WorkingDays) -> Timer:
    """First the reminder; then, once the time has run out and some days have passed since the reminder, the end."""
    limit, asked = limits.get("correction"), waiting_for_answer(events)
    assert limit
    assert asked
    assert answer.due
    before = limit.remind or Time(0, "calendar")
    reminded = next((event for event in events if event.n > asked.n and event.move == "remind"), None)
    if reminded is None:
        return Timer(move="remind", on=reminder_day(asked.dated, answer.due, before, days), said=answer.due.isoformat())
    return Timer(move="lapse", on=max(answer.due, due(reminded.dated, before, days).day) + DAY)


def reminder_day(asked: date, last: date, before: Time, days: WorkingDays) -> date:
    """The latest day from which `before` still fits in before the last day, never the day of asking itself."""
    day = last
    while day > asked + DAY and elapsed(day, last, before, days) < before.n:
        day -= DAY
    return day


def due_now(dossier: Dossier, limits: Limits, days: WorkingDays, today: date) -> Timer | None:
    """What the law has already done by itself and nobody has written down."""
    return next((timer for timer in timers(dossier, limits, days) if timer.on <= today), None)


def next_moment(found: Sequence[Timer]) -> datetime | None:
    """The first minute of the day on which something is due."""
    return datetime.combine(found[0].on, time.min, CHINA) if found else None

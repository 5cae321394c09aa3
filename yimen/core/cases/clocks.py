"""Clocks: pure functions of the events of a case, its limits and the calendar. Nothing here writes or asks anybody.

The day of an event is not counted. Suspended days, the first and the last included, are not counted (许可法§45). Times follow one
another in their own units: 60 calendar days, then 30 more. Only the statute is extended; amber and red are of the promise.
A correction notice that was withdrawn is as if it had never been sent: `effective` leaves it out of every count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from yimen.core.cases.dossier import Event
from yimen.core.cases.effective import effective
from yimen.core.cases.service import begins
from yimen.core.cases.standstill import suspensions
from yimen.core.cases.vocabulary import ClockKind
from yimen.core.places.times import Time
from yimen.core.places.working_days import Stop, WorkingDays, due, elapsed

AMBER, RED = 0.6, 0.8  # parts of the promise, as every supervision board in the country draws them (mark K)
ACCEPTS = ("accept", "accept_by_silence", "accept_owed")
DECIDES = ("approve", "reject", "decide_on_the_spot", "transfer", "renew_by_silence")
ENDS = ("not_accept", "not_preaccept", "withdraw", "lapse")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A time that runs for a case: how long, under which article, from and to what. `more` follows it once it is extended."""

    kind: ClockKind
    time: Time | None  # None: the day itself is said with the move
    law: str
    mark: str = "S"
    starts: str = "accept"
    stops: str = "decide"
    more: Time | None = None
    remind: Time | None = None
    from_service: bool = False  # it has not begun before the paper was served that tells of it


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one case by kind. `silence`: nobody answering accepts; `precheck`: received only with attendance."""

    by_kind: Mapping[ClockKind, Limit] = field(default_factory=dict)
    silence: bool = False
    precheck: bool = False
    bodies: int = 0  # how many authorities are asked

    def get(self, kind: ClockKind) -> Limit | None:
        return self.by_kind.get(kind)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One time that runs today. `due` is None while it stands still or has not begun; `about` names the row it belongs to."""

    kind: ClockKind
    law: str
    mark: str
    starts: date
    stops: str
    due: date | None
    provisional: bool = False
    used: float = 0.0
    stopped: bool = False
    late: bool = False
    about: str = ""
    begun: bool = True  # False: it waits for the proof that its paper was served; `starts` is then the day of the paper

    @property
    def colour(self) -> Literal["green", "amber", "red"]:
        if self.late:
            return "red"
        if self.kind != "promise":
            return "green"
        return "red" if self.used >= RED else "amber" if self.used >= AMBER else "green"


def clocks(events: Sequence[Event], limits: Limits, days: WorkingDays, today: date) -> list[Clock]:
    """Every clock that runs for a case today, the legal ones first."""
    told = effective(events)
    if any(event.move in ENDS for event in told):
        return []
    found = [*_before_acceptance(told, limits, days, today), *_until_the_decision(told, limits, days, today)]
    return [*found, *_after_the_decision(told, limits, days, today)]


def _before_acceptance(events: list[Event], limits: Limits, days: WorkingDays, today: date) -> Iterator[Clock]:
    received, asked = waiting_since(events, limits), waiting_for_answer(events)
    if (limit := limits.get("notice")) and received:
        yield run(limit, received, days, today)
    if (limit := limits.get("correction")) and asked:
        yield run_from(limit, asked, events, days, today, about=str(asked.n))


def _until_the_decision(events: list[Event], limits: Limits, days: WorkingDays, today: date) -> Iterator[Clock]:
    for kind in ("statute", "promise"):
        if (limit := limits.get(kind)) and (start := start_of(limit, events, limits, days)):
            extended = kind == "statute" and any(event.move == "extend" for event in events)
            yield from running(limit, start, events, days, today, extended=extended)
    forwarded, home = first(events, "forward"), limits.get("home")
    if home and forwarded:
        yield from running(home, forwarded.dated, events, days, today)
    yield from _levels(events, limits, days, today)
    if owed := limits.get("owed"):
        yield from _owed(owed, events, today)
    yield from _hearing(events, limits, days, today)


def _levels(events: list[Event], limits: Limits, days: WorkingDays, today: date) -> Iterator[Clock]:
    """The bodies that were asked have one clock until all have answered (许可法§26); a lower level has its own until it passes the case
    up, and the higher one from then on (许可法§43)."""
    asked, up = first(events, "ask_bodies"), first(events, "pass_up")
    answers = sum(event.move == "body_answers" for event in events)
    if (joint := limits.get("joint")) and asked and answers < limits.bodies:
        yield from running(joint, asked.dated, events, days, today)
    if (
        (lower := limits.get("lower"))
        and not up
        and (start := start_of(lower, events, limits, days))
        and accepted_on(events, limits, days)
    ):
        yield from running(lower, start, events, days, today)
    if (higher := limits.get("higher")) and up:
        yield from running(higher, up.dated, events, days, today)


def _hearing(events: list[Event], limits: Limits, days: WorkingDays, today: date) -> Iterator[Clock]:
    """许可法§47: five days to ask for a hearing from the day of being told, twenty to hold it from the day of asking."""
    told, asked = first(events, "tell_hearing"), first(events, "ask_hearing")
    if told is None or first(events, *DECIDES):
        return
    if asked is None and (limit := limits.get("hearing_ask")):
        clock = run_from(limit, told, events, days, today)
        yield from () if clock.late else (clock,)
    if asked and not first(events, "record_hearing") and (limit := limits.get("hearing")):
        yield run(limit, asked.dated, days, today)


def _after_the_decision(events: list[Event], limits: Limits, days: WorkingDays, today: date) -> Iterator[Clock]:
    granted = first(events, "approve", "decide_on_the_spot", "renew_by_silence")
    if granted and (limit := limits.get("delivery")) and not first(events, "deliver", "revoke"):
        yield run(limit, granted.dated, days, today)
    if granted and (limit := limits.get("after_check")) and not first(events, "after_check", "revoke"):
        yield run(limit, granted.dated, days, today)
    yield from _mending(limits.get("after_check"), events, today)
    asked = first(reversed(events), "request_review", "answer_review")
    if asked and asked.move == "request_review" and (limit := limits.get("review")):
        yield run(limit, asked.dated, days, today)


def _mending(limit: Limit | None, events: list[Event], today: date) -> Iterator[Clock]:
    """After an order to mend the check is due anew on the day that the order names (消防法§58)."""
    order = first(reversed(events), "order_to_mend", "after_check", "revoke")
    if limit is None or order is None or order.move != "order_to_mend":
        return
    last = date.fromisoformat(said(order, "mend_by"))
    yield Clock(
        kind="after_check", law=order.law, mark=order.mark, starts=order.dated, stops="after_check", due=last, late=today > last,
        used=(today - order.dated).days / max(1, (last - order.dated).days),
    )  # fmt: skip


def _owed(limit: Limit, events: list[Event], today: date) -> Iterator[Clock]:
    """Each material that was accepted as owed has the day that was agreed for it."""
    if first(events, *DECIDES):
        return
    settled = {said(event, "owed") for event in events if event.move == "settle_owed"}
    for event in (event for event in events if event.move == "accept_owed"):
        for one in said(event, "owed") or ():
            if one["id"] not in settled:
                last = date.fromisoformat(one["due"])
                yield Clock(
                    kind="owed", law=limit.law, mark=limit.mark, starts=event.dated, stops="settle_owed", due=last,
                    late=today > last, provisional=False, about=one["id"],
                    used=(today - event.dated).days / max(1, (last - event.dated).days),
                )  # fmt: skip


def running(
    limit: Limit, start: date, events: list[Event], days: WorkingDays, today: date, *, extended: bool = False
) -> Iterator[Clock]:
    """The clock of a limit, unless what stops it has happened."""
    ends = ("deliver", "reject") if limit.stops == "deliver" else DECIDES
    if not first(events, *ends):
        yield run(limit, start, days, today, stopped=suspensions(events, today), more=limit.more if extended else None)


def run(
    limit: Limit, start: date, days: WorkingDays, today: date, *,
    stopped: Sequence[Stop] = (), more: Time | None = None, about: str = "",
) -> Clock:  # fmt: skip
    """The clock of a limit from its first day. Stopped days of calendar months are not defined by any law we know of."""
    assert limit.time is not None, f"{limit.kind}: only the clock of owed materials has no length of its own"
    stopped = stopped if limit.time.unit in ("working", "calendar") else ()
    halted = any(end == date.max for _, end in stopped)
    last, provisional = (None, False) if halted else last_day(start, limit.time, more, days, stopped)
    spent = elapsed(start, today, limit.time, days, stopped)
    return Clock(
        kind=limit.kind, law=limit.law, mark=limit.mark, starts=start, stops=limit.stops, due=last, provisional=provisional,
        used=spent / max(1, in_days(limit.time)), stopped=halted, late=last is not None and today > last, about=about,
    )  # fmt: skip


def run_from(
    limit: Limit, event: Event, events: Sequence[Event], days: WorkingDays, today: date, *, about: str = ""
) -> Clock:
    """The clock of a limit from the day of a move, or from the service of its paper where the law counts from that (许可法§47)."""
    start = begins(event, events, from_service=limit.from_service)
    if start is not None:
        return run(limit, start, days, today, about=about)
    return Clock(
        kind=limit.kind, law=limit.law, mark=limit.mark, starts=event.dated, stops=limit.stops, due=None, about=about, begun=False,
    )  # fmt: skip


def last_day(
    start: date, time: Time, more: Time | None, days: WorkingDays, stopped: Sequence[Stop]
) -> tuple[date, bool]:
    """Times follow one another: 20 working days and 10 more, or 60 calendar days and 30 more."""
    ends = due(start, time, days, stopped)
    if more is None:
        return ends
    later = due(ends.day, more, days, stopped)
    return later.day, ends.provisional or later.provisional


def in_days(time: Time) -> int:
    """How long a time is, to say which part of it has passed."""
    return time.n * {"working": 1, "calendar": 1, "month": 30, "year": 365}[time.unit]


def waiting_since(events: Sequence[Event], limits: Limits) -> date | None:
    """The day of receipt, while the applicant waits to hear whether the case is accepted; None while nobody waits."""
    received: date | None = None
    attended = not limits.precheck
    for event in events:
        if event.move == "attend":
            attended, received = True, event.dated if received and limits.precheck else received
        elif event.move in ("submit", "supply"):
            received = event.dated
        elif event.move in ("correct", "correct_again", *ACCEPTS, *DECIDES):
            received = None
    return received if attended else None


def waiting_for_answer(events: Sequence[Event]) -> Event | None:
    """The correction notice that waits for its answer."""
    last = first(reversed(events), "correct", "correct_again", "supply", *ACCEPTS)
    return last if last and last.move in ("correct", "correct_again") else None


def start_of(limit: Limit, events: list[Event], limits: Limits, days: WorkingDays) -> date | None:
    if limit.starts == "submit":
        return handed_in(events, limits)
    return accepted_on(events, limits, days)


def handed_in(events: list[Event], limits: Limits) -> date | None:
    """The day on which the authority has the materials: of a precheck not before the person has come (护照法§6)."""
    submitted, attended = first(events, "submit"), first(events, "attend")
    if submitted is None or (limits.precheck and attended is None):
        return None
    return max(submitted.dated, attended.dated) if limits.precheck and attended else submitted.dated


def accepted_on(events: list[Event], limits: Limits, days: WorkingDays) -> date | None:
    """The day of acceptance in law: the receipt, where five days of silence had passed before (许可法§32(四))."""
    accepted = first(events, *ACCEPTS)
    if accepted is None:
        filed = first(events, "submit")  # a penalty case is opened by filing it
        return filed.dated if filed and filed.state_after == "accepted" else None
    received = waiting_since([event for event in events if event.n < accepted.n], limits)
    notice = limits.get("notice")
    if limits.silence and received and notice and notice.time and accepted.dated > due(received, notice.time, days).day:
        return received
    return accepted.dated


def first(events: "Sequence[Event] | Iterator[Event]", *moves: str) -> Event | None:
    return next((event for event in events if event.move in moves), None)


def said(event: Event, word: str) -> Any:
    return (event.said or {}).get(word)

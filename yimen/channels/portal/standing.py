"""How a case stands, in four facts: in whose hands, since when, what comes next, what can stop it – and whether it is the person's turn."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.procedure import Procedure
from yimen.core.cases.rulebook import procedure
from yimen.core.places.clock import CHINA
from yimen.core.places.law_book import law_book
from yimen.web import days, parties
from yimen.web.formats import badge
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.running import Running
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
TAGS = {"draft": "turn", "submitted": "us", "correcting": "turn", "accepted": "us", "suspended": "hold", "approved": "ok",
        "rejected": "bad", "closed": "ok", "not_accepted": "bad", "withdrawn": "hold"}  # fmt: skip
OURS = ("submitted", "accepted", "suspended")
HANDED_ON = {
    "submitted": ("submit", "supply", "withdraw_notice", "attend"),
    "correcting": ("correct", "correct_again"),
    "accepted": ("accept", "accept_by_silence", "accept_owed", "resume", "run_again", "examine", "forward", "extend"),
    "suspended": ("suspend", "call_hearing"),
    "approved": ("approve",),
}


@dataclass(frozen=True)
class Standing:
    case: Dossier
    running: Running

    @cached_property
    def of(self) -> Procedure:
        return procedure(self.case.case.procedure, today())

    @cached_property
    def key(self) -> str:
        """The state, or what is more particular to the person: to come to a window once, to pay, that nothing granted is left."""
        if self.revoked:
            return "revoked"
        if self.case.state == "submitted" and self.must_come:
            return "come"
        if self.case.state == "approved" and self.must_pay:
            return "pay"
        return "examined" if self.case.state == "accepted" and self._examined else self.case.state

    @property
    def must_come(self) -> bool:
        return self.case.terms.do == "precheck" and self.case.last("attend") is None

    @property
    def must_pay(self) -> bool:
        return (self.case.terms.fee is None or Decimal(self.case.terms.fee) > 0) and not self.case.fees

    @property
    def revoked(self) -> bool:
        given = self.case.certificates
        return bool(given) and all(one.state == "revoked" for one in given)

    @property
    def turn(self) -> bool:
        return self.key in ("draft", "correcting", "come", "pay")

    @property
    def _examined(self) -> bool:
        last = self.case.last("examine", "accept", "accept_by_silence", "accept_owed", "resume", "run_again")
        return bool(last and last.move == "examine")

    @cached_property
    def since(self) -> Event:
        """The step by which it came into these hands."""
        moves = ("revoke",) if self.revoked else HANDED_ON.get(self.case.state, ())
        return self.case.last(*moves) or self.case.events[-1]


def tag(standing: Standing) -> Json:
    state = "turn" if standing.turn else TAGS[standing.case.state]
    words = (
        text(f"standing.tag.{standing.key}")
        if knows(f"standing.tag.{standing.key}")
        else text(f"state.{standing.case.state}")
    )
    return {"text": words, "state": "bad" if standing.revoked else state}


def who(standing: Standing) -> list[Json]:
    """The four facts of ym-who."""
    return [
        {"label": text("clock.who.holder"), "lines": holder(standing)},
        {"label": text("clock.who.since"), "value": days.moment(standing.since.at)},
        {"label": text("clock.who.due"), "value": text(f"standing.next.{standing.key}")},
        {"label": text("clock.who.stops"), "value": stops(standing)},
    ]


def holder(standing: Standing) -> list[str]:
    """In whose hands: the person, or an authority, its desk and, while somebody works on it, the number of the officer."""
    if standing.turn:
        return [text("standing.you")]
    case = standing.case.case
    region = case.deciding_region if standing.case.state in ("accepted", "suspended") else case.region
    desk = text(f"standing.desk.{standing.key}") if knows(f"standing.desk.{standing.key}") else ""
    return [
        place_name(region),
        text("standing.desk_of", authority=authority(standing.case), desk=desk),
        *officer(standing),
    ]


def officer(standing: Standing) -> list[str]:
    """Who works on it now, else who took the last step in it, by number only."""
    hold = standing.case.hold
    if hold:
        return [text("standing.officer", badge=badge(hold.by))]
    last = standing.since
    return (
        [text("standing.officer", badge=badge(last.actor_id))]
        if last.role not in ("applicant", "rule", "clock", "node")
        else []
    )


def authority(case: Dossier) -> str:
    key = case.terms.authority
    if not key:
        return ""
    found = law_book().authority(key, today())
    return choose({"zh": found.zh, "en": found.en})


def stops(standing: Standing) -> str:
    """What can stop the clock: as the procedure has it, or what has stopped it."""
    if standing.case.state == "suspended":
        return stopped(standing)
    if due := standing.running.due("after_check"):
        return text("standing.stop.after_check", day=days.day(due))
    rows = standing.of.rows("suspend", today())
    if standing.case.state in ("submitted", "accepted") and not standing.turn:
        key = "correct" if standing.case.state == "submitted" else "suspend" if rows else "nothing"
        return (
            text(f"standing.stop.{key}", law=cited(rows[0].law)) if key == "suspend" else text(f"standing.stop.{key}")
        )
    return (
        text(f"standing.stop.{standing.key}") if knows(f"standing.stop.{standing.key}") else text("standing.stop.over")
    )


def stopped(standing: Standing) -> str:
    if standing.since.move == "call_hearing":
        return text("standing.stop.hearing", day=days.day(date.fromisoformat((standing.since.said or {})["on"])))
    said = (standing.since.said or {}) if standing.since.move == "suspend" else {}
    kinds = standing.of.choices.get("suspension_kind", {})
    kind = choose(kinds[said["kind"]]) if said.get("kind") in kinds else text("standing.stop.other")
    if expected := said.get("expected"):
        return text("standing.stop.until", kind=kind, day=days.day(date.fromisoformat(expected)))
    return kind


def notice(standing: Standing) -> Json:
    """What the person has to do now, or that it is nothing, and what the law does meanwhile."""
    lines = (
        [text(f"standing.do.{standing.key}")] if knows(f"standing.do.{standing.key}") else [text("standing.do.nothing")]
    )
    state = (
        "turn"
        if standing.turn
        else "bad"
        if standing.revoked
        else {"approved": "ok", "closed": "ok", "suspended": "hold"}.get(standing.case.state, "us")
    )
    return {"state": state, "paragraphs": [*lines, *parties.waiting(standing.case), *meanwhile(standing)]}


def meanwhile(standing: Standing) -> list[str]:
    """What follows if we are late: acceptance by silence, or publication."""
    if standing.case.state == "submitted" and not standing.must_come and standing.of.rows("accept_by_silence", today()):
        due = standing.running.due("notice")
        return [text("standing.silence", day=days.day(due))] if due else []
    drawn = standing.running.drawn
    if standing.case.state == "approved" and not standing.must_pay:
        ways = [text(f"standing.way.{way}") for way in standing.case.terms.deliver if knows(f"standing.way.{way}")]
        return [text("standing.ways", ways=text("saved.or").join(ways))] if ways else []
    if standing.case.state != "accepted" or drawn is None or drawn.last is None:
        return []
    return [text("standing.is_late" if drawn.late else "standing.late")]


def until_today(standing: Standing) -> str:
    """The moment of today by which the promise ends, for the clock's second line."""
    drawn = standing.running.drawn
    return text("standing.until", day=days.day(drawn.promise)) if drawn and drawn.promise == today() else ""


def day_of(event: Event) -> str:
    return days.day(event.at.astimezone(CHINA).date())

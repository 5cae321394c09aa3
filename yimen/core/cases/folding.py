"""Folding one move into its case: the event, the row of the case, what the law attaches, the papers, the jobs."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from msgspec.structs import replace

from yimen.core.cases import papers
from yimen.core.cases.chain import ROOT, signed
from yimen.core.cases.clocks import Clock, waiting_since
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.effective import effective
from yimen.core.cases.effects import EFFECTS, remedy
from yimen.core.cases.limits import extension, limits
from yimen.core.cases.numbers import number
from yimen.core.cases.pledges import signed as signed_pledge
from yimen.core.cases.procedure import OWN, Row
from yimen.core.cases.says import SECRET
from yimen.core.cases.timers import next_moment, timers
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Step, Work
from yimen.core.people.actors import STAFF, SYSTEM, Actor
from yimen.core.ports.ids import new_id

OURS = (
    "notice",
    "statute",
    "promise",
    "delivery",
    "review",
    "home",
    "after_check",
    "hearing",
    "joint",
    "lower",
    "higher",
)  # times in which we owe something


def fold(work: Work, step: Step) -> None:
    """One event and all that follows from it. Nothing here can refuse."""
    row = step.row
    event = new_event(work, step)
    work.append(event)
    work.dossier = moved(work, row, event)
    for name in row.rows:
        EFFECTS[name](work, event)
    remedy(work, row, event)
    work.dossier = dated_anew(work)
    papers.issue(work, row.notice, event, step.says)
    work.jobs += jobs(row, event, home=any(one.kind == "home" for one in work.dossier.parties))


def new_event(work: Work, step: Step) -> Event:
    case, events, row, by = work.dossier.case, work.dossier.events, step.row, step.by
    law, mark = cited(work, row, step.says)
    n = events[-1].n + 1 if events else 1
    kinds = {said.name: said.type for said in row.said}
    open_said = {name: named(name, value, n) for name, value in step.says.items() if kinds[name] not in SECRET}
    if "pledge" in open_said:
        open_said["pledge"] = signed_pledge(step.says["pledge"], work.dossier.terms.pledge, signer(work, by))
    secret = {name: value for name, value in step.says.items() if kinds[name] in SECRET}
    event = Event(
        id=new_id(), case_id=case.id, n=n, node=settings.NODE["code"], move=row.move, role=by.role, actor_id=by.id, actor_name=by.name,
        office=by.office, channel=step.channel or door(by, case.channel), at=work.at, dated=step.dated or work.today, law=law, mark=mark,
        edition=case.edition, state_after=row.then or case.state, fault=at_fault(row, step.says), said=open_said,
        content_digest="", prev_digest="", digest="",
    )  # fmt: skip
    return signed(event, secret or None, events[-1].digest if events else ROOT)


def signer(work: Work, by: Actor) -> str:
    """Who signs where nobody is named: the person who acts, at a window the one whose application it is."""
    return by.name if by.role == "applicant" else work.dossier.case.applicant_name


def door(by: Actor, channel: str) -> str:
    """Where nobody says: officers work in the hall, the law and the rules nowhere, the person where the case was begun."""
    return "hall" if by.role in STAFF else "" if by.role in SYSTEM else channel


def named(word: str, value: Any, n: int) -> Any:
    """Defects and owed materials get the names by which later moves speak of them."""
    if word == "defects":
        return [{"id": f"{n}.{place}", **one} for place, one in enumerate(value, 1)]
    if word == "owed" and isinstance(value, list):
        return [{"id": str(new_id()), **one} for one in value]
    return value


def at_fault(row: Row, says: Json) -> bool:
    """A second notice is our fault only for what was visible before (许可法§72(四))."""
    return row.fault and says.get("visible_before", True) is True


def cited(work: Work, row: Row, says: Json) -> tuple[str, str]:
    """The article of the event: the row's, or the one that the edition names for this time, or for a broken pledge."""
    broken = work.dossier.terms.broken
    if broken and (row.move == "order_to_mend" or says.get("ground") == "not_as_pledged"):
        return broken, "S"
    if row.law != OWN:
        return row.law, row.mark
    terms = work.dossier.terms
    own = {
        "forward": terms.within,
        "pass_up": terms.first_within,
        "extend": extension(work.procedure, terms, work.today),
        "lapse": terms.correction,
    }.get(row.move)
    return (own.law, own.mark) if own and own.law else (OWN, row.mark)


def moved(work: Work, row: Row, event: Event) -> Dossier:
    case = replace(work.dossier.case, state=event.state_after, version=event.n)
    if row.move == "submit":
        serial = work.serial
        assert serial is not None, "a draft was opened without a number for it"
        case = replace(case, number=number(case.region, work.at, serial), submitted_at=work.at, received_on=event.dated)
    return work.dossier.with_(case=case)


def dated_anew(work: Work) -> Dossier:
    """The days that queues and jobs look for, worked out from the events."""
    dossier = work.dossier
    if dossier.state == "draft":
        return dossier
    found = limits(dossier.terms, work.today)
    running = work.running()
    by_kind = {clock.kind: clock for clock in running}
    ours = [clock.due for clock in running if clock.kind in OURS and clock.due]
    return dossier.head(
        received_on=waiting_since(effective(dossier.events), found) or dossier.case.received_on,
        act_by=min(ours, default=None),
        promise_due=day_of(by_kind.get("promise")),
        statute_due=day_of(by_kind.get("statute")),
        next_due=next_moment(timers(dossier, found, work.days, running)),
        provisional=any(clock.provisional for clock in running),
    )


def day_of(clock: Clock | None) -> date | None:
    return clock.due if clock else None


def jobs(row: Row, event: Event, *, home: bool = False) -> list[Json]:
    """One job a handler: what config.switchboard.AFTER_EVENT lists for the move, for every move, and for the row's own `jobs`.

    `home` stands for every move of a case that another authority decides.
    """
    wanted = {"*", row.move, *row.jobs, *(["home"] if home else [])}
    return [
        job(handler, event.case_id, event.n)
        for move, handler in settings.AFTER_EVENT
        if move in wanted
    ]  # fmt: skip


def job(handler: str, case_id: Any, n: int, at: datetime | None = None) -> Json:
    """Handlers of one case and name run one after another, in the order of its events."""
    args = {"case_id": str(case_id), "n": n, "handler": handler}
    return {
        "queue": "default",
        "task": "yimen.core.cases.tasks.after_event",
        "lock": f"{case_id}:{handler}",
        "args": args,
        "at": at,
    }

"""Telling a person what happened: handlers of events, each of which writes one notice (config.switchboard.AFTER_EVENT)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q

from yimen.core.cases.amending import amended
from yimen.core.cases.attached import Paper
from yimen.core.cases.chain import canonical, hexed, unhexed
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.store import read_case
from yimen.core.cases.telling import running
from yimen.core.notices import delivering, writing
from yimen.core.notices.models import Notice
from yimen.core.notices.rules import rule_of
from yimen.core.notices.wording import catalogue
from yimen.core.people.secrecy import open_, seal
from yimen.core.places.clock import CHINA, now
from yimen.core.ports.ids import new_id

FIRST_DUE = {
    "submit": ("notice",), "supply": ("notice",), "correct": ("correction",), "correct_again": ("correction",), "remind": ("correction",),
    "accept_owed": ("owed",), "forward": ("home",), "tell_hearing": ("hearing_ask",),
}  # fmt: skip
ON_THE_SPOT = ("decide_on_the_spot",)  # 处罚法§52: handed to the person there and then
PAGE = 30
PLACE = "notices_notice.changes"


def tell_person(case_id: UUID, n: int) -> None:
    """What has happened, to the person and to whoever acts for the person."""
    case = read_case(case_id)
    event = case.events[n - 1]
    paper = paper_of(case, event)
    write(
        case,
        event,
        key_of(case, event),
        Notice.Kind.LEGAL if paper else Notice.Kind.FRIENDLY,
        paper,
    )


def paper_of(case: Dossier, event: Event) -> Paper | None:
    """The paper that is told: of several the one that has to be served (容缺 issues an acceptance and what is owed)."""
    papers = [paper for paper in case.papers if paper.n == event.n]
    on = event.at.astimezone(CHINA).date()
    return next((paper for paper in papers if rule_of(paper.kind, on)), papers[0] if papers else None)


def invite_at_receipt(case_id: UUID, n: int) -> None:
    case = read_case(case_id)
    write(case, case.events[n - 1], "invite_at_receipt", Notice.Kind.FRIENDLY, None)


def invite_at_completion(case_id: UUID, n: int) -> None:
    case = read_case(case_id)
    write(case, case.events[n - 1], "invite_at_completion", Notice.Kind.FRIENDLY, None)


def key_of(case: Dossier, event: Event) -> str:
    """Only a licence is accepted by silence, and a precheck is not received before the person comes: say so, or say less."""
    if event.move != "submit":
        own = f"{event.move}_{case.case.procedure}"
        return own if own in catalogue() else event.move
    if case.terms.do == "precheck" and not case.last("attend"):
        return "submit_precheck"
    return "submit" if case.case.procedure in ("licence", "pledge") else "submit_registration"


def write(case: Dossier, event: Event, key: str, kind: str, paper: Paper | None) -> None:
    due = due_day(case, event)
    data = {"service": case.terms.name, "number": case.number, "due": due.isoformat() if due else None}
    if changes := amended(event):
        data |= {"edition": case.case.edition, "changes": hexed(seal(canonical(changes), PLACE))}
    people = {person for person in (case.case.applicant_id, case.case.agent_id) if person}
    Notice.objects.bulk_create(
        [
            Notice(id=new_id(), person_id=person, kind=kind, case_id=case.id, n=event.n, key=key, data=data, at=event.at,
                   paper_id=paper.id if paper else None)
            for person in sorted(people)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    set_out(case, event, key, paper)


def set_out(case: Dossier, event: Event, key: str, paper: Paper | None) -> None:
    """The paper on its way to the applicant (to the agent of an organisation), and a kind message to everybody who wants one."""
    to = case.case.applicant_id or case.case.agent_id
    for notice in Notice.objects.filter(case_id=case.id, n=event.n, key=key):
        on_its_way = delivering.begin(notice, paper.kind, event.at) if paper and notice.person_id == to else None
        if on_its_way and event.move in ON_THE_SPOT:
            delivering.serve(on_its_way, event.dated, "hand", event.at, event=event.n)
        if on_its_way is None:
            writing.friendly(notice, event.at)


def due_day(case: Dossier, event: Event) -> date | None:
    """The day that matters to the person now: for an answer, for what is owed, or the earlier of promise and statute."""
    if event.move == "order_to_mend" and event.said:
        return date.fromisoformat(event.said["mend_by"])
    clocks = {clock.kind: clock.due for clock in running(case, event.at.astimezone(CHINA).date()) if clock.due}
    wanted = FIRST_DUE.get(event.move, ("promise", "statute"))
    return min((day for kind in wanted if (day := clocks.get(kind))), default=None)  # type: ignore[call-overload]


def changes_of(row: Notice) -> dict[str, Any]:
    """What an amendment changed, of which a notice tells: {fact: {"before", "after"}}; sealed like the facts themselves."""
    sealed = row.data.get("changes")
    found: dict[str, Any] = msgspec.json.decode(open_(unhexed(sealed), PLACE)) if sealed else {}
    return found


def notices_of(person: UUID, *, before: tuple[datetime, UUID] | None = None, limit: int = PAGE) -> list[Notice]:
    """A person's notices, the newest first; the next page begins before (at, id) of the last one."""
    rows = Notice.objects.filter(person_id=person).select_related("delivery").order_by("-at", "-id")
    if before:
        at, last = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=last))
    return list(rows[:limit])


def unread(person: UUID) -> int:
    return Notice.objects.filter(person_id=person, read_at=None).count()


def mark_read(*notices: UUID, at: datetime | None = None) -> int:
    """How many were not read before; what is somebody else's is not there. With consent to electronic service, reading is service."""
    when = at or now()
    marked = Notice.objects.filter(id__in=notices, read_at=None).update(read_at=when)
    if marked:
        delivering.read(notices, when)
    return marked

"""Other authorities in a case: those that are asked for their opinion, all in parallel and under one clock (许可法§26), and the lower level
that examines before the higher one decides (许可法§35 §43). And third parties whose interests are at stake: told and heard (§36).

What has to be asked, and of whom, the edition has laid down in the terms; here stand the guards of the moves and what they attach.
"""

from datetime import date

from yimen.core.cases.attached import Party
from yimen.core.cases.clocks import first
from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import Why
from yimen.core.cases.situation import Situation
from yimen.core.cases.vocabulary import ClockKind
from yimen.core.cases.work import Work
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import reaches
from yimen.core.places.law_book import law_book
from yimen.core.ports.ids import new_id

# Who may act


def of_another_authority(now: Situation) -> Why | None:
    """What another authority decides is not this officer's to move, except where a row is for the bodies that were asked."""
    case = now.dossier.case
    if now.by.role not in STAFF or not case.authority or now.row.bodies or case.authority in now.by.serves:
        return None
    return Why("of_another_authority", {"authority": case.authority})


def asked_body(now: Situation) -> Why | None:
    """Each body that was asked answers once, by an examiner of its own; the answer names the question (the id of its row)."""
    mine = [str(one.id) for one in waiting_for(now.by, now.dossier.parties)]
    return None if mine and (now.says is None or now.says["body"] in mine) else Why("asked_body")


def waiting_for(by: Actor, parties: list[Party]) -> list[Party]:
    """The questions that wait for this officer's authority."""
    return [
        one for one in parties
        if one.kind == "joint" and one.answered_on is None and one.authority in by.serves and reaches(by.reach, one.region)
    ]  # fmt: skip


def decided_elsewhere(now: Situation) -> Why | None:
    """Another place decides. A higher level of the same place sees the case itself; nothing is sent there."""
    case = now.dossier.case
    return Why("decided_here") if reaches(case.deciding_region, case.region) else None


# Bodies that are asked


def bodies_to_ask(now: Situation) -> Why | None:
    return None if now.dossier.terms.bodies else Why("bodies_to_ask")


def bodies_answered(now: Situation) -> Why | None:
    """The decision waits for every body that was asked (许可法§26: together, or after the opinions)."""
    terms, parties = now.dossier.terms, now.dossier.parties
    if terms.bodies and not any(one.kind == "joint" for one in parties):
        return None if refused_from_the_start(now) else Why("bodies_not_asked")
    left = [called(one) for one in parties if one.kind == "joint" and one.answered_on is None]
    return Why("bodies_answered", {"bodies": left}) if left else None


def called(one: Party) -> str:
    """An authority by its name."""
    return law_book().authority(one.authority, one.since).zh


def refused_from_the_start(now: Situation) -> bool:
    """What no rule lets through needs nobody's opinion to be refused."""
    return now.row.move == "reject" and now.dossier.terms.then == "refuse"


def bodies(work: Work, event: Event) -> None:
    """One row for each body; the case becomes visible to them."""
    for one in work.dossier.terms.bodies:
        attach(work, event, "joint", one.region, one.authority)
    asked = sorted({one.authority for one in work.dossier.terms.bodies})
    work.dossier = work.dossier.head(joint_with=asked)


def body_answer(work: Work, event: Event) -> None:
    asked = next(one for one in work.dossier.parties if str(one.id) == (event.said or {}).get("body"))
    work.change(asked, answered_on=event.dated)


# Two levels


def passes_up(now: Situation) -> Why | None:
    """A lower level examines, and has done so, before it passes the case up with its opinion (许可法§35)."""
    if not now.dossier.terms.first_region:
        return Why("decided_here")
    return None if first(now.events, "examine") else Why("examined_first")


def passed_up_first(now: Situation) -> Why | None:
    """What a lower level examines first is not decided before it has come up (许可法§43)."""
    if not now.dossier.terms.first_region or first(now.events, "pass_up"):
        return None
    return Why("passed_up_first", {"region": now.dossier.terms.first_region})


def lower(work: Work, event: Event) -> None:
    """The level that examines first, where the edition names one."""
    terms = work.dossier.terms
    if terms.first_region:
        attach(work, event, "lower", terms.first_region, terms.authority)


def passed_up(work: Work, event: Event) -> None:
    for one in [one for one in work.dossier.parties if one.kind == "lower" and one.answered_on is None]:
        work.change(one, answered_on=event.dated)
    attach(work, event, "higher", work.dossier.case.deciding_region, work.dossier.terms.authority)


def attach(work: Work, event: Event, kind: ClockKind, region: str, authority: str) -> None:
    """A part in the case, due when the clock of its kind ends."""
    due = next((one.due for one in work.running() if one.kind == kind), None)
    work.attach(
        Party(
            id=new_id(), case_id=event.case_id, n=event.n, kind=kind, region=region, authority=authority, since=event.dated, due=due,
        )
    )  # fmt: skip


# Third parties


def third_party_told(now: Situation) -> Why | None:
    return None if first(now.events, "tell_third_party") else Why("third_party_told")


def third_parties_heard(now: Situation) -> Why | None:
    """Whoever was told is heard before the decision, or has let the day pass that was named (许可法§36)."""
    told = [event for event in now.events if event.move == "tell_third_party"]
    heard = {
        "".join(str((event.said or {}).get("who")).split()) for event in now.events if event.move == "hear_third_party"
    }
    left = [
        name for event in told for name in names(event)
        if "".join(name.split()) not in heard and now.today <= date.fromisoformat((event.said or {})["answer_by"])
    ]  # fmt: skip
    return Why("third_parties_heard", {"names": left}) if left else None


def names(event: Event) -> list[str]:
    return [str(one) for one in (event.said or {}).get("third_parties", ())]


def answer_ahead(now: Situation) -> Why | None:
    """A day that is named for an answer lies ahead."""
    if now.says is None or date.fromisoformat(now.says["answer_by"]) > now.today:
        return None
    return Why("expected_ahead")


OF_AUTHORITIES = (
    decided_elsewhere, bodies_to_ask, asked_body, bodies_answered, passes_up, passed_up_first, third_party_told, third_parties_heard,
    answer_ahead,
)  # fmt: skip

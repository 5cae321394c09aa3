"""What a move attaches to its case, one small function for each word under `rows:` of a procedure file.

Each is told the work, the row of the table and the event that was written; remedies belong to `remedy:` of the row.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from yimen.core.cases.attached import Correction, Defect, Fee, Owed, Party, Pledge, Remedy, Review, Revocation
from yimen.core.cases.bodies import bodies, body_answer, lower, passed_up
from yimen.core.cases.certificates import granted
from yimen.core.cases.dossier import Event
from yimen.core.cases.procedure import Row
from yimen.core.cases.rulebook import asked_at, remedies
from yimen.core.cases.vocabulary import ClockKind, RowKind
from yimen.core.cases.work import Work
from yimen.core.ports.ids import new_id

Effect = Callable[[Work, Event], None]


def due_of(work: Work, kind: ClockKind) -> date | None:
    """The last day of a clock that runs now."""
    return next((clock.due for clock in work.running() if clock.kind == kind), None)


def said(event: Event, word: str, default: Any = None) -> Any:
    return (event.said or {}).get(word, default)


def correction(work: Work, event: Event) -> None:
    sent = Correction(
        id=new_id(), case_id=event.case_id, n=event.n, sent_on=event.dated, due=due_of(work, "correction"),
        again=event.move == "correct_again", visible_before=said(event, "visible_before", default=False),
    )  # fmt: skip
    work.attach(sent)
    for one in said(event, "defects"):
        work.attach(
            Defect(
                id=new_id(), case_id=event.case_id, n=event.n, code=one["id"], correction_id=sent.id,
                about=one["about"], text=one["text"], how=one.get("how", ""),
            )
        )  # fmt: skip


def withdrawn_notice(work: Work, event: Event) -> None:
    """The last notice counts as never sent, with each of its defects and its paper."""
    sent = work.dossier.corrections[-1]
    work.change(sent, withdrawn_on=event.dated)
    for defect in work.dossier.defects:
        if defect.correction_id == sent.id and defect.withdrawn_on is None:
            work.change(defect, withdrawn_on=event.dated)
    for paper in work.dossier.papers:
        if paper.n == sent.n:
            work.change_paper(paper, withdrawn_on=event.dated)


def withdrawn_defect(work: Work, event: Event) -> None:
    defect = next(one for one in work.dossier.defects if one.code == said(event, "defect"))
    work.change(defect, withdrawn_on=event.dated)
    if all(one.withdrawn_on for one in work.dossier.defects if one.correction_id == defect.correction_id):
        sent = next(one for one in work.dossier.corrections if one.id == defect.correction_id)
        work.change(sent, withdrawn_on=event.dated)


def supplied(work: Work, event: Event) -> None:
    for defect in [one for one in work.dossier.defects if one.open]:
        work.change(defect, answered_on=event.dated)
    work.change(work.dossier.corrections[-1], answered_on=event.dated)


def owed(work: Work, event: Event) -> None:
    for one in said(event, "owed"):
        work.attach(
            Owed(
                id=UUID(one["id"]), case_id=event.case_id, n=event.n, material=one["material"],
                due=date.fromisoformat(one["due"]), promise=said(event, "promise"),
            )
        )  # fmt: skip


def settled(work: Work, event: Event) -> None:
    work.change(next(one for one in work.dossier.owed if str(one.id) == said(event, "owed")), settled_on=event.dated)


def pledge(work: Work, event: Event) -> None:
    promise = said(event, "pledge")
    work.attach(
        Pledge(
            id=new_id(), case_id=event.case_id, n=event.n, text=promise["text"], signed_by=promise["signed_by"], signed_at=event.at,
        )
    )  # fmt: skip


def check_dated(work: Work, event: Event) -> None:  # noqa: ARG001 – the shape of every effect
    for one in work.dossier.pledges:
        work.change(one, check_due=due_of(work, "after_check"))


def after_check(work: Work, event: Event) -> None:
    for one in work.dossier.pledges:
        work.change(one, checked_on=event.dated, result=said(event, "result"))


def mending(work: Work, event: Event) -> None:
    """Whether it was put right is looked at once the day has passed."""
    for one in work.dossier.pledges:
        work.change(one, check_due=date.fromisoformat(said(event, "mend_by")))


def party(work: Work, event: Event) -> None:
    case, terms = work.dossier.case, work.dossier.terms
    work.attach(
        Party(
            id=new_id(), case_id=event.case_id, n=event.n, kind="home", region=case.deciding_region,
            authority=terms.authority, since=event.dated, due=due_of(work, "home"),
        )
    )  # fmt: skip


def party_answer(work: Work, event: Event) -> None:
    for one in [one for one in work.dossier.parties if one.answered_on is None]:
        work.change(one, answered_on=event.dated)


def certificate(work: Work, event: Event) -> None:
    """What the new ones replace ends in the same write (sql/certificates_succeed.sql), in whichever case it was issued."""
    for one, terms in zip(granted(work.dossier, event), work.dossier.terms.certificates, strict=True):
        work.attach(one)
        if terms.replaces:
            work.succeeds.append({"id": one.id, "kinds": terms.replaces})


def with_state(state: str) -> Effect:
    def effect(work: Work, event: Event) -> None:
        one = next(one for one in work.dossier.certificates if str(one.id) == said(event, "certificate"))
        work.change(one, state=state)

    return effect


def revocation(work: Work, event: Event) -> None:
    """Every certificate of the case that stands; what it was granted on is gone (许可法§69)."""
    for one in [one for one in work.dossier.certificates if one.state in ("valid", "suspended")]:
        work.change(one, state="revoked")
        work.attach(
            Revocation(
                id=new_id(), case_id=event.case_id, n=event.n, certificate_id=one.id, ground=said(event, "ground"), since=event.dated,
            )
        )  # fmt: skip


def review(work: Work, event: Event) -> None:
    work.attach(
        Review(
            id=new_id(), case_id=event.case_id, n=event.n, asked_on=event.dated, due=due_of(work, "review"), why=said(event, "why", ""),
        )
    )  # fmt: skip


def review_answer(work: Work, event: Event) -> None:
    asked = next(one for one in work.dossier.reviews if one.answered_on is None)
    work.change(asked, answered_on=event.dated, outcome=said(event, "outcome"))


def fee(work: Work, event: Event) -> None:
    work.attach(
        Fee(
            id=new_id(), case_id=event.case_id, n=event.n, number=said(event, "number"), yuan=said(event, "yuan"),
            paid_on=event.dated, office=event.office,
        )
    )  # fmt: skip


def remedy(work: Work, row: Row, event: Event) -> None:
    """How this kind of act may be contested, as the law has it on the day of the act, and where (复议法§20 §23 §24, 诉讼法§46)."""
    at = event.office[:6] or work.dossier.case.deciding_region
    for one in remedies(row.remedy, event.dated) if row.remedy else ():
        work.attach(
            Remedy(
                id=new_id(), case_id=event.case_id, n=event.n, act=row.remedy or "", way=one.way, within=one.within, first=one.first,
                after=one.after or "", where_zh=asked_at(one, at)["zh"], where_en=asked_at(one, at)["en"], law=one.law, mark=one.mark,
            )
        )  # fmt: skip


EFFECTS: dict[RowKind, Effect] = {
    "correction": correction,
    "withdrawn_notice": withdrawn_notice,
    "withdrawn_defect": withdrawn_defect,
    "supplied": supplied,
    "owed": owed,
    "settled": settled,
    "pledge": pledge,
    "check_dated": check_dated,
    "after_check": after_check,
    "mending": mending,
    "party": party,
    "party_answer": party_answer,
    "bodies": bodies,
    "body_answer": body_answer,
    "lower": lower,
    "passed_up": passed_up,
    "certificate": certificate,
    "suspended_certificate": with_state("suspended"),
    "reinstated_certificate": with_state("valid"),
    "replaced_certificate": with_state("replaced"),
    "revocation": revocation,
    "review": review,
    "review_answer": review_answer,
    "fee": fee,
}

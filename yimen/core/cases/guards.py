"""The few conditions that the table alone cannot express, each small and named; the words of a refusal are in messages.yaml."""

from collections.abc import Callable
from datetime import date

from yimen.core.cases.attached import Defect
from yimen.core.cases.bodies import OF_AUTHORITIES, of_another_authority
from yimen.core.cases.clocks import clocks
from yimen.core.cases.cosigning import guardian_signed, signs_as_guardian
from yimen.core.cases.effective import CORRECTS
from yimen.core.cases.errors import Why
from yimen.core.cases.granting import (
    certificate_stands,
    fee_due,
    fee_paid,
    fee_to_ask,
    materials_here,
    names_a_certificate,
    nothing_being_paid,
    nothing_taken_back,
    only_prechecked,
    options_open,
    post_offered,
    rules_agree,
    site_visited,
    validity_known,
    way_offered,
)
from yimen.core.cases.hearings import (
    chair_is_another,
    hearing_askable,
    hearing_called_in_time,
    hearing_held,
    hearing_settled,
    not_in_hearing,
)
from yimen.core.cases.limits import extension
from yimen.core.cases.pledges import (
    checked_by_now,
    checked_by_staff,
    found_otherwise,
    mend_ahead,
    not_mended,
    pledge_as_told,
    pledge_signer,
)
from yimen.core.cases.proof_of_service import paper_to_serve, served_on_a_day
from yimen.core.cases.situation import Situation
from yimen.core.cases.vocabulary import GuardName, Json
from yimen.core.people.powers import reaches

Guard = Callable[[Situation], Why | None]


def advised(now: Situation) -> Why | None:
    """Advice may say no, and still nobody is kept from applying: `anyway` hands it in for a written answer."""
    if now.says is None or now.says.get("anyway") or now.dossier.terms.then != "refuse":
        return None
    return Why("advised", {"why": now.dossier.terms.why})


def questions_answered(now: Situation) -> Why | None:
    if now.says is None or now.says.get("anyway") or not now.dossier.terms.ask:
        return None
    return Why("questions_answered", {"facts": now.dossier.terms.ask})


def attended(now: Situation) -> Why | None:
    """A door that only prechecks: the person comes once before the case is accepted (许可法§29)."""
    if now.dossier.terms.do != "precheck" or now.dossier.last("attend"):
        return None
    return Why("attended")


def rule_may_accept(now: Situation) -> Why | None:
    """A rule accepts what needs no eye: an instant lane or a signed pledge, nothing doubtful and nothing missing."""
    if not now.by_rule:
        return None
    terms = now.dossier.terms
    straight = terms.lane == "instant" or bool(now.dossier.pledges)
    if straight and terms.then == "ok" and not now.missing and not terms.ask:
        return None
    return Why("rule_may_accept")


def rule_may_approve(now: Situation) -> Why | None:
    """Only granting may be automatic; whatever is less than plainly right goes to officers."""
    return rule_may_accept(now)


def person_there(now: Situation) -> Why | None:
    if now.says is None or now.says.get("with_person") is True:
        return None
    return Why("person_there")


def all_defects_at_once(now: Situation) -> Why | None:
    """Everything that is known to be missing stands in the one notice (许可法§32(四)); what can only be brought an officer sees."""
    if now.says is None:
        return None
    told = {defect["about"] for defect in now.says["defects"]}
    left_out = [material for material in now.missing if "upload" in material.get and material.id not in told]
    if not left_out:
        return None
    return Why("all_defects_at_once", {"materials": [material.zh for material in left_out]})


def first_notice_stands(now: Situation) -> Why | None:
    return None if any(event.move in CORRECTS for event in now.events) else Why("first_notice_stands")


def not_the_last_defect(now: Situation) -> Why | None:
    standing = [defect for defect in now.dossier.defects if defect.withdrawn_on is None]
    if not standing:
        return Why("no_defect")
    if now.says is None:
        return None
    if now.says["defect"] not in [defect.code for defect in standing]:
        return Why("no_such_defect", {"defects": [defect.code for defect in standing]})
    if now.dossier.state == "correcting" and len(open_defects(now)) == 1:
        return Why("not_the_last_defect")
    return None


def open_defects(now: Situation) -> list[Defect]:
    return [defect for defect in now.dossier.defects if defect.open]


def answers_every_defect(now: Situation) -> Why | None:
    if now.says is None:
        return None
    answers: Json = now.says["answers"]
    codes = {defect.code for defect in open_defects(now)}
    if left := sorted(codes - answers.keys()):
        return Why("answers_every_defect", {"defects": left})
    if unknown := sorted(answers.keys() - codes):
        return Why("no_such_defect", {"defects": unknown})
    files = {str(document.id) for document in now.dossier.documents}
    strange = [one for answer in answers.values() for one in answer.get("documents", ()) if one not in files]
    return Why("no_such_document", {"documents": strange}) if strange else None


def reminder_due(now: Situation) -> Why | None:
    return None if now.due("remind") else Why("not_due")


def reminded_and_overdue(now: Situation) -> Why | None:
    return None if now.due("lapse") else Why("not_due")


def silent_too_long(now: Situation) -> Why | None:
    return None if now.due("accept_by_silence") else Why("not_due")


def home_overdue(now: Situation) -> Why | None:
    return None if now.due("escalate") else Why("not_due")


def names_the_right_authority(now: Situation) -> Why | None:
    """Not competent: then who is (许可法§32(二))."""
    if now.says is None or now.says["ground"] != "not_competent" or now.says.get("right_authority"):
        return None
    return Why("names_the_right_authority")


def may_be_owed(now: Situation) -> Why | None:
    """Main materials are here; only others are owed, each until a day to come (广东营商条例§32)."""
    lacking = {material.id: material for material in now.dossier.terms.materials if material.status == "asked"}
    ready = [material for material in lacking.values() if material.may_be_owed]
    if not ready:
        return Why("nothing_may_be_owed")
    if now.says is None:
        return None
    for one in now.says["owed"]:
        material = lacking.get(one["material"])
        if material is None or not material.may_be_owed:
            return Why("may_be_owed", {"material": material.zh if material else one["material"]})
        if date.fromisoformat(one["due"]) <= now.today:
            return Why("expected_ahead")
    main = [material.zh for material in now.lacking if not material.may_be_owed]
    return Why("main_material_missing", {"materials": main}) if main else None


def extension_given(now: Situation) -> Why | None:
    """Time may be added where the edition or the procedure says so, and only to a time that runs."""
    more = extension(now.procedure, now.dossier.terms, now.today)
    running = now.dossier.terms.statute is not None
    return None if more and running and more.time != "none" else Why("extension_given")


def over_time(now: Situation) -> Why | None:
    """优化营商条例§36: who takes longer than promised explains it in public."""
    running = clocks(now.dossier.events, now.limits, now.days, now.today)
    late = any(clock.late for clock in running if clock.kind in ("statute", "promise"))
    return None if late else Why("over_time")


def two_names(now: Situation) -> Why | None:
    """许可法§34: two or more officers verify."""
    if now.says is None or len({"".join(name.split()) for name in now.says["officers"]}) > 1:
        return None
    return Why("two_names")


def four_eyes(now: Situation) -> Why | None:
    """Whoever decides has not examined alone (a local rule, mark K); a case for two officers was examined by two."""
    if now.by_rule:
        return None
    examiners = {event.actor_id for event in now.events if event.move == "examine"}
    needed = 2 if now.dossier.terms.lane == "two_officers" else 1
    return None if len(examiners - {now.by.id}) >= needed else Why("four_eyes", {"needed": needed, "name": now.by.name})


def competent(now: Situation) -> Why | None:
    """Only the authority that is competent decides: here, or at home; and no other authority of the same place."""
    case = now.dossier.case
    if now.by_rule:
        return None if case.deciding_region == case.region else Why("competent", {"region": case.deciding_region})
    if case.authority not in now.by.serves:
        told = of_another_authority(now)  # the table says it already, for every move
        return None if told else Why("of_another_authority", {"authority": case.authority})
    return None if reaches(now.by.reach, case.deciding_region) else Why("competent", {"region": case.deciding_region})


def owed_settled(now: Situation) -> Why | None:
    left = [owed.material for owed in now.dossier.owed if owed.settled_on is None]
    return Why("owed_settled", {"materials": left}) if left else None


def owed_open(now: Situation) -> Why | None:
    left = [str(owed.id) for owed in now.dossier.owed if owed.settled_on is None]
    if not left:
        return Why("nothing_owed")
    return None if now.says is None or now.says["owed"] in left else Why("no_such_owed", {"owed": left})


def decided_by_rule(now: Situation) -> Why | None:
    decision = now.dossier.last("approve", "reject")
    return None if decision and decision.role == "rule" else Why("decided_by_rule")


def no_open_review(now: Situation) -> Why | None:
    return Why("no_open_review") if any(review.answered_on is None for review in now.dossier.reviews) else None


def open_review(now: Situation) -> Why | None:
    return None if any(review.answered_on is None for review in now.dossier.reviews) else Why("open_review")


def pledge_signed(now: Situation) -> Why | None:
    return None if now.dossier.pledges else Why("pledge_signed")


def told_before(now: Situation) -> Why | None:
    """处罚法§62: no penalty without having told the person before what is intended and why."""
    return None if now.dossier.last("tell") else Why("told_before")


def expected_ahead(now: Situation) -> Why | None:
    """许可法§45: the time that will be needed is told, so its end lies ahead."""
    if now.says is None or date.fromisoformat(now.says["expected"]) > now.today:
        return None
    return Why("expected_ahead")


def suspension_over(now: Situation) -> Why | None:
    """许可法§45: what was told in writing is over, so the time runs again by itself."""
    return None if now.due("run_again") else Why("not_due")


def renewal_due(now: Situation) -> Why | None:
    return None if now.due("renew_by_silence") else Why("not_due")


GUARDS: dict[GuardName, Guard] = {
    guard.__name__: guard  # type: ignore[misc]
    for guard in (
        rules_agree, options_open, validity_known, materials_here, site_visited, way_offered,
        advised, questions_answered, attended, rule_may_accept, rule_may_approve, person_there, all_defects_at_once,
        first_notice_stands, not_the_last_defect, answers_every_defect, reminder_due, reminded_and_overdue,
        silent_too_long, names_the_right_authority, may_be_owed, home_overdue, extension_given,
        two_names, four_eyes, competent, owed_settled, owed_open, fee_paid, fee_due, nothing_being_paid, decided_by_rule, no_open_review,
        open_review, certificate_stands, nothing_taken_back, pledge_signed, told_before, expected_ahead, names_a_certificate, over_time,
        hearing_askable, hearing_called_in_time, chair_is_another, hearing_held, not_in_hearing, hearing_settled, renewal_due,
        suspension_over, paper_to_serve, served_on_a_day,
        pledge_as_told, pledge_signer, checked_by_now, checked_by_staff, found_otherwise, mend_ahead, not_mended,
        only_prechecked, post_offered, fee_to_ask, guardian_signed, signs_as_guardian, *OF_AUTHORITIES,
    )
}  # fmt: skip

"""第二个人的签名: where a material `signs: guardian`, the guardian signs the application beside the child (身份证法§7).

Signed on the guardian's own phone, found by a code that a window shows, or before the officer. What is signed is the application as
it stands at that moment, by its digest: an answer that changes afterwards is signed anew. Whoever hands it in cannot be the second.
"""

import hashlib
from datetime import date
from uuid import UUID

from yimen.core.cases.chain import canonical
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.errors import Why
from yimen.core.cases.situation import Situation
from yimen.core.cases.store import sealed_facts
from yimen.core.cases.terms import Material, Terms
from yimen.core.cases.vocabulary import Json
from yimen.core.people.models import Proxy
from yimen.core.people.proxies import in_force
from yimen.core.services.editions import Edition
from yimen.core.services.facts import PERSON
from yimen.core.services.published import NotPublished, edition_by_digest

GUARDIAN, MOVE = "guardian", "cosign"


def wanted(terms: Terms) -> Material | None:
    """The material whose subject signs too, where it applies to this person."""
    return next((one for one in terms.materials if one.signs and one.status != "not_needed"), None)


def second(edition: Edition, advice: Json) -> str:
    """The article under which somebody signs beside this person; empty where nobody does. For drafts, by the advice of the moment."""
    signed = {one.id: one.law for one in edition.service.materials if one.signs}
    return next(
        (signed[one["id"]] for one in advice["materials"] if one["id"] in signed and one["status"] != "not_needed"), ""
    )


def to_sign(dossier: Dossier) -> str:
    """The digest of what is signed: for whom, which service, and every answer that was given."""
    facts = sealed_facts(dossier).get("facts", {})
    said = {name: one.get("value") for name, one in facts.items() if one["source"] == PERSON}
    whole = canonical([str(dossier.id), dossier.case.service, str(dossier.case.applicant_id), said])
    return hashlib.sha256(whole).hexdigest()


def standing(dossier: Dossier) -> Event | None:
    """The second signature, as long as what was signed has not changed since."""
    event = dossier.last(MOVE)
    return event if event and (event.said or {}).get("as_read") == to_sign(dossier) else None


def is_guardian(someone: UUID, of: UUID | None, on: date) -> bool:
    found: Proxy | None = in_force(on).filter(agent_id=someone, principal_person_id=of, kind=GUARDIAN).first()
    return found is not None


def guardian_signed(now: Situation) -> Why | None:
    """Handed in by the guardian, or signed by the guardian as it stands."""
    material = wanted(now.dossier.terms)
    if material is None or now.says is None:
        return None
    case = now.dossier.case
    if case.agent_id and is_guardian(case.agent_id, case.applicant_id, now.today):
        return None
    if standing(now.dossier) and not now.says.get("facts"):
        return None
    if now.dossier.last(MOVE):
        return Why("guardian_signed_older", {"law": material.law})
    return Why("guardian_signed", {"law": material.law})


def signs_as_guardian(now: Situation) -> Why | None:
    """A guardian of the child, who is neither the child nor hands it in, signs what stands there."""
    case, by = now.dossier.case, now.by
    if not may_want(now.dossier):
        return Why("no_second_signature")
    if now.says is None:
        return None if by.role != "applicant" or by.id not in parties(now.dossier) else Why("signs_as_guardian")
    signer = by.id if by.role == "applicant" else now.says.get("guardian", "")
    if signer in parties(now.dossier) or not signs_for(signer, case.applicant_id, now.today):
        return Why("signs_as_guardian")
    return None if now.says["as_read"] == to_sign(now.dossier) else Why("guardian_signed_older")


def signs_for(signer: str, child: UUID | None, on: date) -> bool:
    try:
        return is_guardian(UUID(signer), child, on)
    except ValueError:
        return False


def parties(dossier: Dossier) -> set[str]:
    return {str(one) for one in (dossier.case.applicant_id, dossier.case.agent_id) if one}


def may_want(dossier: Dossier) -> bool:
    """Does the service have a material whose subject signs, for anybody?"""
    try:
        return any(one.signs for one in edition_by_digest(dossier.case.edition).service.materials)
    except NotPublished:
        return False

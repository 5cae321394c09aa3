"""The sheet of a case: a draft's answers kept one by one, an answer to a correction begun and not sent, facts beside rules for officers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yimen.core.cases.advising import SAID_HERE, current_edition, day_of, say_all
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing, Why
from yimen.core.cases.models import Sheet
from yimen.core.cases.sources import ask_together, ladder
from yimen.core.cases.store import open_sheet, read_case, read_whole, sealed_facts
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Work
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.services.advice import advise
from yimen.core.services.facts import Facts
from yimen.core.services.sheet import freeze, thaw

FRESH = timedelta(minutes=15)  # how long a draft's pages use what a register has said; submission asks again


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A draft as its pages need it: the case, the advice of this moment, and the facts so far."""

    dossier: Dossier
    advice: Json
    facts: Facts


def draft(case_id: UUID, *, by: Actor, say: Json | None = None, at: datetime | None = None) -> Drafted:
    """Advice for a draft, after keeping what was said on the last page. Raises NoSuchCase, NotNow, SaysMissing (nothing is kept then)."""
    at = at or now()
    dossier = read_case(case_id)
    if dossier.state != "draft":
        raise NotNow("keep", [Why("not_from", {"state": dossier.state})], [])
    work = Work(dossier, at=at, days=working_days())
    told = sealed_facts(dossier)
    edition = current_edition(work)
    rungs, registers = ladder(edition, dossier, by, at)
    here = {document.material for document in dossier.documents if document.usable}
    facts = thaw(edition.service.facts, still_fresh(told, at), day_of(work), at, sources=rungs, supplied=sorted(here))
    ask_together(edition, facts, registers)
    mistakes, claims = say_all(facts, say or {}, by, proofs=edition.proofs)
    if mistakes:
        raise SaysMissing("keep", mistakes)
    case = dossier.case
    answer = advise(
        edition, facts, on=day_of(work), region=case.region, channel=case.channel, at=at, days=work.days, book=law_book(),
    )  # fmt: skip
    facts.keep_prefetched()
    if say or freeze(facts) != told.get("facts"):
        kept(dossier, facts, told.get("claims", {}) | claims, at)
    return Drafted(dossier=dossier, advice=answer, facts=facts)


def still_fresh(told: Json, at: datetime) -> Json:
    """What was said, and what registers have said lately."""
    return {
        name: one
        for name, one in told.get("facts", {}).items()
        if one["source"] in SAID_HERE or datetime.fromisoformat(told.get("looked_at") or one["at"]) > at - FRESH
    }


def kept(dossier: Dossier, facts: Facts, claims: Json, at: datetime) -> None:
    sheet = {"facts": freeze(facts), "claims": claims, "corrections": [], "looked_at": at.isoformat()}
    Sheet.objects.filter(case_id=dossier.id).update(facts=sheet, kept_at=at)


def begin_answer(case_id: UUID, answers: Json, at: datetime | None = None) -> None:
    """Keep an answer to a correction that is not sent yet; a reminder comes before its day."""
    Sheet.objects.filter(case_id=case_id).update(pending=answers, kept_at=at or now())


@dataclass(frozen=True, kw_only=True)
class WholeCase:
    """A case with its sheet as pages that show facts beside rules need it: one query. `sheet` is None where none may be seen."""

    dossier: Dossier
    sheet: "Opened | None"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The sheet, clear: the same members as the row that sheet_of() answers."""

    facts: Json
    advice: Json | None
    pending: Json | None


def whole_case(case_id: UUID) -> WholeCase:
    """The case and its sheet. Raises NoSuchCase; the door asks powers `see_facts` for the officer's part."""
    dossier, sealed = read_whole(case_id)
    if sealed is None:
        return WholeCase(dossier=dossier, sheet=None)
    facts, advice, pending = open_sheet(sealed)
    return WholeCase(dossier=dossier, sheet=Opened(facts=facts, advice=advice, pending=pending))


def sheet_of(case_id: UUID) -> Sheet | None:
    """Facts, advice and a begun answer, for whoever sees the case; the door asks powers `see_facts` for the officer's part."""
    return Sheet.objects.filter(case_id=case_id).first()

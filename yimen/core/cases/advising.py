"""Learning the facts of a case and what follows from them: at submission, and again when an amendment or an answer changes them.

What a person says counts where a question is asked of the person; what only a register or a device can tell is kept as a claim and
decides nothing. Staff may enter what they see (a document, a face); it is proved by them, under the source `window`.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from yimen.core.cases.amending import amend, before_and_after
from yimen.core.cases.chain import hexed
from yimen.core.cases.errors import Mistake, NoService
from yimen.core.cases.sources import Rungs, ask_together, ladder
from yimen.core.cases.store import sealed_facts
from yimen.core.cases.terms_of import terms_of
from yimen.core.cases.vocabulary import Json, Unoffered
from yimen.core.cases.work import Work
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.secrecy import seal
from yimen.core.places.clock import CHINA
from yimen.core.places.law_book import law_book
from yimen.core.services.absent import NONE
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.facts import PERSON, SAID, WINDOW, Correction, Facts
from yimen.core.services.published import NotPublished, edition_by_digest, edition_of
from yimen.core.services.sheet import freeze, thaw
from yimen.core.services.types import NotAValue, plain

SAID_HERE = SAID  # sources that a draft keeps; registers are asked afresh at submission


def learn(work: Work, by: Actor, says: Json) -> list[Mistake]:
    """Take what was said about facts, climb the ladder for the rest, and lay the terms of the case down anew."""
    first = work.dossier.state == "draft"
    edition = current_edition(work) if first else edition_by_digest(work.dossier.case.edition)
    told = sealed_facts(work.dossier)
    rungs, registers = ladder(edition, work.dossier, by, work.at)
    facts = taken_up(work, edition, told, rungs, fresh=first)
    ask_together(edition, facts, registers)
    if "changes" in says:
        return put_right(work, edition, facts, says)
    mistakes, claims = say_all(facts, says.get("facts") or {}, by, proofs=edition.proofs)
    lay_down(work, edition, facts, told.get("claims", {}) | claims)
    return mistakes


def put_right(work: Work, edition: Edition, facts: Facts, says: Json) -> list[Mistake]:
    """An obvious slip: nothing that the case is decided or worked out by is other than before."""
    told, said = sealed_facts(work.dossier), says["changes"]
    lay_down(work, edition, facts, told.get("claims", {}))
    before = work.dossier.terms
    if mistakes := amend(facts, said):
        return mistakes
    lay_down(work, edition, facts, told.get("claims", {}))
    if work.dossier.terms != before:
        return [Mistake(f"changes.{name}", "of_substance") for name in said]
    says["changes"] = before_and_after(facts, told.get("facts", {}), said)
    return []


def current_edition(work: Work) -> Edition:
    """The edition to which a draft is pinned when it is submitted. Raises NoService."""
    case = work.dossier.case
    try:
        edition = edition_of(case.service, work.today)
    except NotPublished as unknown:
        raise NoService(case.service, "not_published") from unknown
    for why in not_for(edition, case.organisation_id):
        raise NoService(case.service, why)
    return edition


def not_for(edition: Edition, organisation: UUID | None) -> Iterator[Unoffered]:
    """Why such an applicant cannot ask for it: some services are for organisations only, some for persons only."""
    if edition.service.for_ == "organisation" and organisation is None:
        yield "for_organisations"
    if edition.service.for_ == "person" and organisation is not None:
        yield "for_persons"


def taken_up(work: Work, edition: Edition, told: Json, rungs: Rungs, *, fresh: bool) -> Facts:
    """The facts as they were written down. A draft keeps only what was said; a submitted case asks only for what was unknown."""
    kept = told.get("facts", {})
    if fresh:
        kept = {name: one for name, one in kept.items() if one["source"] in SAID_HERE}
    here = {document.material for document in work.dossier.documents if document.usable}
    return thaw(edition.service.facts, kept, day_of(work), work.at, sources=rungs, supplied=sorted(here))


def day_of(work: Work) -> date:
    """Rows are compared with the day of submission, for ever."""
    submitted: datetime = work.dossier.case.submitted_at or work.at
    return submitted.astimezone(CHINA).date()


def say_all(facts: Facts, said: Json, by: Actor, *, proofs: Collection[str] = ()) -> tuple[list[Mistake], Json]:
    """Every mistake of what was said, and what was only claimed. `proofs` are the facts that a material proves."""
    mistakes, claims = [], {}
    for name, value in said.items():
        declared = facts.declared.get(name)
        if declared is None:
            mistakes.append(Mistake(f"facts.{name}", "no_such_fact"))
        elif not may_say(facts, name, by):
            claims[name] = value
        else:
            seen = name in proofs and by.role in STAFF
            mistakes += say(facts, name, value, PERSON if declared.ask else WINDOW, seen=seen)
    return mistakes, claims


def may_say(facts: Facts, name: str, by: Actor) -> bool:
    declared = facts.declared[name]
    return declared.derivation is None and (declared.ask is not None or by.role in STAFF)


def say(facts: Facts, name: str, value: Any, source: str, *, seen: bool = False) -> list[Mistake]:
    """An answer to a question may be given anew; what a register knows is never overwritten, it becomes a request to correct it.

    `seen`: an officer has the original in hand. Where the register has no record the paper is the proof, and the register is to be
    corrected all the same; against a record it proves nothing by itself.
    """
    try:
        if name in facts and facts[name].source in SAID_HERE:
            facts.put(name, value, source)
        else:
            against_register = facts.answer(name, value, source)
            if against_register and seen and no_record(against_register.register.value):
                facts.write(name, against_register.says)
    except NotAValue as wrong:
        return [Mistake(f"facts.{name}", f"not_{wrong.kind}")]
    return []


def no_record(value: Any) -> bool:
    """What a register says that knows nothing of it; of a yes or no that is no (services.facts.missing)."""
    return value is NONE or value is False or value == ()


def lay_down(work: Work, edition: Edition, facts: Facts, claims: Json) -> None:
    """The advice as it is now, the terms of the case, and the sealed sheet."""
    case, on = work.dossier.case, day_of(work)
    asked = {
        "on": on,
        "region": case.region,
        "channel": case.channel,
        "at": work.at,
        "days": work.days,
        "book": law_book(),
    }
    answer = advise(edition, facts, **asked)  # type: ignore[arg-type]
    terms = terms_of(answer, edition, facts)
    work.dossier = work.dossier.head(
        edition=edition.digest, procedure=terms.procedure, lane=terms.lane, terms=terms, deciding_region=terms.region or case.region,
    )  # fmt: skip
    sheet = {"facts": freeze(facts), "claims": claims, "corrections": [against(one) for one in facts.corrections]}
    path = answer["path"]
    if edition.tainted:  # rows that read secret facts stand in the officer's path only
        path = advise(edition, facts, **asked, eyes="officer")["path"]  # type: ignore[arg-type]
    work.sheet = sealed_sheet(work, sheet, {"public": answer, "officer": path})


def against(one: Correction) -> Json:
    """What a person says against a register: a request to correct it (个人信息保护法§46)."""
    register = {"register": plain_fact(one.register.value), "source": one.register.source}
    return {"fact": one.name, "says": plain_fact(one.says.value), **register}


def plain_fact(value: Any) -> Any:
    return getattr(value, "value", None) or plain(value)


def sealed_sheet(work: Work, facts: Json, advice: Json) -> Json:
    return {
        "case_id": work.dossier.id,
        "facts": hexed(seal(msgspec.json.encode(facts), "cases_sheet.facts")),
        "advice": hexed(seal(msgspec.json.encode(advice), "cases_sheet.advice")),
        "pending": None,
        "kept_at": work.at,
    }

"""begin(): a new case as a draft. The same person with the same service open is told so; a second case needs a reason."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from django.conf import settings

from yimen.core.cases import store
from yimen.core.cases.advising import say_all
from yimen.core.cases.chain import hexed
from yimen.core.cases.dossier import Dossier, Head
from yimen.core.cases.errors import AlreadyOpen, Mistake, NoMandate, NoService, SaysMissing
from yimen.core.cases.folding import jobs, new_event
from yimen.core.cases.says import Wrong, text
from yimen.core.cases.store import Once
from yimen.core.cases.terms_of import terms_of
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Step, Work
from yimen.core.people.actors import Actor
from yimen.core.people.powers import reaches
from yimen.core.people.proxies import may_act_for
from yimen.core.people.secrecy import seal
from yimen.core.places.clock import CHINA, now
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.ports.ids import new_id
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.published import NotPublished, edition_of
from yimen.core.services.sheet import freeze
from yimen.core.services.tables import Place


def begin(
    service: str,
    *,
    by: Actor,
    channel: str,
    region: str,
    applicant: UUID | None = None,
    organisation: UUID | None = None,
    agent: UUID | None = None,
    facts: Json | None = None,
    reason: str = "",
    at: datetime | None = None,
    once: Once | None = None,
) -> Dossier:
    """A draft of a case for a person or an organisation, in this region through this door.

    Raises NoService, NoMandate, SaysMissing (facts that cannot be read), AlreadyOpen, AnsweredBefore, KeyConflict.
    """
    at = at or now()
    edition = offered(service, channel, region, at.astimezone(CHINA).date())
    agent = agent or mandated(by, organisation or applicant, service, at)
    head = Head(
        id=new_id(), service=service, edition=edition.digest, procedure="", state="draft", owner=settings.NODE["code"],
        applicant_id=applicant, organisation_id=organisation, agent_id=agent, region=region, office=by.office, deciding_region=region,
        channel=channel, reason=read_reason(reason), version=1, created_at=at,
    )  # fmt: skip
    told = Facts(edition.service.facts, {}, at.astimezone(CHINA).date(), at, identified=True)
    mistakes, claims = say_all(told, facts or {}, by)
    if mistakes:
        raise SaysMissing("begin", mistakes)
    work = drafted(head, edition, told, at)
    return made(work, by, {"facts": freeze(told), "claims": claims, "corrections": []}, once)


def made(work: Work, by: Actor, facts: Json, once: Once | None) -> Dossier:
    """Ask the database to make it. Raises AlreadyOpen, AnsweredBefore, KeyConflict."""
    doc = document(work, by, facts)
    doc["answer"] = store.kept_answer(work.dossier, by, once) if once else None
    if answer := store.begin(doc, by, once):
        store.answered_before(msgspec.convert(answer["before"], store.Before) if "before" in answer else None, once)
        raise AlreadyOpen(answer["open"])
    return work.dossier


def read_reason(reason: str) -> str:
    try:
        return text(reason)[:500] if reason.strip() else ""
    except Wrong as wrong:
        raise SaysMissing("begin", [Mistake("reason", wrong.key, wrong.expected)]) from wrong


def offered(service: str, channel: str, region: str, on: date) -> Edition:
    """The newest edition, if somebody takes applications for it here through this door."""
    try:
        edition = edition_of(service, on)
    except NotPublished as unknown:
        raise NoService(service, "not_published") from unknown
    if not law_book().regions.known(region):
        raise NoService(service, "unknown_region")
    if not reaches(settings.NODE["region"], region):
        raise NoService(service, "another_node")
    door = edition.channels(Place(law_book(), on, region)).get(channel)
    if door is None or door.do == "inform":
        raise NoService(service, "no_such_door" if door is None else "only_informs")
    if not edition.service.valid.holds(on):
        raise NoService(service, "not_in_force")
    return edition


def mandated(by: Actor, principal: UUID | None, service: str, at: datetime) -> UUID | None:
    """The agent: whoever applies for somebody else, and may do so today. Raises NoMandate."""
    if principal is None:
        raise ValueError("a case is somebody's: name an applicant or an organisation")
    if by.role != "applicant" or by.id == str(principal):
        return None
    if not may_act_for(UUID(by.id), principal, service, at.astimezone(CHINA).date()):
        raise NoMandate(principal, service)
    return UUID(by.id)


def drafted(head: Head, edition: Edition, told: Facts, at: datetime) -> Work:
    """The draft with what can be said before anybody has been asked: above all which procedure it will follow."""
    days = working_days()
    answer = advise(
        edition, told, on=told.on, region=head.region, channel=head.channel, at=at, days=days, book=law_book()
    )
    terms = terms_of(answer, edition, told)
    case = msgspec.structs.replace(head, procedure=terms.procedure, terms=terms)
    return Work(Dossier(case=case), at=at, days=days)


def document(work: Work, by: Actor, facts: Json) -> Json:
    """What case_begin() wants: the row, the first event, the sheet and the jobs."""
    rows = work.procedure.rows("begin", work.today)
    row = next((row for row in rows if by.role in row.by), rows[-1])
    event = new_event(work, Step(row=row, by=by, channel=work.dossier.case.channel))
    work.append(event)
    sealed: Json = {"facts": hexed(seal(msgspec.json.encode(facts), "cases_sheet.facts"))}
    sheet = {"case_id": work.dossier.id, "advice": None, "pending": None, "kept_at": work.at, **sealed}
    return {"case": work.dossier.case, "events": [event], "sheet": sheet, "jobs": jobs(row, event)}

"""begin(): a new case as a draft. The same person with the same service open is told so; a second case needs a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.conf import settings

from yimen.core.cases import store
from yimen.core.cases.advising import not_for, say_all
from yimen.core.cases.chain import hexed
from yimen.core.cases.dossier import Dossier, Head
from yimen.core.cases.errors import AlreadyOpen, Mistake, NoMandate, NoService, NotNow, Refused, SaysMissing, Why
from yimen.core.cases.folding import jobs, new_event
from yimen.core.cases.says import Wrong, text
from yimen.core.cases.store import Once
from yimen.core.cases.terms_of import terms_of
from yimen.core.cases.vocabulary import Json, Unoffered
from yimen.core.cases.work import Step, Work
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import reaches
from yimen.core.people.proxies import may_act_for
from yimen.core.people.secrecy import seal
from yimen.core.places.clock import CHINA, now
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.ports.ids import new_id
from yimen.core.services.advice import advise
from yimen.core.services.doors import DOORS, staffed
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

    Raises NoService, SaysMissing (facts that cannot be read), NotNow (a role that takes nothing in), NoMandate, AlreadyOpen,
    AnsweredBefore, KeyConflict. What is wrong is told all at once.
    """
    at = at or now()
    looked = look_over(service, by=by, channel=channel, region=region, facts=facts or {}, reason=reason, at=at)
    edition, told = looked.edition, looked.told
    looked.why += not_for(edition, organisation) if edition else ()
    if edition is None or told is None or looked.faulty:
        raise looked.refusal(service)
    agent = agent or mandated(by, organisation or applicant, service, at)
    head = Head(
        id=new_id(), service=service, edition=edition.digest, procedure="", state="draft", owner=settings.NODE["code"],
        applicant_id=applicant, organisation_id=organisation, agent_id=agent, region=region, office=by.office, deciding_region=region,
        channel=channel, reason=looked.reason, version=1, created_at=at,
    )  # fmt: skip
    work = drafted(head, edition, told, at)
    return made(work, by, {"facts": freeze(told), "claims": looked.claims, "corrections": []}, once)


def made(work: Work, by: Actor, facts: Json, once: Once | None) -> Dossier:
    """Ask the database to make it. Raises AlreadyOpen, AnsweredBefore, KeyConflict."""
    doc = document(work, by, facts)
    doc["answer"] = store.kept_answer(work.dossier, by, once) if once else None
    if answer := store.begin(doc, by, once):
        store.answered_before(msgspec.convert(answer["before"], store.Before) if "before" in answer else None, once)
        raise AlreadyOpen(answer["open"])
    return work.dossier


@dataclass(kw_only=True)
class Looked:
    """An application before anything is made of it: what it says, and everything that is wrong with it."""

    edition: Edition | None = None
    told: Facts | None = None
    reason: str = ""
    claims: Json = field(default_factory=dict)
    why: list[Unoffered] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def faulty(self) -> bool:
        return bool(self.why or self.mistakes)

    def refusal(self, service: str) -> Refused:
        """One error with all of it."""
        if self.why:
            return NoService(service, self.why[0], also=self.why[1:], mistakes=self.mistakes)
        return SaysMissing("begin", self.mistakes)


def look_over(
    service: str, *, by: Actor, channel: str, region: str, facts: Json, reason: str = "", at: datetime
) -> Looked:
    """Read an application as begin() does, for doors that have more to tell than begin() knows. Makes and asks nothing."""
    on = at.astimezone(CHINA).date()
    looked = Looked()
    try:
        looked.edition = edition_of(service, on)
    except NotPublished:
        looked.why.append("not_published")
    looked.why += not_offered(looked.edition, by, channel, region, on)
    try:
        looked.reason = text(reason)[:500] if reason.strip() else ""
    except Wrong as wrong:
        looked.mistakes.append(Mistake("reason", wrong.key, wrong.expected))
    if looked.edition:
        looked.told = Facts(looked.edition.service.facts, {}, on, at, identified=True)
        mistakes, looked.claims = say_all(looked.told, facts, by)
        looked.mistakes += mistakes
    return looked


def not_offered(edition: Edition | None, by: Actor, channel: str, region: str, on: date) -> Iterator[Unoffered]:
    """Why nobody takes this application in here, through this door, today."""
    known = law_book().regions.known(region)
    if not known:
        yield "unknown_region"
    elif not reaches(settings.NODE["region"], region):
        yield "another_node"
    elif region.endswith("0000"):
        yield "too_wide"
    if by.role == "applicant" and staffed(channel):
        yield "staffed"
    elif edition and known:
        door = edition.channels(Place(law_book(), on, region)).get(channel)
        if door is None or door.do == "inform":
            yield "no_such_door" if door is None else "only_informs"
    elif channel not in DOORS:
        yield "no_such_door"
    if edition and not edition.service.valid.holds(on):
        yield "not_in_force"
    if edition and by.role in STAFF and not serves(by, edition, on):
        yield "not_served"


def serves(by: Actor, edition: Edition, on: date) -> bool:
    """Does the office of this officer take in for the authority that is competent on a day?"""
    return law_book().authority(edition.service.authority, on).key in by.serves


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
    """What case_begin() wants: the row, the first event, the sheet and the jobs. Raises NotNow for a role that takes nothing in."""
    rows = work.procedure.rows("begin", work.today)
    row = next((row for row in rows if by.role in row.by), None)
    if row is None:
        raise NotNow("begin", [Why("not_by", {"roles": sorted({role for one in rows for role in one.by})})], [])
    event = new_event(work, Step(row=row, by=by, channel=work.dossier.case.channel))
    work.append(event)
    sealed: Json = {"facts": hexed(seal(msgspec.json.encode(facts), "cases_sheet.facts"))}
    sheet = {"case_id": work.dossier.id, "advice": None, "pending": None, "kept_at": work.at, **sealed}
    return {"case": work.dossier.case, "events": [event], "sheet": sheet, "jobs": jobs(row, event)}

"""The ladder of a case: registers (asked by exchange.lookups, with a line in the book), and what our own cases already know."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.own_record import OWN_RECORDS
from yimen.core.exchange.lookups import Asked, Sources, is_register
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Organisation, Person
from yimen.core.ports.registers import Answer, Subject
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts

Rungs = Mapping[str, Callable[[], Answer]]


def ladder(edition: Edition, dossier: Dossier, by: Actor, at: datetime) -> tuple[Rungs, Sources | None]:
    """Every source that this installation can ask, and the registers among them for asking several at once.

    Whom the case is about is read when a source is first asked: where the facts of a service come from no register, or are known
    already, nobody is looked at.
    """
    named = {source for declared in edition.service.facts.values() for source in declared.from_}
    if not any(is_register(source) or source in OWN_RECORDS for source in named):
        return {}, None

    @cache
    def asked() -> Asked:
        return Asked(subject_of(dossier, by, at), Look(purpose(by), at, dossier.id))

    registers = Sources(sorted(named), asked)
    own = {source: partial(own_record, source, asked, at) for source in named if source in OWN_RECORDS}
    return {**dict(registers), **own}, registers


def own_record(source: str, asked: Callable[[], Asked], at: datetime) -> Answer:
    return OWN_RECORDS[source](UUID(asked().subject.person), at)


def ask_together(edition: Edition, facts: Facts, registers: Sources | None) -> None:
    """What decides whether one may apply is asked at once and stands in one line: nobody waits for eight registers in a row."""
    if registers:
        facts.prefetch(edition.facts_of("may_apply"), registers.at_once)


def purpose(by: Actor) -> str:
    """Why somebody looks who has to do with a case."""
    return {"applicant": "own_request", "supervisor": "supervision"}.get(by.role, "application")


def subject_of(dossier: Dossier, by: Actor, at: datetime) -> Subject:
    """Whom a case is about. An officer who may not see the person yet opens it with a line in the book, for this case."""
    case = dossier.case
    person = opened(case.applicant_id or case.agent_id, by, dossier.id, at)
    organisation = Organisation.objects.get(pk=case.organisation_id) if case.organisation_id else None
    return Subject(
        person=str(person.id), id_number=person.id_number, name=person.name,
        organisation=organisation.uscc if organisation else "", organisation_id=str(organisation.id) if organisation else "",
    )  # fmt: skip


def opened(person_id: UUID | None, by: Actor, case_id: UUID, at: datetime) -> Person:
    """Raises Person.DoesNotExist where this actor may not look at the person."""
    if person_id is None:
        raise Person.DoesNotExist(f"case {case_id} names nobody")
    person = Person.objects.filter(pk=person_id).first()
    if person is None and by.role in STAFF:
        record(Look("application", at, case_id), person=person_id)
    return person or Person.objects.get(pk=person_id)

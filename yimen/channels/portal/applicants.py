"""For whom somebody may apply: for oneself, for those who have entrusted it, for an organisation one speaks for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.core.people.actors import Actor
from yimen.core.people.models import EVERY_SERVICE, Organisation, Person, Proxy
from yimen.core.people.proxies import in_force
from yimen.core.services.editions import Edition
from yimen.core.services.language import Audience

PERSON, ORGANISATION = "p", "o"


@dataclass(frozen=True, slots=True)
class Applicant:
    """`region` is the home of a person, or where an organisation is registered."""

    kind: str
    id: UUID
    name: str
    region: str

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.id}"

    @property
    def person(self) -> UUID | None:
        return self.id if self.kind == PERSON else None

    @property
    def organisation(self) -> UUID | None:
        return self.id if self.kind == ORGANISATION else None


def applicants(actor: Actor, edition: Edition, on: date) -> list[Applicant]:
    """All for whom this actor may apply in this service today, oneself first; one query, two where a service is for both."""
    wanted: Audience = edition.service.for_
    people = _people(actor, edition.service.service, on) if wanted != "organisation" else []
    return [*people, *(_organisations(actor, edition.service.service, on) if wanted != "person" else [])]


def _people(actor: Actor, service: str, on: date) -> list[Applicant]:
    principals = _entrusted(actor, service, on).values("principal_person_id")
    found = Person.objects.only("id", "name", "region").filter(Q(id=actor.id) | Q(id__in=principals))
    listed = [Applicant(PERSON, one.id, one.name, one.region) for one in found]
    return sorted(listed, key=lambda one: (str(one.id) != actor.id, one.name))


def _organisations(actor: Actor, service: str, on: date) -> list[Applicant]:
    principals = _entrusted(actor, service, on).values("principal_organisation_id")
    found = Organisation.objects.filter(id__in=principals).order_by("name")
    return [Applicant(ORGANISATION, one.id, one.name, one.region) for one in found]


def _entrusted(actor: Actor, service: str, on: date) -> "QuerySet[Proxy]":
    covers = Q(services__contains=[EVERY_SERVICE]) | Q(services__contains=[service])
    return in_force(on).filter(covers, agent_id=UUID(actor.id))

"""Who applies: oneself, somebody one acts for, or the person standing at the window; an organisation through whoever speaks for it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.channels.api.mistakes import Mistaken, NoPower, mistake
from yimen.channels.api.sending import CaseIn
from yimen.core.people.actors import Actor
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Organisation, Person
from yimen.core.people.powers import may, reaches
from yimen.core.people.registry import find_person, id_index

Whose = Mapping[str, UUID | None]
STAFFED = "hall"  # the door at which an officer takes an application in


def whose(by: Actor, body: CaseIn, at: datetime) -> Whose:
    """The words of begin() that say who applies. Raises NoPower, Mistaken."""
    if by.role == "applicant":
        return _own(by, body)
    if not may(by, "take_in_application"):
        raise NoPower("take_in_application")
    if not may(by, "apply", "reach" if reaches(by.reach, body.region) else "none"):
        raise NoPower("apply", elsewhere=True)
    return _at_the_window(body, at)


def _own(by: Actor, body: CaseIn) -> Whose:
    """A mandate is looked for by begin(); at a hall only an officer takes in, because somebody must have come."""
    if body.channel == STAFFED:
        raise NoPower("take_in_application")
    if body.organisation:
        return {"organisation": organisation(body.organisation)}
    return {"applicant": seen(body.person) if body.person else UUID(by.id)}


def _at_the_window(body: CaseIn, at: datetime) -> Whose:
    """The person standing there is looked up with a line in the book, which that person can read."""
    if not body.person:
        raise Mistaken(mistake("no_person", "person"))
    person = as_id(body.person) or find_person(body.person)
    if person is None:
        raise Mistaken(mistake("unknown_person", "person"))
    record(Look("attendance", at), person=person)
    if not Person.objects.filter(pk=person).exists():
        raise Mistaken(mistake("unknown_person", "person"))
    if body.organisation:
        return {"organisation": organisation(body.organisation), "agent": person}
    return {"applicant": person}


def seen(said: str) -> UUID:
    """A person whom this actor may see: oneself, or one who has entrusted it."""
    found = as_id(said)
    people = Person.objects.filter(pk=found) if found else Person.objects.filter(id_index=id_index(said))
    if person := people.values_list("id", flat=True).first():
        return person
    raise Mistaken(mistake("unknown_person", "person"))


def organisation(said: str) -> UUID:
    found = as_id(said)
    listed = Organisation.objects.filter(pk=found) if found else Organisation.objects.filter(uscc=said.strip().upper())
    if known := listed.values_list("id", flat=True).first():
        return known
    raise Mistaken(mistake("unknown_organisation", "organisation"))


def as_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None

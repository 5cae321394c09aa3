"""Officers at their desk, as the tests of this door speak of them."""

import re
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from tests.channels.api.ground import HERE, Ground
from yimen.core.cases.begin import begin
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

TOUR = "exit_entry.endorsement_tour_group"
PASSPORT = "exit_entry.passport_renewal"
DAY = timedelta(days=1)


def at_the_desk(actor: Actor) -> Client:
    client = Client()
    session = client.session
    session["as"] = asdict(actor)
    session.save()
    return client


def as_applicant(someone: Person) -> Actor:
    return Actor("applicant", str(someone.id), someone.name)


def handed_in(ground: Ground, who: Person, service: str = TOUR, **facts: Any) -> UUID:
    """A case that somebody submitted online today."""
    by = as_applicant(who)
    with acting(by):
        case = begin(service, by=by, channel="portal", region=HERE, applicant=who.id, facts=facts)
        take(case.id, "submit", by=by, says={"anyway": True}, channel="portal")
    return case.id


def standing(case: UUID) -> Dossier:
    with acting(CLOCK):
        return read_case(case)


def moved(case: UUID, move: str, by: Actor, **says: Any) -> None:
    with acting(by):
        take(case, move, by=by, says=says, at=now(), channel="hall")


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def words(html: str) -> str:
    """What a person reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

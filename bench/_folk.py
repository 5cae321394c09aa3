"""People and services for benches that go through a door: published services, invented persons, one office a client."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from yimen.channels.api.tokens import issue
from yimen.core.people.actors import RULE, Actor, Role
from yimen.core.people.registry import Registered, person_for
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.identity import check_digit
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire
from yimen.core.services.editions import Edition
from yimen.core.services.files import shelf
from yimen.core.services.language import Service
from yimen.core.services.models import Publication

HERE, CITY = "440106", "440100"


@dataclass(frozen=True)
class Team:
    """A citizen, and the officers of one office, with the tokens under which a program calls for them."""

    citizen: str
    person: str
    window: str
    examiner: str
    decider: str
    supervisor: str

    @property
    def uuid(self) -> UUID:
        return UUID(self.person)


def publish() -> None:
    files = shelf()
    for one in [file.said for file in files.services if isinstance(file.said, Service)]:
        edition = Edition(one, files.packs_for(one.service))
        Publication.objects.create(
            service=one.service, number=1, digest=edition.digest, canonical=edition.canonical, valid_from=one.valid.from_,
            published_at=now(), author="张示例", approver="李测试", packs=[pack.pack for pack in edition.packs],
        )  # fmt: skip


def number(n: int) -> str:
    """A citizen's number whose order code is given to nobody under a hundred years."""
    digits = f"440106{1950 + n % 50}{1 + n // 50 % 12:02}{1 + n // 600 % 28:02}998"
    return digits + check_digit(digits)


def team(n: int) -> Team:
    with acting(RULE):
        person = person_for(Registered(id_number=number(n), name=f"张示例{n}", region=HERE), at=now())
    office = f"{HERE}{n:06}"
    return Team(
        citizen=issue(Actor("applicant", str(person), f"张示例{n}")), person=str(person),
        **{role: issue(officer(role, n, office)) for role in ("window", "examiner", "decider", "supervisor")},
    )  # fmt: skip


def registers(people: int) -> None:
    """Everybody has a permit that is valid for long, and a photograph on file."""
    with acting(RULE):
        know("exit_entry", "permit", {number(n): {"expires_on": "2035-01-01"} for n in range(people)})
        know("photo_library", "photo", {number(n): "on file" for n in range(people)})


def know(register: str, query: str, said: dict[str, Any]) -> None:
    wire("registers", register).fill([Entry(query, who, value) for who, value in said.items()])


def sign_in(actor: Actor) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    session = client.session
    session["as"] = asdict(actor)
    session.save()
    return client


def officer(role: Role, n: int, office: str) -> Actor:
    return Actor(role, f"{role[0]}{n}", "陈示例", office, CITY, serves=("exit_entry_police",))

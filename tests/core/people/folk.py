"""People of the tests: visibly fictional, with valid numbers, in two provinces and two cities of one."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import LookUp, Person, Proxy
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import blind

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ZHANG, LI, WANG = "440106199001010013", "440402198512311236", "430102199003070012"


def person(name: str, number: str, region: str = "", **more: Any) -> Person:
    with acting(RULE):
        return Person.objects.create(
            name=name,
            name_key=name,
            id_number=number,
            id_index=blind("id_number", number),
            region=region or number[:6],
            since=NOW,
            **more,
        )


def proxy(agent: Person, principal: Person, **more: Any) -> Proxy:
    said = {"kind": "family", "services": ["*"], "since": date(2020, 1, 1), "region": principal.region} | more
    with acting(RULE):
        return Proxy.objects.create(agent=agent, principal_person=principal, **said)


def line(actor: Actor, subject: Person, **more: Any) -> LookUp:
    """A line in the book as `lookups.record` writes it, for tests of the policies alone."""
    said = {
        "at": NOW,
        "purpose": "application",
        "sources": ["household.person"],
        "node": "gd",
        "region": actor.reach,
    } | more
    return LookUp.objects.create(actor_id=actor.id, role=actor.role, person=subject, **said)


def citizen(someone: Person) -> Actor:
    return Actor("applicant", str(someone.id), someone.name)


def officer(reach: str, role: Any = "window", number: str = "") -> Actor:
    return Actor(role, number or f"{role}-{reach}", "陈示例", f"{reach}000001", reach)


def seen() -> set[str]:
    """The names of all persons whom the policies show."""
    return set(Person.objects.values_list("name", flat=True))


def seen_by(actor: Actor) -> set[str]:
    with acting(actor):
        return seen()


def find(number: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("select people_find(%s)", [blind("id_number", number)])
        return cursor.fetchone()[0]


def as_owner(sql: str) -> None:
    """Switch a protection off, within the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints all immediate; set local role yimen_owner; {sql}; set local role yimen_app")

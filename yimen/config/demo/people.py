"""Entering persons, staff, organisations and proxies: all of a kind in one statement, the same ids every time."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Model

from yimen.channels.demo.cast import WORLD, cast
from yimen.config.demo.files import companies, dated
from yimen.config.demo.folk import Soul
from yimen.config.demo.invented import credit_code
from yimen.core.people import names
from yimen.core.people.models import Organisation, Person, Post, Proxy, Staff
from yimen.core.people.powers import reaches
from yimen.core.people.registry import id_index, phone_index

SINCE = date(2020, 1, 1)


def load_people(souls: Sequence[Soul], at: datetime) -> None:
    enter([person(soul, at) for soul in souls], leave=("id_kind", "since"))
    enter(list(staff()))
    enter(posts())  # after its staff
    enter(organisations(at), leave=("since",))
    known = {soul.id: soul.region for soul in souls}
    enter(list(proxies(known, at.date())))


def person(soul: Soul, at: datetime) -> Person:
    return Person(
        id=soul.id,
        name=soul.name,
        name_key=names.key(soul.name),
        id_kind=Person.IdKind.PASSPORT if soul.foreign else Person.IdKind.CITIZEN,
        id_number=soul.number,
        id_index=id_index(soul.number),
        phone=soul.phone,
        phone_index=phone_index(soul.phone),
        born_on=soul.born,
        region=soul.region,
        since=at,
    )


def staff() -> "list[Staff]":
    return [
        Staff(id=badge, name=one.name, office=one.office, reach=one.reach, roles=list(one.roles), active=True)
        for badge, one in cast().officers.items()
        if reaches(settings.NODE["region"], one.reach)
    ]


def posts() -> "list[Post]":
    """Of members who have none yet: what an administrator of the demo made of the others stays."""
    there = set(Post.objects.values_list("staff_id", flat=True))
    return [
        Post(id=uuid5(WORLD, f"post {one.id} {role}"), staff_id=one.id, office=one.office, role=role, since=SINCE)
        for one in staff()
        if one.id not in there
        for role in one.roles
    ]


def organisation_id(key: str) -> UUID:
    return uuid5(WORLD, f"organisation {key}")


def organisations(at: datetime) -> list[Organisation]:
    """The public register of enterprises is one for the country: every node knows them all."""
    return [
        Organisation(
            id=organisation_id(key), name=one.name, uscc=credit_code(one.region, one.code), region=one.region, since=at
        )
        for key, one in companies().organisations.items()
    ]


def proxies(known: dict[UUID, str], on: date) -> "list[Proxy]":
    """Those between people whom this node knows."""
    found = []
    for one in companies().proxies:
        agent, person = cast().persons[one.agent], cast().persons.get(one.for_)
        if agent.id in known and (person is None or person.id in known):
            found.append(
                Proxy(
                    id=uuid5(WORLD, f"proxy {one.agent} {one.for_}"),
                    agent_id=agent.id,
                    principal_person_id=person.id if person else None,
                    principal_organisation_id=None if person else organisation_id(one.for_),
                    kind=one.kind,
                    services=one.services,
                    since=SINCE,
                    until=dated(one.until, on) or None,
                    region=person.region if person else companies().organisations[one.for_].region,
                    made_by="demo",
                )
            )
    return found


def enter(rows: Sequence[Model], leave: Sequence[str] = ()) -> None:
    """Insert, or bring up to date what is there; `leave` are columns that keep what they say."""
    if not rows:
        return
    columns = [field for field in rows[0]._meta.concrete_fields if field.name not in leave]  # noqa: SLF001
    changing = [field.name for field in columns if not field.primary_key]
    kind = type(rows[0])
    kind._default_manager.bulk_create(  # noqa: SLF001
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=changing
    )

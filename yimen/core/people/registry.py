"""Who is known here, and is this the same person? Nobody is entered whom no register knows; nothing is overwritten silently."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from yimen.core.people import names
from yimen.core.people.models import Organisation, Person
from yimen.core.people.names import Likeness
from yimen.core.people.numbers import citizen_id, normal, phone, upgraded, uscc
from yimen.core.people.secrecy import blind

LONGEST_KEY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What a register says about a person; `region` is the code of the home, `born_on` is read from a citizen's number."""

    id_number: str = field(repr=False)
    name: str = field(repr=False)
    region: str = ""
    born_on: date | None = field(default=None, repr=False)
    id_kind: str = Person.IdKind.CITIZEN
    phone: str = field(default="", repr=False)


class AnotherName(Exception):
    """The number is known here under a name that is not equal: `near` goes to an officer, `different` is a contradiction."""

    def __init__(self, person: UUID, likeness: Likeness):
        super().__init__(f"{person}: the name is {likeness}")
        self.person, self.likeness = person, likeness


class NotOpened(Exception):
    """The person is known here but not visible to this actor; open it with a purpose first (lookups.opening), then compare."""

    def __init__(self, person: UUID):
        super().__init__(f"{person} is not visible to this actor")
        self.person = person


def id_index(id_number: str) -> bytes:
    """The blind index of an identity number, however it was typed; an old one of 15 digits is found under the new."""
    number = normal(id_number)
    return blind("id_number", upgraded(number) if len(number) == 15 and number.isdecimal() else number)


def phone_index(number: str) -> bytes | None:
    return blind("phone", number) if number else None


def find_person(id_number: str) -> UUID | None:
    """The id of the person with this number, for staff and the system; citizens and visitors find nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select people_find(%s)", [id_index(id_number)])
        found: tuple[UUID | None] = cursor.fetchone()
        return found[0]


def person_for(said: Registered, *, at: datetime) -> UUID:
    """The id of this person here, entered now if new. Two that enter the same person at once end with one row.

    Raises WrongNumber, AnotherName when the number is known under another name, NotOpened when the actor may not compare.
    """
    entered = _row(said, at)
    if not (found := find_person(entered.id_number)):
        Person.objects.bulk_create([entered], ignore_conflicts=True)
        found = find_person(entered.id_number)
    if found is None:
        raise PermissionError("only staff and the system enter persons")
    if found != entered.id:
        _compare(found, said.name)
    return found


def _row(said: Registered, at: datetime) -> Person:
    number = citizen_id(said.id_number, at.date()) if said.id_kind == Person.IdKind.CITIZEN else None
    clean = number.number if number else normal(said.id_number)
    return Person(
        name=said.name,
        name_key=names.key(said.name)[:LONGEST_KEY],
        id_kind=said.id_kind,
        id_number=clean,
        id_index=id_index(clean),
        phone=said.phone,
        phone_index=phone_index(said.phone),
        born_on=number.born_on if number else said.born_on,
        region=said.region,
        since=at,
    )


def _compare(found: UUID, name: str) -> None:
    seen = Person.objects.filter(pk=found).first()
    if seen is None:
        raise NotOpened(found)
    if (likeness := names.compare(seen.name, name)) != "equal":
        raise AnotherName(found, likeness)


def same_person(person: Person, name: str, id_number: str) -> Likeness:
    """Is somebody who shows this name and number that person? The number decides, the name confirms; near goes to an officer."""
    if id_index(id_number) != bytes(person.id_index):
        return "different"
    return names.compare(person.name, name)


def change_phone(person: UUID, number: str) -> str:
    """The new number in normal form; who may is decided by the policies. Raises WrongNumber, Person.DoesNotExist."""
    clean = phone(number)
    if not Person.objects.filter(pk=person).update(phone=clean, phone_index=phone_index(clean)):
        raise Person.DoesNotExist
    return clean


def organisation_for(code: str, name: str, *, region: str, at: datetime) -> Organisation:
    """The organisation with this credit code, entered now if new. Raises WrongNumber."""
    clean = uscc(code)
    Organisation.objects.bulk_create(
        [Organisation(uscc=clean, name=name, region=region, since=at)], ignore_conflicts=True
    )
    return Organisation.objects.get(uscc=clean)

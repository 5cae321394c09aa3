"""Whose identity is it? An identity that was proved elsewhere is bound by (issuer, subject) to one person, never by telephone or mail.

The first time it must say an identity number. A number that is known here is compared by name: equal binds, near waits for an
officer who sees the card, different is a contradiction. A number that nobody here has is for the door to ask the population register
about, which alone may say that this person exists; without its word nobody is entered, and the person comes to a counter.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import connection
from django.utils import timezone

from yimen.core.people import names
from yimen.core.people.access_book import note_down
from yimen.core.people.models import Person
from yimen.core.people.models_access import Identity
from yimen.core.people.names import Likeness
from yimen.core.people.numbers import WrongNumber, citizen_id
from yimen.core.people.registry import find_person, id_index
from yimen.core.people.sign_in_rules import enough, level_needed
from yimen.core.ports.identity import Proven

Why = Literal["too_weak", "no_number", "near", "contradiction", "unlinked", "unknown"]
State = Identity.State


class NotBound(Exception):
    """The identity opens nobody's pages: too weak for a first time, without a number, only near, contradicting, unlinked – or nobody
    is known here with this number (`unknown`), and the register must be asked."""

    def __init__(self, why: Why):
        super().__init__(why)
        self.why: Why = why


@dataclass(frozen=True, slots=True)
class Found:
    person: UUID
    first: bool


def person_of(proven: Proven, at: datetime) -> Found:
    """The person whom this identity opens; bound now if it is the first time. For the system. Raises NotBound."""
    known = Identity.objects.filter(issuer=proven.issuer, subject=proven.subject).first()
    if known is None:
        return Found(_first(proven, at), first=True)
    if known.state != State.LINKED:
        raise NotBound("unlinked" if known.state == State.UNLINKED else "near")
    if proven.id_number and not _same_number(known, proven):
        raise NotBound("contradiction")
    Identity.objects.filter(pk=known.pk).update(last_used=timezone.now())
    return Found(known.person_id, first=False)


def _same_number(known: Identity, proven: Proven) -> bool:
    """Has the provider said another number for the same subject? Then somebody made a mistake, and we do not choose whose pages open."""
    person = Person.objects.only("id_index").get(pk=known.person_id)
    return bytes(person.id_index) == id_index(proven.id_number)


def _first(proven: Proven, at: datetime) -> UUID:
    person, likeness = _compared(proven, at)
    if likeness != "equal":
        raise NotBound("near" if likeness == "near" else "contradiction")
    bind(proven, person)
    return person


def _compared(proven: Proven, at: datetime) -> tuple[UUID, Likeness]:
    """Whose number it is here, and how the name compares. Raises NotBound."""
    person = find_person(number_of(proven, at))
    if person is None:
        raise NotBound("unknown")
    return person, names.compare(Person.objects.only("name").get(pk=person).name, proven.name)


def doubt(proven: Proven, at: datetime) -> None:
    """Write down an identity whose name is only near, for the officer who will see the card; it opens nothing. For the system."""
    person, likeness = _compared(proven, at)
    if likeness == "near" and not Identity.objects.filter(issuer=proven.issuer, subject=proven.subject).exists():
        bind(proven, person, State.DOUBTED)


def number_of(proven: Proven, at: datetime) -> str:
    """The number of a first sign-in, in normal form. Raises NotBound: `too_weak` or `no_number`."""
    if not enough(proven.level, level_needed("register", at.date())):
        raise NotBound("too_weak")
    try:
        return citizen_id(proven.id_number, at.date()).number
    except WrongNumber as wrong:
        raise NotBound("no_number") from wrong


def bind(proven: Proven, person: UUID, state: str = State.LINKED) -> None:
    """Bind the identity; two requests at once bind it once."""
    row = Identity(
        issuer=proven.issuer, subject=proven.subject, person_id=person, state=state, last_used=timezone.now()
    )
    Identity.objects.bulk_create([row], ignore_conflicts=True)
    note_down("identity_linked" if state == State.LINKED else "identity_doubted", str(person))


def identities_of(person: UUID) -> list[Identity]:
    """The identities of a person, as far as whoever acts may see them."""
    return list(Identity.objects.filter(person_id=person).order_by("-since", "id"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose identity opens nothing until an officer has seen the card."""

    person: UUID
    name: str
    region: str
    since: datetime


def waiting_for_help(most: int) -> list[Waiting]:
    """For a window: those of its reach, the longest waiting first."""
    with connection.cursor() as cursor:
        cursor.execute("select person, name, region, since from people_help_waiting(%s)", [most])
        return [Waiting(*row) for row in cursor.fetchall()]


def unlink(person: UUID, identity: UUID, note: str) -> bool:
    """Take a lost identity away from a person who stands there; its next sign-in is refused. False when it is not linked."""
    changed = (
        Identity.objects.filter(pk=identity, person_id=person)
        .exclude(state=State.UNLINKED)
        .update(state=State.UNLINKED)
    )
    if changed:
        note_down("identity_unlinked", str(person), note=note)
    return bool(changed)


def link_again(person: UUID, identity: UUID, note: str) -> bool:
    """An officer has seen the card: a doubted or unlinked identity opens the person's pages from now on."""
    changed = (
        Identity.objects.filter(pk=identity, person_id=person).exclude(state=State.LINKED).update(state=State.LINKED)
    )
    if changed:
        note_down("identity_linked", str(person), note=note)
    return bool(changed)

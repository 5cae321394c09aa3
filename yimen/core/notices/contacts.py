"""How a person can be reached: a number that was confirmed by a code, what the person wants, and consent to electronic service.

Everything here is done for the person who asks, by rule: nobody writes a confirmed number but a code that was typed right.
"""

import hmac
import secrets
from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import F

from yimen.core.notices import delivering
from yimen.core.notices.models import Attempt, Confirmation, Consent, Contact
from yimen.core.notices.rules import sending
from yimen.core.notices.writing import queue
from yimen.core.people.actors import RULE
from yimen.core.people.numbers import phone as phone_number
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import blind
from yimen.core.ports.ids import new_id

WORDS = "2026-11"  # the version of the words that a person agrees to (portal/words/contact.yaml)
LINK_LASTS = timedelta(days=30)
Confirmed = Literal["confirmed", "wrong", "over"]


Freed = Literal["freed", "again", "old", "unknown"]
Within = Literal["hour", "day"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooMany(Exception):
    """So many codes were asked for by this person, for this number or from this address, within an hour or a day, that none goes out."""

    def __init__(self, within: Within):
        super().__init__(within)
        self.within = within


def contact_of(person: UUID) -> Contact:
    """As it stands; somebody who never said anything gets friendly words, and has no number."""
    return Contact.objects.filter(person_id=person).first() or Contact(person_id=person)


def ask_code(person: UUID, typed: str, at: datetime, address: str = "") -> Confirmation:
    """Send a code to a number; `address` is where the request came from. Raises WrongNumber for what is none, TooMany."""
    number = phone_number(typed)
    with acting(RULE):
        if _codes_today(person, number, at):
            raise TooMany("day")
        if _codes_this_hour(person, number, address, at):
            raise TooMany("hour")
        Confirmation.objects.filter(person_id=person, used_at=None, ends_at__gt=at).update(ends_at=at)
        ends = at + timedelta(minutes=sending().code.minutes)
        row = Confirmation.objects.create(
            person_id=person, phone=number, phone_index=blind("phone", number), code=f"{secrets.randbelow(10**6):06}",
            address_index=blind("code address", address) if address else b"",
            made_at=at, ends_at=ends,
        )  # fmt: skip
        contact = contact_of(person)
        queue("code", contact, at, key=f"code:{row.id}", phone=number, code=row.code, minutes=sending().code.minutes)
    return row


def _codes_today(person: UUID, number: str, at: datetime) -> bool:
    """Asked again by the budget when it is sent; this only says it to the person at once."""
    rows = Confirmation.objects.filter(made_at__gt=at - timedelta(days=1))
    most = sending().budget
    by_person, by_number = most["person"].code, most["number"].code
    return (by_person is not None and rows.filter(person_id=person).count() >= by_person) or (
        by_number is not None and rows.filter(phone_index=blind("phone", number)).count() >= by_number
    )


def _codes_this_hour(person: UUID, number: str, address: str, at: datetime) -> bool:
    """A hall shares one address: what was typed right does not count there, and whoever has a confirmed number is not held by it."""
    rows, most = Confirmation.objects.filter(made_at__gt=at - HOUR), sending().hour
    if rows.filter(person_id=person).count() >= most.person:
        return True
    if rows.filter(phone_index=blind("phone", number)).count() >= most.number:
        return True
    if Confirmation.objects.filter(person_id=person, used_at__gt=at - HOUR).count() >= most.changes:
        return True
    if not address or contact_of(person).confirmed_at is not None:
        return False
    return rows.filter(address_index=blind("code address", address), used_at=None).count() >= most.address


def open_code(person: UUID, at: datetime) -> Confirmation | None:
    """The code that may be typed now."""
    with acting(RULE):
        rows = Confirmation.objects.filter(
            person_id=person, used_at=None, ends_at__gt=at, tries__lt=sending().code.tries
        )
        return rows.order_by("-made_at").first()


def confirm(person: UUID, typed: str, at: datetime) -> Confirmed:
    """A right code makes the number the person's; each try is counted before it is looked at, so that guessing together does not help."""
    with acting(RULE):
        row = open_code(person, at)
        if row is None:
            return "over"
        if not Confirmation.objects.filter(id=row.id, tries__lt=sending().code.tries).update(tries=F("tries") + 1):
            return "over"
        if not hmac.compare_digest(row.code.encode(), typed.strip().encode()):
            return "wrong"
        if not Confirmation.objects.filter(id=row.id, used_at=None).update(used_at=at):
            return "over"
        _keep(person, row, at)
    return "confirmed"


def _keep(person: UUID, row: Confirmation, at: datetime) -> None:
    """The new number counts from now on; the old one is told, without a word about whose it is."""
    before = contact_of(person)
    if before.confirmed_at and before.phone != row.phone:
        queue("changed", before, at, key=f"changed:{row.id}", phone=before.phone, tail=row.phone[-4:])
    Contact.objects.update_or_create(
        person_id=person, defaults={"phone": row.phone, "confirmed_at": at, "freed_at": None}
    )


def forget(person: UUID) -> None:
    """The person takes the number back: no more messages."""
    with acting(RULE):
        Contact.objects.filter(person_id=person).update(phone="", confirmed_at=None)


def wishes(person: UUID, *, friendly: bool, quiet: tuple[time, time] | None) -> None:
    """Kind words or none, and hours of one's own in which nothing comes."""
    begins, ends = quiet or (None, None)
    with acting(RULE):
        Contact.objects.update_or_create(
            person_id=person, defaults={"friendly": friendly, "quiet_from": begins, "quiet_to": ends}
        )


def behind(token: str, at: datetime) -> Attempt | None:
    """The message to which a link belongs, while the link is good. Whoever holds it learns nothing about anybody."""
    with acting(RULE):
        return Attempt.objects.filter(token=token, made_at__gt=at - LINK_LASTS).first()


def not_me(token: str, at: datetime) -> Freed:
    """Whoever got the message says that it is for somebody else: the number is nobody's, and a paper goes by its next way.

    Said twice it was said once; a link that is older than a month, or that we never gave out, changes nothing."""
    with acting(RULE):
        row = (
            Attempt.objects.filter(token=token)
            .select_related("delivery__notice")
            .select_for_update(of=("self",))
            .first()
        )
        if row is None or row.made_at <= at - LINK_LASTS:
            return "old" if row else "unknown"
        if row.proof.get("why") == "not_me":
            return "again"
        contact = Contact.objects.filter(person_id=row.person_id).first()
        if contact is not None and contact.phone == row.phone:
            Contact.objects.filter(person_id=row.person_id).update(phone="", confirmed_at=None, freed_at=at)
        failed = row.state == "failed"
        Attempt.objects.filter(id=row.id).update(state="failed", settled_at=at, proof={"why": "not_me"})
        if not failed and row.delivery is not None and delivering.way_of(row.delivery).way == "sms":
            delivering.go_on(row.delivery.id, at)
    return "freed"


def consent(person: UUID) -> Consent | None:
    return Consent.objects.filter(person_id=person, until=None).first()


def agree(person: UUID, at: datetime) -> None:
    """Electronic service from now on. As the person only; what was read before counts from now."""
    Consent.objects.get_or_create(person_id=person, until=None, defaults={"id": new_id(), "words": WORDS, "since": at})
    delivering.read_before(person, at)


def take_back(person: UUID, at: datetime) -> None:
    """As the person only; what was served stays served."""
    Consent.objects.filter(person_id=person, until=None).update(until=at)

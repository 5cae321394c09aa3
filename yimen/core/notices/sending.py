"""Sending what waits: claimed, handed to the provider, marked – three steps, each durable before the next.

Killed between the second and the third, a message stays `sending`, becomes unknown after some minutes, is asked for, and is never
sent again. What stays unknown is given up: a legal notice goes by its next way and says that it may come twice, a friendly one is
dropped. Nothing here runs inside a transaction of the caller.
"""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from yimen.core.cases.models import Case
from yimen.core.notices import delivering
from yimen.core.notices.budget import OverBudget, spend
from yimen.core.notices.models import Attempt, Contact, Delivery, Receipt
from yimen.core.notices.rules import approved, not_quiet, sending
from yimen.core.notices.writing import SILENT, own_hours
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.places.notices import look_again
from yimen.core.ports import messages
from yimen.core.ports.messages import Message, MessageWire, NotTaken, Unsure
from yimen.core.ports.wires import wire

log = structlog.get_logger(__name__)


def provider() -> MessageWire:
    found: MessageWire = wire("messages", settings.MESSAGES)
    return found


def send(attempt_id: UUID, at: datetime) -> str:
    """Send one message if it is due and nobody else does; the state in which it then is."""
    row = claim(attempt_id, at)
    if row is None:
        return "left"
    try:
        refs = provider().send(Message(row.key, row.phone, row.text, row.template), sending().wire.within)
    except NotTaken as refused:
        return _not_taken(row, refused, at)
    except Unsure as unsure:
        log.warning("a provider did not answer", why=str(unsure))
        return _unknown(row, at)
    with acting(RULE):
        Attempt.objects.filter(id=row.id).update(state="sent", sent_at=at, refs=refs)
        settle(row.id, at)
    return "sent"


def claim(attempt_id: UUID, at: datetime) -> Attempt | None:
    """Take it for this process, unless it is not due, makes no sense any more, or is too much for today."""
    with acting(RULE):
        waiting = Attempt.objects.filter(id=attempt_id, way="sms", state="waiting", due_at__lte=at)
        row = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        contact = Contact.objects.filter(person_id=row.person_id).first()
        if why := unwanted(row, contact, at):
            _dropped(row, why, at)
            return None
        later = not_quiet(at, own_hours(contact) if contact else None) if row.why in SILENT else at
        if later > at:
            Attempt.objects.filter(id=row.id).update(due_at=later)
            return None
        try:
            spend(row.why, row.person_id, row.phone, at, authority_of(row))
        except OverBudget:
            _dropped(row, "budget", at)
            return None
        Attempt.objects.filter(id=row.id).update(state="sending", claimed_at=at)
    return row


def unwanted(row: Attempt, contact: Contact | None, at: datetime) -> str:
    """Why a message should not go out after all: words that nobody approved, too late, or the number is not the person's (any more)."""
    if not is_approved(row):
        return "not_approved"
    if (row.ends_at is not None and row.ends_at <= at) or (row.why == "legal" and past(row, at)):
        return "late"
    if row.why in ("code", "changed"):
        return ""
    if contact is None or contact.confirmed_at is None or contact.phone != row.phone:
        return "contact"
    return "unwanted" if row.why == "friendly" and not contact.friendly else ""


def is_approved(row: Attempt) -> bool:
    """Words that this process knows of no approval for may have been approved a moment ago, where another process wrote."""
    if approved(row.template, row.text, row.made_at):
        return True
    look_again(at_once=True)
    return approved(row.template, row.text, row.made_at)


def past(row: Attempt, at: datetime) -> bool:
    """What happened so long ago that a message about it only frightens; a demo is filled with months that have been lived."""
    return row.made_at + timedelta(minutes=sending().wire.stale) <= at


def authority_of(row: Attempt) -> str:
    """The place of the authority whose case it is about; empty where it is about none."""
    return Case.objects.filter(id=row.case_id).values_list("region", flat=True).first() or "" if row.case_id else ""


def _dropped(row: Attempt, why: str, at: datetime) -> None:
    Attempt.objects.filter(id=row.id).update(state="dropped", settled_at=at, proof={"why": why})
    if row.delivery_id:
        delivering.go_on(row.delivery_id, at)


def _not_taken(row: Attempt, refused: NotTaken, at: datetime) -> str:
    """It did not go out. Where the provider is only busy it waits; a number that cannot be reached sends a legal notice on its way."""
    again = at + timedelta(minutes=sending().wire.again)
    with acting(RULE):
        if refused.later and (row.ends_at is None or again < row.ends_at) and not _too_long(row, at):
            Attempt.objects.filter(id=row.id).update(state="waiting", due_at=again, claimed_at=None)
            return "waiting"
        Attempt.objects.filter(id=row.id).update(state="failed", settled_at=at, proof={"why": "not_taken"})
        if row.delivery_id:
            delivering.go_on(row.delivery_id, at)
    return "failed"


def _too_long(row: Attempt, at: datetime) -> bool:
    """A legal notice does not wait for a provider longer than its way was given."""
    delivery = Delivery.objects.filter(id=row.delivery_id).first() if row.delivery_id else None
    return delivery is not None and delivery.due_at is not None and delivery.due_at <= at


def _unknown(row: Attempt, at: datetime) -> str:
    with acting(RULE):
        due = at + timedelta(minutes=sending().wire.asks[0])
        Attempt.objects.filter(id=row.id, state="sending").update(state="unknown", due_at=due)
    return "unknown"


def lost(at: datetime) -> int:
    """Whoever was sending these is gone: nobody knows whether they went out."""
    with acting(RULE):
        before = at - timedelta(minutes=sending().wire.lost)
        return Attempt.objects.filter(state="sending", claimed_at__lte=before).update(state="unknown", due_at=at)


def ask(attempt_id: UUID, at: datetime) -> str:
    """Ask the provider what became of one that is unknown; in the end give it up."""
    with acting(RULE):
        row = Attempt.objects.filter(id=attempt_id, state="unknown", settled_at=None, due_at__lte=at).first()
    if row is None:
        return "left"
    try:
        fate: messages.Fate = provider().ask(row.key, row.refs, sending().wire.within)
    except Unsure:
        fate = "unknown"
    with acting(RULE):
        if fate == "unknown":
            return _ask_later(row, at)
        state = "sent" if fate == "accepted" else fate
        Attempt.objects.filter(id=row.id).update(
            state=state, settled_at=None if state == "sent" else at, sent_at=row.claimed_at
        )
        _follow(row, state, at)
    return state


def _ask_later(row: Attempt, at: datetime) -> str:
    asks, asked = sending().wire.asks, row.asked + 1
    if asked < len(asks):
        Attempt.objects.filter(id=row.id).update(asked=asked, due_at=at + timedelta(minutes=asks[asked]))
        return "unknown"
    Attempt.objects.filter(id=row.id).update(asked=asked, settled_at=at, proof={"why": "unknown"})
    if row.delivery_id:
        delivering.go_on(row.delivery_id, at, again=True)
    return "given_up"


def book(receipt: messages.Receipt, at: datetime) -> None:
    """Keep what a provider tells; told twice it is kept once, and told before our own mark it waits for it."""
    with acting(RULE):
        Receipt.objects.get_or_create(ref=receipt.ref, fate=receipt.fate, defaults={"at": receipt.at, "recorded": at})
        row = Attempt.objects.filter(refs__contains=[receipt.ref]).first()
        if row is not None:
            settle(row.id, at)


def settle(attempt_id: UUID, at: datetime) -> None:
    """What all receipts say together: arrived when every part has; whatever is said to have failed has, whatever else was said."""
    with transaction.atomic():
        row = Attempt.objects.select_for_update().get(id=attempt_id)
        told = list(Receipt.objects.filter(ref__in=row.refs))
        arrived = {one.ref for one in told if one.fate == "delivered"}
        state = (
            "failed" if any(one.fate == "failed" for one in told) else "delivered" if set(row.refs) <= arrived else ""
        )
        if not row.refs or not state or state == row.state:
            return
        proof = {"receipts": [[one.ref, one.fate, one.at.isoformat()] for one in told]}
        Attempt.objects.filter(id=row.id).update(state=state, settled_at=at, proof=proof)
        _follow(row, state, max((one.at for one in told), default=at))


def _follow(row: Attempt, state: str, at: datetime) -> None:
    """What it means for the paper: service where the rule says so, the next way where it did not arrive."""
    delivery = Delivery.objects.filter(id=row.delivery_id).select_related("notice").first() if row.delivery_id else None
    if delivery is None:
        return
    counts = any(one.way == "sms" and one.serves == "delivered" for one in delivering.rule(delivery).ways)
    if state == "delivered" and counts:
        delivering.serve(delivery, at.astimezone(CHINA).date(), "sms", at, attempt=str(row.id))
    elif state == "failed" and delivery.state == "served" and delivery.proof.get("attempt") == str(row.id):
        delivering.reopen(delivery, at, "运营商更正了短信回执", contradicted=str(row.id))
    elif (
        state == "failed"
        and delivering.way_of(delivery).way == "sms"
        and row.key.startswith(f"{delivery.id}:{delivery.round}:")
    ):
        delivering.go_on(delivery.id, at)

"""What a gateway tells of itself: genuine, of this moment, done once. The same id again gets the same answer and does nothing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from yimen.core.payments import attempts, booking, differences, refunds
from yimen.core.payments.baskets import parts_of
from yimen.core.payments.models import Refund, Told
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.payments import Charge, Gateway, Notification, Returned
from yimen.core.ports.wires import wire

log = structlog.get_logger(__name__)


class NoSuchGateway(LookupError):
    """A notification for a wire that is not ours."""


def receive(name: str, headers: Mapping[str, str], body: bytes, at: datetime) -> bytes:
    """The answer that the gateway wants to hear. Raises NoSuchGateway, NotGenuine."""
    if name not in settings.ADAPTERS["payments"]:
        raise NoSuchGateway(name)
    gateway: Gateway = wire("payments", name)
    said = gateway.verify(headers, body, at)
    with acting(RULE):
        if first(name, said):
            outcome = charged(name, said.told, at) if isinstance(said.told, Charge) else returned(name, said.told, at)
            Told.objects.create(gateway=name, ref=said.id, number=said.told.number, outcome=outcome, at=at)
            log.info("a gateway told", gateway=name, outcome=outcome)
    return gateway.answer()


def first(name: str, said: Notification) -> bool:
    """Is it new? Two that come at once stand in line here."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payments_told {name} {said.id}"])
    return not Told.objects.filter(gateway=name, ref=said.id).exists()


def charged(name: str, told: Charge, at: datetime) -> str:
    """Paid is booked. That it is closed is believed of none that was paid, and read back of the others; an older state says nothing."""
    parts = parts_of(name, told.number)
    payment = next((one for one in parts if one.state == "paid"), parts[0] if parts else None)
    if payment is None:
        differences.note("unknown_to_us", told.number, theirs=told.yuan, gateway=name, at=at)
        return "unknown"
    if told.state == "paid":
        return booking.took(payment, told, at)
    if told.state == "closed" and payment.state == "paid":
        differences.note("contradicts", told.number, payment=payment, ours=payment.charged, at=at)
        return "contradicts"
    if told.state == "closed":
        query_payment.defer(payment=str(payment.id))
        return "read back"
    return "older"


def returned(name: str, told: Returned, at: datetime) -> str:
    row = Refund.objects.select_related("payment__order").filter(number=told.number, payment__gateway=name).first()
    if row is None:
        differences.note("unknown_to_us", told.number, theirs=told.yuan, gateway=name, at=at)
        return "unknown"
    if told.state in ("done", "failed"):
        refunds.book(row, told, at)
    return told.state


@app.task(name="payments.query_payment")
def query_payment(payment: str) -> None:
    attempts.query(UUID(payment), now())

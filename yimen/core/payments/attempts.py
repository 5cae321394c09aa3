"""An attempt to pay at a gateway: opened, asked for, closed and read back. What is not known is queried, never done again.

Nothing here runs inside a transaction of the caller: what we want is durable before the gateway hears of it, so that a process
killed at any moment leaves an attempt that is asked for later.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

import structlog
from django.conf import settings

from yimen.core.cases.dossier import Dossier
from yimen.core.payments import booking, writing
from yimen.core.payments.models import Payment
from yimen.core.payments.orders import LIVE, open_order
from yimen.core.payments.settings import attempt_ends, next_query
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import Charge, Gateway, ToPay, Unsure
from yimen.core.ports.wires import wire

Became = Literal["open", "paid", "closed", "unsure"]
log = structlog.get_logger(__name__)


def begin(case: Dossier, *, by: Actor, at: datetime) -> writing.Tried:
    """Open an attempt, or find the one that is open. `held`: money lies here that must be looked at first; `settled`: nothing is due."""
    payment = new_id()
    with acting(by):
        order = open_order(case, at)
        tried = writing.attempt(
            order.id, payment, settings.GATEWAY, at=at, ends=attempt_ends(at), query=next_query(0, at)
        )
    if tried == "made":
        create(payment, case.terms.name.get("zh") or case.case.service, at)
    return tried


def create(payment_id: UUID, title: str, at: datetime) -> None:
    """Ask the gateway to open it; where it does not answer, it is asked later what it did."""
    with acting(RULE):
        payment = Payment.objects.get(id=payment_id)
    assert payment.expires_at is not None
    try:
        code = gateway(payment).create(ToPay(payment.number, payment.yuan, title, payment.expires_at))
    except Unsure as unsure:
        log.warning("a gateway did not answer", gateway=payment.gateway, why=str(unsure))
        return
    with acting(RULE):
        writing.step(payment_id, "open", code=code, at=at)


def query(payment_id: UUID, at: datetime) -> Became:
    """Ask what became of it, and write that down."""
    with acting(RULE):
        payment = Payment.objects.select_related("order__case").get(id=payment_id)
    if payment.state not in LIVE:
        return "paid" if payment.state == "paid" else "closed"
    try:
        charge = gateway(payment).query(payment.number)
    except Unsure:
        return _later(payment, at)
    if charge.state in ("open", "unknown"):
        return _go_on(payment, charge, at)
    return book(payment, charge, at)


def close(payment_id: UUID, at: datetime, why: str) -> Became:
    """Nobody can pay it any longer: closed at the gateway and read back – or it turns out to be paid."""
    with acting(RULE):
        payment = Payment.objects.get(id=payment_id)
    if payment.state not in LIVE:
        return "paid" if payment.state == "paid" else "closed"
    try:
        gateway(payment).close(payment.number)
        charge = gateway(payment).query(payment.number)
    except Unsure:
        return _later(payment, at)
    return book(payment, charge, at, why)


def book(payment: Payment, charge: Charge, at: datetime, why: str = "gateway") -> Became:
    with acting(RULE):
        if charge.state == "paid":
            booking.took(payment, charge, at)
            return "paid"
        if charge.state == "closed":
            writing.step(payment.id, "closed", at=at, why=why)
            return "closed"
    return _later(payment, at)


def _go_on(payment: Payment, charge: Charge, at: datetime) -> Became:
    """Open there, or never heard of: past its time or no longer wanted it is closed; else it gets its address, and is asked for later."""
    if payment.expires_at is None or payment.expires_at <= at or payment.order.state != "open":
        return close(payment.id, at, "expired")
    if payment.state == "opening":
        create(payment.id, payment.order.case.terms.get("name", {}).get("zh") or payment.order.case.service, at)
    _later(payment, at)
    return "open" if charge.state == "open" else "unsure"


def _later(payment: Payment, at: datetime) -> Literal["unsure"]:
    with acting(RULE):
        writing.ask_again("payment", payment.id, next_query(payment.queries, at))
    return "unsure"


def gateway(payment: Payment) -> Gateway:
    found: Gateway = wire("payments", payment.gateway)
    return found

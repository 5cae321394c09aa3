"""An attempt to pay at a gateway: opened, asked for, closed and read back. What is not known is queried, never done again.

Nothing here runs inside a transaction of the caller: what we want is durable before the gateway hears of it, so that a process
killed at any moment leaves an attempt that is asked for later.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

import structlog
from django.conf import settings

from yimen.core.cases.dossier import Dossier
from yimen.core.payments import booking, writing
from yimen.core.payments.baskets import parts_of
from yimen.core.payments.models import Payment
from yimen.core.payments.orders import LIVE, open_order
from yimen.core.payments.settings import attempt_ends, next_query
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import Charge, Gateway, ToPay, Unsure
from yimen.core.ports.wires import wire

Became = Literal["open", "paid", "closed", "unsure"]
TITLE = 100  # characters
log = structlog.get_logger(__name__)


class NotTried(Exception):
    """One of several cannot be paid now, so none is begun: `why` says what stands in the way of it."""

    def __init__(self, why: writing.Tried, case: UUID) -> None:
        super().__init__(why)
        self.why, self.case = why, case


def begin(case: Dossier, *, by: Actor, at: datetime) -> writing.Tried:
    """Open an attempt, or find the one that is open. `held`: money lies here that must be looked at first; `settled`: nothing is due."""
    with acting(by):
        tried, payment = _try(case, "", at)
    if tried == "made":
        create(payment, at)
    return tried


def begin_together(cases: Sequence[Dossier], *, by: Actor, at: datetime) -> str:
    """一起付: one charge for what all of them owe; its number, of one alone the payment's own. Raises NotTried where one of them
    cannot be paid now: nothing is begun."""
    charge, made = new_id().hex if len(cases) > 1 else "", []
    with acting(by):
        for case in sorted(cases, key=lambda one: one.id):
            tried, payment = _try(case, charge, at)
            if tried != "made":
                raise NotTried(tried, case.id)
            made.append(payment)
    create(made[0], at)
    return charge or made[0].hex


def _try(case: Dossier, charge: str, at: datetime) -> tuple[writing.Tried, UUID]:
    payment, order = new_id(), open_order(case, at)
    ends, query_at = attempt_ends(at), next_query(0, at)
    tried = writing.attempt(order.id, payment, settings.GATEWAY, charge=charge, at=at, ends=ends, query=query_at)
    return tried, payment


def create(payment_id: UUID, at: datetime) -> None:
    """Ask the gateway to open it; where it does not answer, it is asked later what it did."""
    payment, parts = read(payment_id)
    assert payment.expires_at is not None
    total = sum((one.yuan for one in parts), Decimal(0))
    try:
        code = gateway(payment).create(ToPay(payment.charge, total, title(parts), payment.expires_at))
    except Unsure as unsure:
        log.warning("a gateway did not answer", gateway=payment.gateway, why=str(unsure))
        return
    with acting(RULE):
        for part in parts:
            writing.step(part.id, "open", code=code, at=at)


def title(parts: list[Payment]) -> str:
    """What the gateway shows: the services, never a person."""
    names = [one.order.case.terms.get("name", {}).get("zh") or one.order.case.service for one in parts]
    return "、".join(dict.fromkeys(names))[:TITLE]


def read(payment_id: UUID) -> tuple[Payment, list[Payment]]:
    """A payment and all that belong to its charge."""
    with acting(RULE):
        payment = Payment.objects.select_related("order__case").get(id=payment_id)
        return payment, parts_of(payment.gateway, payment.charge)


def query(payment_id: UUID, at: datetime) -> Became:
    """Ask what became of it, and write that down."""
    payment, parts = read(payment_id)
    if payment.state not in LIVE:
        return "paid" if payment.state == "paid" else "closed"
    try:
        charge = gateway(payment).query(payment.charge)
    except Unsure:
        return _later(parts, at)
    if charge.state in ("open", "unknown"):
        return _go_on(payment, parts, charge, at)
    return book(payment, charge, at)


def close(payment_id: UUID, at: datetime, why: str) -> Became:
    """Nobody can pay it any longer: closed at the gateway and read back, with all of its charge – or it turns out to be paid."""
    payment, parts = read(payment_id)
    if payment.state not in LIVE:
        return "paid" if payment.state == "paid" else "closed"
    try:
        gateway(payment).close(payment.charge)
        charge = gateway(payment).query(payment.charge)
    except Unsure:
        return _later(parts, at)
    return book(payment, charge, at, why)


def book(payment: Payment, charge: Charge, at: datetime, why: str = "gateway") -> Became:
    with acting(RULE):
        parts = parts_of(payment.gateway, payment.charge)
        if charge.state == "paid":
            booking.took(payment, charge, at)
            return "paid"
        if charge.state == "closed":
            for part in parts:
                writing.step(part.id, "closed", at=at, why=why)
            return "closed"
    return _later(parts, at)


def _go_on(payment: Payment, parts: list[Payment], charge: Charge, at: datetime) -> Became:
    """Open there, or never heard of: past its time or no longer wanted it is closed; else it gets its address, and is asked for later."""
    unwanted = any(one.order.state != "open" for one in parts)
    if payment.expires_at is None or payment.expires_at <= at or unwanted:
        return close(payment.id, at, "expired")
    if payment.state == "opening":
        create(payment.id, at)
    _later(parts, at)
    return "open" if charge.state == "open" else "unsure"


def _later(parts: list[Payment], at: datetime) -> Literal["unsure"]:
    with acting(RULE):
        for one in parts:
            writing.ask_again("payment", one.id, next_query(one.queries, at))
    return "unsure"


def gateway(payment: Payment) -> Gateway:
    found: Gateway = wire("payments", payment.gateway)
    return found

"""Where the money is: the one question of whoever pays. Answered from the rows, in one of ten words."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from yimen.core.cases.dossier import Dossier
from yimen.core.payments.models import Bill, Order, Payment, Refund
from yimen.core.payments.orders import order_of, payable
from yimen.core.payments.refunds import held

Where = Literal[
    "free",  # nothing is due
    "unknown",  # the sum is not worked out yet
    "owed",  # not charged: it can be paid
    "later",  # not charged: it cannot be paid at this step
    "opening",  # not charged as far as we know: the gateway has not answered
    "waiting",  # not charged yet: the address of payment is open
    "short",  # charged, and does not agree: somebody looks at it
    "paid",  # charged and matched
    "returning",  # on its way back
    "returned",
]


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    where: Where
    order: Order | None = None
    payment: Payment | None = None
    bill: Bill | None = None
    refunds: list[Refund] = field(default_factory=list)


def whereabouts(case: Dossier, at: datetime) -> Whereabouts:
    order = order_of(case.id)
    if order is None:
        return Whereabouts(where=without_order(case, at))
    payments = list(order.payments.order_by("-opened_at", "-id"))
    back = list(Refund.objects.filter(order__case_id=case.id).order_by("asked_at", "id"))
    live = next((one for one in payments if one.state in ("opening", "open")), None)
    paid = next((one for one in payments if one.state == "paid"), None)
    money = settled(order, live, paid, back)
    return Whereabouts(
        where=money or without_money(case, order, back, at), order=order, payment=live or paid,
        bill=Bill.objects.filter(order=order).first(), refunds=back,
    )  # fmt: skip


def without_order(case: Dossier, at: datetime) -> Where:
    if case.fees:
        return "paid"
    if case.terms.fee is None:
        return "unknown"
    if not Decimal(case.terms.fee):
        return "free"
    return "owed" if payable(case, at) else "later"


def settled(order: Order, live: Payment | None, paid: Payment | None, back: list[Refund]) -> Where | None:
    """Where something is under way, or was paid and is here."""
    if any(one.state in ("asked", "sent", "failed") for one in back):
        return "returning"
    if order.state == "paid" and order.due > 0:
        return "paid"
    if live:
        return "waiting" if live.state == "open" else "opening"
    return "short" if paid and held(paid) > 0 else None


def without_money(case: Dossier, order: Order, back: list[Refund], at: datetime) -> Where:
    if payable(case, at):
        return "owed"
    if order.state == "open":
        return "later"
    return "returned" if back else without_order(case, at)

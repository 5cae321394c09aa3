"""Money that came: booked once, matched with its order, the case moved by rule – and whatever is too much goes back.

Decision and payment stay apart: a fee never decides, and nothing is decided because it was paid (许可法§58, §59). Within acting(RULE).
"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from yimen.core.cases.errors import NoSuchCase, NotNow, NotYours
from yimen.core.cases.take import take
from yimen.core.payments import differences, refunds, writing
from yimen.core.payments.baskets import NOTHING, parts_of, refs, share, told_before
from yimen.core.payments.models import Order, Payment
from yimen.core.people.actors import RULE
from yimen.core.places.clock import CHINA
from yimen.core.ports.payments import Charge

PAID_OTHERWISE = {"once", "no_fee_due"}  # a window was quicker: its own row follows, and then this is too much


def took(payment: Payment, charge: Charge, at: datetime) -> str:
    """What the gateway says that it charged. `took`, `again`, `contradicts`; `strange` where it names no sum or a reference used before."""
    name, parts = payment.gateway, parts_of(payment.gateway, payment.charge)
    taken = Payment.objects.filter(gateway=name, ref=charge.ref).exclude(charge=payment.charge).exists()
    if charge.yuan is None or charge.yuan <= 0 or not charge.ref or taken:
        differences.note("strange", payment.charge, payment=payment, theirs=charge.yuan, at=at)
        return "strange"
    outcome = told_before(parts, charge) or share_out(parts, charge, charge.yuan, at)
    if outcome == "contradicts":
        ours = sum((one.charged or NOTHING for one in parts), NOTHING)
        differences.note("contradicts", payment.charge, payment=payment, ours=ours, theirs=charge.yuan, at=at)
    return outcome


def share_out(parts: list[Payment], charge: Charge, came: Decimal, at: datetime) -> str:
    """Book what came for each order of the charge, then match each. An order that nothing is left for can be paid again."""
    outcome = "took"
    for part, yuan, ref in zip(parts, share(parts, came), refs(parts, charge.ref), strict=True):
        if not yuan:
            writing.step(part.id, "closed", at=at, why="short")
        elif (said := writing.took(part.id, yuan, ref, paid_at=charge.at or at, at=at)) != "took":
            outcome = said
    if outcome == "took":
        for part in parts:
            settle(part.order_id, at)
    return outcome


def settle(order_id: UUID, at: datetime) -> None:
    """Match what came with what is due. Asked again it does nothing more."""
    order = Order.objects.get(id=order_id)
    if order.state == "open":
        for payment in order.payments.filter(state="paid").order_by("paid_at", "id"):
            if order.state == "open" and refunds.held(payment) > 0:
                match(order, payment, at)
                order.refresh_from_db()
    rebalance(order, at)


def match(order: Order, payment: Payment, at: datetime) -> None:
    """The order is paid, the bill has its number and the case knows – all of it, or none."""
    if refunds.held(payment) < order.due:
        differences.note("short", payment.number, payment=payment, ours=order.due, theirs=payment.charged, at=at)
        return
    try:
        with transaction.atomic():
            bill = writing.settle(payment.id, None, at=at, year=at.astimezone(CHINA).year)
            if bill:
                says = {"number": bill, "yuan": f"{order.due:.2f}", "order": str(order.id)}
                take(order.case_id, "pay", by=RULE, says=says, at=at)
    except NotNow as refused:
        if not {why.key for why in refused.why} & PAID_OTHERWISE and not writing.lower(order.id, "ended", at):
            differences.note(
                "no_service", payment.number, payment=payment, ours=order.due, theirs=payment.charged, at=at
            )
    except (NoSuchCase, NotYours):
        differences.note("no_service", payment.number, payment=payment, ours=order.due, theirs=payment.charged, at=at)


def rebalance(order: Order, at: datetime, key: str = "") -> None:
    """What an order holds beyond what is due goes back: first from payments that no bill is for, then from the others."""
    order.refresh_from_db()
    if order.state == "open":
        return
    payments = list(order.payments.filter(state="paid").select_related("bill").order_by("-paid_at", "-id"))
    surplus = sum((refunds.held(one) for one in payments), Decimal(0)) - order.due
    for payment in sorted(payments, key=lambda one: hasattr(one, "bill")):
        part = min(surplus, refunds.held(payment))
        if part > 0:
            refunds.ask(payment, part, key or _why(order, payment), at=at)
            surplus -= part


def _why(order: Order, payment: Payment) -> str:
    if order.state == "void":
        return "not_needed"
    if not hasattr(payment, "bill"):
        return "double"
    return "overpaid" if payment.charged and payment.charged > payment.yuan else "lowered"

"""An officer gives back what was paid: under one name up to a sum that is data (signing.yaml), under two names above it.

What was proposed is a row until somebody else agrees or declines; only then the refund is filed. A page that somebody else has
overtaken is refused, so that a double click or two desks never give back twice.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.db import connection

from yimen.core.payments import refunds
from yimen.core.payments.models import Order, Payment, Refund
from yimen.core.payments.models_proposals import Proposal
from yimen.core.payments.signing import needs_two
from yimen.core.people.actors import Actor
from yimen.core.ports.ids import new_id

Became = Literal["asked", "proposed"]
Refusal = Literal["overtaken", "too_much", "same_person", "not_there"]


class CannotGiveBack(Exception):
    """Somebody was quicker, there is not so much, or the second name is the first."""

    def __init__(self, why: Refusal):
        super().__init__(why)
        self.why = why


def paid_ones(case_id: UUID) -> list[Payment]:
    """What of a case can be given back: payments that hold money, the newest first."""
    rows = (
        Payment.objects.filter(order__case_id=case_id, state="paid")
        .select_related("order")
        .order_by("-opened_at", "-id")
    )
    return [one for one in rows if refunds.held(one) > 0]


def open_one(case_id: UUID) -> Proposal | None:
    """The one that waits for a second name; the next cannot be made before it is answered."""
    return Proposal.objects.filter(order__case_id=case_id, state="proposed").select_related("payment__order").first()


def seen(case_id: UUID) -> int:
    """How many times something was asked for or proposed: a page that was made before the last one is overtaken."""
    return (
        Refund.objects.filter(order__case_id=case_id).count()
        + Proposal.objects.filter(order__case_id=case_id).exclude(state="agreed").count()
    )


def give_back(payment: Payment, yuan: Decimal, reason: str, *, overtakes: int, by: Actor, at: datetime) -> Became:
    """Ask for it, or propose it where the sum needs a second name. Within acting(by). Raises CannotGiveBack."""
    _one_at_a_time(payment.order)
    if seen(payment.order.case_id) != overtakes or open_one(payment.order.case_id):
        raise CannotGiveBack("overtaken")
    if yuan > refunds.held(payment) or yuan <= 0:
        raise CannotGiveBack("too_much")
    if not needs_two(yuan):
        _ask(payment, yuan, reason, by, at)
        return "asked"
    Proposal.objects.create(
        id=new_id(),
        order=payment.order,
        payment=payment,
        yuan=yuan,
        reason=reason,
        first_by=by.id,
        first_name=by.name,
        at=at,
    )
    return "proposed"


def answer(proposal: Proposal, *, yes: bool, by: Actor, at: datetime) -> None:
    """The second name, or no. Within acting(by). Raises CannotGiveBack."""
    if yes and proposal.first_by == by.id:
        raise CannotGiveBack("same_person")
    _one_at_a_time(proposal.order)
    waits = Proposal.objects.filter(id=proposal.id, state="proposed")
    state = "agreed" if yes else "declined"
    if not waits.update(state=state, second_by=by.id, second_name=by.name, answered_at=at):
        raise CannotGiveBack("not_there")
    if yes:
        _ask(proposal.payment, proposal.yuan, proposal.reason, by, at, first=proposal.first_by)


def _ask(payment: Payment, yuan: Decimal, reason: str, by: Actor, at: datetime, *, first: str = "") -> None:
    if refunds.ask_by_officer(payment, yuan, reason, by=by, at=at, first=first) is None:
        raise CannotGiveBack("too_much")


def _one_at_a_time(order: Order) -> None:
    """Two at the same moment wait for each other, until the first has written what it does."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payments:{order.id}"])

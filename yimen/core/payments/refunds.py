"""What goes back the way it came: asked for by a rule or an officer, sent once, queried until it is done, told to the person."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from procrastinate.contrib.django import app

from yimen.core.cases.errors import NoSuchCase, NotNow, NotYours
from yimen.core.cases.take import take
from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.payments import differences, writing
from yimen.core.payments.models import Payment, Refund
from yimen.core.payments.settings import next_query
from yimen.core.payments.signing import needs_two
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.payments import Gateway, Returned, Unsure
from yimen.core.ports.wires import wire

WINDOW = "window"


def held(payment: Payment) -> Decimal:
    """What of a payment is still here and is not going back."""
    gone = payment.refunds.exclude(state="failed").aggregate(sum=Sum("yuan"))["sum"] or Decimal(0)
    return (payment.charged or Decimal(0)) - gone


def ask(payment: Payment, yuan: Decimal, key: str, *, at: datetime, reason: str = "") -> UUID | None:
    """File a refund and tell the person that something comes back; None where there is not so much. The gateway hears of it by a job."""
    refund = writing.give_back(payment.id, yuan, key, reason, at)
    if refund is None:
        return None
    with acting(RULE):
        if payment.gateway == WINDOW:
            differences.note("by_hand", refund.hex, payment=payment, ours=yuan, at=at)
        else:
            send_refund.defer(refund=str(refund))
        tell(payment, "owe_refund", {"yuan": f"{yuan:.2f}", "refund": str(refund), "why": reason or key}, at)
    return refund


class NeedsTwoNames(Exception):
    """So much does not go back under one name: propose it (proposals.py)."""


def ask_by_officer(
    payment: Payment, yuan: Decimal, reason: str, *, by: Actor, at: datetime, first: str = ""
) -> UUID | None:
    """Part or all, with a reason that the person reads; `first` is who proposed it. Within acting(by); the door asks the power ask_refund.

    Raises NeedsTwoNames."""
    assert by.role not in ("applicant", "visitor")
    if needs_two(yuan) and first in ("", by.id):
        raise NeedsTwoNames
    return ask(payment, yuan, "officer", at=at, reason=reason)


def tell(payment: Payment, move: str, says: dict[str, str], at: datetime) -> None:
    """The case and its person learn of it; a case that cannot move any more keeps it in the order's own chain."""
    try:
        take(payment.order.case_id, move, by=RULE, says=says, at=at)
    except (NotNow, NoSuchCase, NotYours):
        return


@app.task(name="payments.send_refund", retry=PATIENTLY)
def send_refund(refund: str) -> None:
    """Asked for by another job, it may begin before that one has committed: then it comes again."""
    send(UUID(refund), now())


def send(refund_id: UUID, at: datetime) -> None:
    """Ask the gateway for it, once: where it does not answer, it is first asked what it did."""
    with acting(RULE):
        row = Refund.objects.select_related("payment__order").get(id=refund_id)
    if row.state not in ("asked", "sent") or row.payment.gateway == WINDOW:
        return
    wired: Gateway = wire("payments", row.payment.gateway)
    try:
        became = (
            wired.query_refund(row.number) if row.state == "sent" or row.queries else Returned(row.number, "unknown")
        )
        if became.state == "unknown":
            became = wired.refund(row.payment.charge, row.number, row.yuan)
    except Unsure:
        with acting(RULE):
            writing.ask_again("refund", row.id, next_query(row.queries, at))
        return
    with acting(RULE):
        book(row, became, at)


def book(row: Refund, became: Returned, at: datetime) -> None:
    """Write down what became of it. Within acting(RULE)."""
    if became.yuan is not None and became.yuan != row.yuan:
        differences.note("strange", row.number, payment=row.payment, ours=row.yuan, theirs=became.yuan, at=at)
    elif became.state == "done":
        if writing.refund_step(row.id, "done", ref=became.ref, done_at=became.at, at=at):
            tell(row.payment, "refund", {"yuan": f"{row.yuan:.2f}", "refund": str(row.id)}, at)
    elif became.state == "failed":
        if writing.refund_step(row.id, "failed", at=at):
            differences.note("refund_failed", row.number, payment=row.payment, ours=row.yuan, at=at)
    else:
        writing.refund_step(row.id, "sent", at=at)
        writing.ask_again("refund", row.id, next_query(row.queries, at))


def handed_back(refund_id: UUID, at: datetime) -> None:
    """A window gave it back in person. Within acting(RULE)."""
    row = Refund.objects.select_related("payment__order").get(id=refund_id)
    if writing.refund_step(row.id, "done", at=at):
        tell(row.payment, "refund", {"yuan": f"{row.yuan:.2f}", "refund": str(row.id)}, at)

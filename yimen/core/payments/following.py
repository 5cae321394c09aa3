"""What a case does to its money: a fee that became less, an end without a grant. Handlers of events (config.switchboard.AFTER_EVENT)."""

from uuid import UUID

from procrastinate.contrib.django import app

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.payments import attempts, booking, writing
from yimen.core.payments.models import Order
from yimen.core.payments.orders import LIVE, order_of
from yimen.core.payments.settings import rules
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now


def fee_changed(case_id: UUID, n: int) -> None:
    """The sum that the case names now counts: less goes back; an unpaid order of another sum ends, and the next look makes a new one."""
    case = read_case(case_id)
    if (order := order_of(case_id)) and case.terms.fee is not None:
        lessen(case, order, n, "amended")


def ended(case_id: UUID, n: int) -> None:
    """Not granted: by rule nothing is due where it ended before what refunds.yaml names; else an officer decides about what was paid."""
    case, order = read_case(case_id), order_of(case_id)
    rule = rules()[case.events[n - 1].move]
    if order and not (order.state == "paid" and case.last(*rule.unless)):
        lessen(case, order, n, case.events[n - 1].move)


def lessen(case: Dossier, order: Order, n: int, why: str) -> None:
    at = case.events[n - 1].at
    with acting(RULE):
        if not writing.lower(order.id, why, at):
            return
        for payment in order.payments.filter(state__in=LIVE):
            close_attempt.defer(payment=str(payment.id))
        booking.rebalance(order, at, "lowered" if why == "amended" else why)


@app.task(name="payments.close_attempt")
def close_attempt(payment: str) -> None:
    """At the gateway too; one that does not answer is asked by the hour."""
    attempts.close(UUID(payment), now(), "not_needed")

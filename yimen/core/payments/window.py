"""Money at a window, by the number of its bill: what is open at a gateway is closed first, and both ways lead to the one order."""

from datetime import datetime
from uuid import UUID

from yimen.core.cases.store import read_case
from yimen.core.payments import attempts, booking, writing
from yimen.core.payments.models import Payment
from yimen.core.payments.orders import LIVE, open_order, rows, unnamed
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA


def make_way(case_id: UUID, by: Actor, at: datetime) -> attempts.Became | None:
    """Close what may still be paid online. None: nothing was open that this actor sees; `paid`: take no money; `unsure`: the gateway
    does not answer, so nobody may take money yet (guard nothing_being_paid)."""
    with acting(by):
        live = Payment.objects.filter(order__case_id=case_id, state__in=LIVE).first()
    return attempts.close(live.id, at, "window") if live else None


def taken(case_id: UUID, n: int) -> None:
    """After `pay` at a window (config.switchboard.AFTER_EVENT): the order is paid under that bill. By rule it is so already."""
    case = read_case(case_id)
    event = case.events[n - 1]
    if event.role == "rule" or event.said is None:
        return
    bill, yuan = event.said["number"], event.said["yuan"]
    told = rows(case) if case.terms.fee is not None else [unnamed(yuan)]
    with acting(RULE):
        order = open_order(case, event.at, told)
        if f"{order.due:.2f}" != yuan and writing.lower(order.id, "amended", event.at):
            order = open_order(case, event.at, told)
        if order.state == "open":
            payment = writing.at_window(order.id, bill, event.at)
            writing.settle(payment, bill, at=event.at, year=event.at.astimezone(CHINA).year)
        booking.rebalance(order, event.at)

"""Jobs of payments. Each can run any number of times: what is to be done is read from the tables."""

from datetime import date, datetime, timedelta

import structlog
from procrastinate.contrib.django import app

from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.payments import attempts, booking, refunds
from yimen.core.payments.models import Order, Payment, Refund
from yimen.core.payments.reconciling import reconcile
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today

BATCH = 200
log = structlog.get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="payments.query_unknown", queueing_lock="payments.query_unknown")
def query_unknown(timestamp: int) -> None:  # noqa: ARG001 – our own clock decides
    """Whatever is open or unknown is asked for when its time has come: soon at first, in the end by the hour."""
    query_all(now())


def query_all(at: datetime) -> int:
    with acting(RULE):
        due = Payment.objects.filter(next_query__lte=at).order_by("-next_query").values_list("charge", "id")[:BATCH]
        payments = list(dict(due).values())  # one of each charge
        sent = Refund.objects.filter(next_query__lte=at, state__in=["asked", "sent"]).exclude(
            payment__gateway=refunds.WINDOW
        )
        waiting = list(sent.order_by("next_query").values_list("id", flat=True)[:BATCH])
    for payment in payments:
        attempts.query(payment, at)
    for refund in waiting:
        refunds.send(refund, at)
    return len(payments) + len(waiting)


@app.periodic(cron="17 * * * *")
@app.task(name="payments.settle_waiting", queueing_lock="payments.settle_waiting")
def settle_waiting(timestamp: int) -> None:  # noqa: ARG001
    """Money that lies with an order that is still open is matched when its case can take it."""
    with acting(RULE):
        waiting = list(
            Order.objects.filter(state="open", payments__state="paid").distinct().values_list("id", flat=True)[:BATCH]
        )
    for order in waiting:
        with acting(RULE):
            booking.settle(order, now())


@app.periodic(cron="30 5 * * *")
@app.task(name="payments.reconcile_yesterday", queueing_lock="payments.reconcile_yesterday")
def reconcile_yesterday(timestamp: int) -> None:  # noqa: ARG001
    reconcile_day.defer(day=(today() - timedelta(days=1)).isoformat())


@app.task(name="payments.reconcile_day", retry=PATIENTLY)
def reconcile_day(day: str) -> None:
    """Raises Unsure while a file cannot be had, and is tried again."""
    for one in reconcile(date.fromisoformat(day), now()):
        log.info("a day was reconciled", gateway=one.gateway, day=day, differences=one.differences)

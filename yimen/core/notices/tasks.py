"""Jobs of the notices. What must be done outside a transaction opens its own."""

import structlog
from procrastinate.contrib.django import app

from yimen.core.notices import delivering, owed, sending
from yimen.core.notices.models import Attempt, Delivery
from yimen.core.notices.reminding import remind_to_rate
from yimen.core.notices.rules import sending as rules
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.messages import Receipt, Unsure

BATCH = 200  # of one sweep; the next minute takes the next
log = structlog.get_logger(__name__)


@app.periodic(cron="20 9 * * *")
@app.task(queue="default", queueing_lock="remind_to_rate")
def remind_raters(timestamp: int) -> None:  # noqa: ARG001 – our own clock decides
    """In the morning, when nobody is woken by it."""
    with acting(CLOCK):
        remind_to_rate(now())


@app.task(name="notices.send_message", queue="default")
def send_message(attempt_id: str) -> None:
    """At once what somebody waits for, a code; filed in the transaction that wrote it."""
    sending.send(attempt_id, now())  # type: ignore[arg-type]


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep", queue="default", queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001
    """Whatever is due: lost messages become unknown, unknown ones are asked for, waiting ones sent, papers go by their next way."""
    sending.lost(now())
    for row in due("unknown"):
        sending.ask(row.id, now())
    for row in due("waiting"):
        sending.send(row.id, now())
    collect_receipts()
    with acting(RULE):
        untold = list(Delivery.objects.filter(state="served", event=None).values_list("id", flat=True)[:BATCH])
    for delivery in untold:
        with acting(RULE):
            delivering.tell_of(delivery, now())
    with acting(RULE):
        papers = list(Delivery.objects.filter(state="open", due_at__lte=now()).values_list("id", flat=True)[:BATCH])
    for delivery in papers:
        with acting(RULE):
            delivering.due(delivery, now())


def due(state: str) -> list[Attempt]:
    with acting(RULE):
        rows = Attempt.objects.filter(way="sms", state=state, settled_at=None, due_at__lte=now())
        return list(rows.order_by("due_at").only("id")[:BATCH])


def collect_receipts() -> int:
    def book(receipt: Receipt) -> None:
        sending.book(receipt, now())

    try:
        return sending.provider().collect(book, rules().wire.within / 10)
    except Unsure as unsure:
        log.warning("a provider could not be reached", why=str(unsure))
        return 0


@app.periodic(cron="40 7 * * *")
@app.task(name="notices.count", queue="default", queueing_lock="notices.count")
def count_daily(timestamp: int) -> None:  # noqa: ARG001
    """What is owed and was not sent, every morning; a line in the log is an alarm."""
    with acting(RULE):
        found = owed.count(now())
    (log.error if found.alarms else log.info)("notices were counted", **found.figures())

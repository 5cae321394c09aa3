"""Jobs of the desk: what officers have pressed is carried out though nobody looks any more."""

from uuid import UUID

from procrastinate.contrib.django import app

from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.work import intentions


@app.task(queue="default", retry=PATIENTLY)
def carry_out_intention(intention: str) -> None:
    intentions.carry_out(UUID(intention))


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="carry_out_overdue")
def carry_out_overdue(timestamp: int) -> None:  # noqa: ARG001
    """Whatever became of its job; and words that led to nothing are forgotten."""
    with acting(CLOCK):
        found = intentions.overdue(now())
        intentions.forget(now())
    for one in found:
        intentions.carry_out(one)

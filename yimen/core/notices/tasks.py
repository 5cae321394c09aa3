"""Jobs of the notices."""

from procrastinate.contrib.django import app

from yimen.core.notices.reminding import remind_to_rate
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now


@app.periodic(cron="20 9 * * *")
@app.task(queue="default", queueing_lock="remind_to_rate")
def remind_raters(timestamp: int) -> None:  # noqa: ARG001 – our own clock decides
    """In the morning, when nobody is woken by it."""
    with acting(CLOCK):
        remind_to_rate(now())

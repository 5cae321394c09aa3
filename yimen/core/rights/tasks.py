"""Jobs of this room: copies of one's data, the list of cases that are kept no longer, and guardians as the population register has them."""

from contextlib import suppress
from uuid import UUID

from procrastinate.contrib.django import app

from yimen.core.exchange.wards import NotAnswered, follow, followed_by_register
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights import unfinished
from yimen.core.rights.exporting import forget, make
from yimen.core.rights.keeping import list_ending


@app.task(queue="default")
def make_export(export_id: str) -> None:
    make(UUID(export_id))


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="forget_exports")
def forget_exports(timestamp: int) -> None:  # noqa: ARG001 – our own clock decides
    with acting(CLOCK):
        forget()


@app.periodic(cron="20 4 * * *")
@app.task(queue="default", queueing_lock="list_keeping")
def list_keeping(timestamp: int) -> None:  # noqa: ARG001
    list_ending(now())


@app.periodic(cron="50 3 * * *")
@app.task(queue="default", queueing_lock="forget_unfinished")
def forget_unfinished(timestamp: int) -> None:  # noqa: ARG001
    with acting(CLOCK):
        unfinished.forget(now())


@app.periodic(cron="10 4 * * 0")
@app.task(queue="default", queueing_lock="follow_guardians")
def follow_guardians(timestamp: int) -> None:  # noqa: ARG001
    """Once a week: guardians whom the population register has named are asked about again, each for itself."""
    at = now()
    for guardian in followed_by_register(at):
        with suppress(NotAnswered):
            follow(guardian, at)

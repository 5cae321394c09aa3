"""Jobs of this room: a copy of one's data is made, and emptied when its week is over."""

from uuid import UUID

from procrastinate.contrib.django import app

from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.rights.exporting import forget, make


@app.task(queue="default")
def make_export(export_id: str) -> None:
    make(UUID(export_id))


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="forget_exports")
def forget_exports(timestamp: int) -> None:  # noqa: ARG001 – our own clock decides
    with acting(CLOCK):
        forget()

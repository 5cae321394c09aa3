"""The job that writes the full province: slice by slice, behind everything else that there is to do."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yimen.config.demo.crowd.filling import fill_slice, unfinished

BEHIND = -10  # of the priority: only when nothing else waits


@app.task(name="demo.fill", queueing_lock="demo.fill", priority=BEHIND)
def fill() -> None:
    """Idempotent: the next number stands in the row, and who finds it taken leaves it."""
    if fill_slice():
        go_on()


@app.periodic(cron="* * * * *")
@app.task(name="demo.fill_on", queueing_lock="demo.fill_on", priority=BEHIND)
def fill_on(timestamp: int) -> None:  # noqa: ARG001
    """A chain that was broken – the worker was killed between two slices – is taken up again."""
    if unfinished():
        go_on()


def go_on() -> None:
    try:
        fill.defer()
    except AlreadyEnqueued:  # the next slice waits already
        return

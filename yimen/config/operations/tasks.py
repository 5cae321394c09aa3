"""What this installation does for itself at night. Each job may run twice without harm."""

import structlog
from procrastinate.contrib.django import app

from yimen.config.operations.backing_up import back_up, folder, kept, thin_out
from yimen.config.operations.snapshot import NotPossible
from yimen.config.operations.tallies import merge

log = structlog.get_logger(__name__)


@app.periodic(cron="10 2 * * *")
@app.task(name="operations.daily_backup", queueing_lock="daily_backup")
def daily_backup(timestamp: int) -> None:  # noqa: ARG001 – procrastinate says when it was due
    """What fails is told in the log and, a day after the last one that came, by the alarm `backup`."""
    try:
        made = back_up(folder())
    except (NotPossible, OSError) as reason:
        log.error("no backup was made", reason=str(reason))
        return
    log.info("backed up", file=made.file, size=made.size, seconds=round(made.seconds, 1))
    thin_out(folder(), kept())


@app.periodic(cron="50 3 * * *")
@app.task(name="operations.merge_tallies", queueing_lock="merge_tallies")
def merge_tallies(timestamp: int) -> None:  # noqa: ARG001
    merge()

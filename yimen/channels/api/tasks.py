"""What the door for programs lets a worker do."""

from datetime import UTC, datetime, timedelta

from procrastinate.contrib.django import app

from yimen.channels.api.models import Pace

KEPT = timedelta(minutes=10)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="api_forget_pace", pass_context=False)
def forget_pace(timestamp: int) -> None:  # noqa: ARG001 – the shape of every periodic task
    """Nobody needs to know how often somebody asked some minutes ago."""
    Pace.objects.filter(minute__lt=datetime.now(UTC) - KEPT).delete()

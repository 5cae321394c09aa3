"""The day's jobs of the house."""

from procrastinate.contrib.django import app

from yimen.core.administration.following import follow, turning
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import today


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="follow_posts")
def follow_posts(timestamp: int) -> None:  # noqa: ARG001 – the shape of every periodic task
    """Posts that begin or end today count from now on."""
    with acting(CLOCK):
        follow(turning(today()), today())

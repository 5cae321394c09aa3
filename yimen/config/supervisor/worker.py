"""`python -m yimen.config.supervisor.worker`: do the jobs of this node until told to stop.

When the database is lost the process ends at once, and whoever tends it starts it anew: what it had under way went with its
connections, and waiting for threads that do not know it yet would take many seconds.
"""

import asyncio
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import django
import psycopg
from django.conf import settings
from procrastinate.connector import Notify
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from yimen.config.database.outages import be_brief
from yimen.config.safety import safely
from yimen.config.supervisor.succession import take_post

AT_ONCE = 4  # jobs
LOOK_EVERY = 1.0  # seconds; what waits for another job of its case is told by nobody when that one is done
GRACE = 15.0  # seconds for jobs under way when it is told to stop
LOST = 3  # exit code


class Line(PsycopgConnector):
    """The connections of the jobs' queue; one of them listens all the time, and so is the first to know."""

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        try:
            await super().listen_notify(on_notification, channels)
        except ConnectorException:
            sys.stderr.write("The worker lost the database and starts anew.\n")
            sys.stderr.flush()
            os._exit(LOST)


def main() -> int:
    """0 when it was told to stop, LOST where there is no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    django.setup()
    be_brief()
    try:
        asyncio.run(work())
    except (ConnectorException, psycopg.Error) as lost:
        sys.stderr.write(f"The worker cannot reach the database: {str(lost).splitlines()[0]}\n")
        return LOST
    return 0


async def work() -> None:
    """A thread for each job at once, so that no more database connections are held than are used."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(AT_ONCE))
    line = Line(kwargs=connector_params(), min_size=1, max_size=AT_ONCE)
    with app.replace_connector(line) as here:
        take_post(here, settings.HOME)
        async with here.open_async():
            await here.run_worker_async(
                concurrency=AT_ONCE, fetch_job_polling_interval=LOOK_EVERY, shutdown_graceful_timeout=GRACE
            )


if __name__ == "__main__":
    sys.exit(safely(main))

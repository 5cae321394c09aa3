"""A worker that finds its predecessor gone takes over at once what that one had under way.

Without it nobody may touch a job for half a minute after its worker was last heard of, since it might only be slow. Here it is
known: who works in this folder holds the lock of a file, which the kernel lets go however the process ends.
"""

import fcntl
from pathlib import Path
from typing import IO

from procrastinate.app import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager

RETRY = "yimen.core.cases.tasks.retry_stalled"


class Post(JobManager):
    """The jobs as this process sees them; its number is written into the file that it holds."""

    def __init__(self, app: App, held: IO[str]) -> None:
        super().__init__(app.connector)
        self.app, self.held = app, held

    async def register_worker(self) -> int:
        if (predecessor := self.held.read()).isdecimal():
            await self.unregister_worker(int(predecessor))
            await self._begin_anew()
        mine = await super().register_worker()
        self._write(str(mine))
        return mine

    async def unregister_worker(self, worker_id: int) -> None:
        await super().unregister_worker(worker_id)
        self._write("")

    async def _begin_anew(self) -> None:
        try:
            await self.app.configure_task(RETRY).defer_async(timestamp=0)
        except AlreadyEnqueued:  # it is looked after each minute anyway
            return

    def _write(self, text: str) -> None:
        self.held.seek(0)
        self.held.truncate()
        self.held.write(text)
        self.held.flush()


def take_post(app: App, home: Path) -> None:
    """Be the worker of this folder for as long as the process lives; one of several where another holds it already."""
    held = (home / "worker.lock").open("a+")
    held.seek(0)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    app.job_manager = Post(app, held)

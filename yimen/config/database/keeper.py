"""The keeper: one process per data directory that owns PostgreSQL while anybody uses it.

Users hold a shared lock on users.lock. The keeper starts the postmaster, starts it again when it dies, and stops it
when it can take users.lock for itself: then the last user is gone, even by kill -9, because the kernel drops locks.
"""

import fcntl
import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from yimen.config.database.account import leaving_root
from yimen.config.database.cluster import Cluster

LOOK_EVERY = 0.25  # seconds
SHORTEST, LONGEST = 0.1, 5.0  # seconds before a postmaster that died is started again
STOPPING = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))  # fast, then immediate shutdown, and how long each may take
SETTINGS = {
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "pg-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "listen_addresses": "",
    "jit": "off",  # our statements are short; compiling them costs more than it saves
}
log = logging.getLogger("yimen.keeper")


@dataclass
class Keeper:
    """`keep()` runs until nobody uses the cluster or the keeper is told to stop."""

    cluster: Cluster
    told_to_stop: bool = False
    delay: float = SHORTEST
    postmaster: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def keep(self) -> None:
        """Look after the postmaster. Returns at once where another keeper is already in charge."""
        base = self.cluster.base
        with (base / "keeper.lock").open("a") as mine, (base / "users.lock").open("a") as users:
            if not _takes(mine):
                return
            self.cluster.prepare()
            while not self.told_to_stop and not _takes(users):
                self._look()
                time.sleep(LOOK_EVERY)
            self._stop()  # while users.lock is ours: whoever comes now waits until all is down

    def stop(self, *_signal: object) -> None:
        self.told_to_stop = True

    def _look(self) -> None:
        if self._pid() is None:
            self._start()
        elif self.cluster.ready():
            self.delay = SHORTEST

    def _start(self) -> None:
        """Start the postmaster; after a death with growing pauses, since orphaned backends hold shared memory a moment."""
        if self.postmaster is not None:
            log.warning(
                "PostgreSQL is gone (exit %s), starting it again in %s s", self.postmaster.returncode, self.delay
            )
            time.sleep(self.delay)
            self.delay = min(self.delay * 2, LONGEST)
        settings = SETTINGS | {"unix_socket_directories": str(self.cluster.run), "unix_socket_permissions": "0700"}
        settings |= self.cluster.settings
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.cluster.programs / "postgres"), "-D", str(self.cluster.data), *options]
        nowhere = subprocess.DEVNULL
        self.postmaster = subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, start_new_session=True, cwd="/", **leaving_root()
        )
        log.info("PostgreSQL started as %s", self.postmaster.pid)

    def _stop(self) -> None:
        for how, patience in STOPPING:
            pid, until = self._pid(), time.monotonic() + patience
            if pid is None:
                return
            os.kill(pid, how)
            while self._pid() is not None and time.monotonic() < until:
                time.sleep(0.02)

    def _pid(self) -> int | None:
        """Our own child, or a postmaster that an earlier keeper left behind."""
        if self.postmaster is not None and self.postmaster.poll() is None:
            return self.postmaster.pid
        return self.cluster.pid()


def _takes(lock: IO[str]) -> bool:
    """Whether the lock could be taken alone; it stays taken until the file is closed."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main(base: str, *settings: str) -> None:
    """`python -m yimen.config.database.keeper BASE [name=value …]`"""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    keeper = Keeper(Cluster(Path(base), dict(pair.split("=", 1) for pair in settings)))
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, keeper.stop)
    keeper.keep()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Using the embedded PostgreSQL: hold the lock of its users, see that a keeper is there, wait until it answers."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from yimen.config.database.cluster import Cluster
from yimen.config.database.errors import DatabaseUnusable

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0  # seconds until a start counts as failed: recovery after a crash may take this long


@contextmanager
def using(cluster: Cluster, patience: float = PATIENCE) -> Iterator[Cluster]:
    """The cluster runs inside this block. It stops soon after the last user has left, however it left."""
    with join(cluster, patience):
        yield cluster


def join(cluster: Cluster, patience: float = PATIENCE) -> IO[str]:
    """Start the cluster or join it; closing the returned file leaves it. Raises DatabaseUnusable when it does not answer."""
    cluster.base.mkdir(parents=True, exist_ok=True)
    users = (cluster.base / "users.lock").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    with (cluster.base / "start.lock").open("a") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        cluster.prepare()
        _wait(cluster, patience)
    return users


def kept(cluster: Cluster) -> bool:
    """Whether a keeper is in charge."""
    with (cluster.base / "keeper.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def wait_until_gone(cluster: Cluster, patience: float = 5.0) -> None:
    """After leaving: wait for the keeper to stop the server, unless others still use it."""
    until = time.monotonic() + patience
    while kept(cluster) and time.monotonic() < until:
        time.sleep(0.05)


def start_keeper(cluster: Cluster) -> "subprocess.Popen[bytes]":
    """A keeper of its own session, so that no terminal and no parent takes it along; it exits where one is in charge."""
    settings = [f"{name}={value}" for name, value in cluster.settings.items()]
    with (cluster.base / "keeper.log").open("a") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "yimen.config.database.keeper", str(cluster.base), *settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        )


def _wait(cluster: Cluster, patience: float) -> None:
    """Wait for the answer; a keeper that leaves meanwhile – an older one was just stopping – is followed by another."""
    keeper, until = start_keeper(cluster), time.monotonic() + patience
    while not cluster.ready():
        if time.monotonic() > until or keeper.poll() not in (None, 0):
            raise DatabaseUnusable(
                f"PostgreSQL did not start. Its reasons: {cluster.base}/keeper.log and {cluster.base}/log/"
            )
        if keeper.poll() == 0 and not kept(cluster):
            keeper = start_keeper(cluster)
        time.sleep(0.02)

"""An installation that waits for the disk and whose parts are killed with -9, one or all, and looked at from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from tests.config.processes import belonging_to, eventually, named
from tests.faults.calling import Call
from tests.product import OURS, Product, begin
from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.roles import addresses
from yimen.config.environment import CHECKOUT
from yimen.config.switchboard import NODE

DATABASE = f"yimen_{NODE['code']}"
PARTS = {"web": "yimen.config.web", "worker": "yimen.config.supervisor.worker"}
KEEPING = ""  # no setting of PostgreSQL: it keeps what it says it keeps
WELL_WITHIN = 90.0  # seconds, where other programs want the same cores; a few where they do not


@dataclass
class Installation:
    """One node, started as `bin/serve` starts it."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Returns when it says that it is ready; AssertionError with what it said where it does not become so."""
        self.process = begin(self.home, self.port, postgres=KEEPING)
        Product(self.home, self.port, self.process).becomes_ready(f"http://127.0.0.1:{self.port}")

    def environment(self) -> dict[str, str]:
        """What an operator would set."""
        told = {name: value for name, value in os.environ.items() if name not in OURS}
        return told | {
            "YIMEN_HOME": str(self.home),
            "YIMEN_PORT": str(self.port),
            "YIMEN_PEER": "off",
            "YIMEN_UNDO": "0",
            "YIMEN_DEMO_FULL": "off",
        }

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(60)

    def kill(self, part: str) -> None:
        """kill -9, and back only when what was killed runs anew."""
        if part == "all":
            assert self.process
            while pids := belonging_to(self.home):
                kill(pids)
                self.process.wait(10)
            self.start()
            return
        assert eventually(lambda: bool(self.pids(part)), WELL_WITHIN), f"there is no {part} to kill"
        kill(before := self.pids(part))
        assert eventually(lambda: bool(self.pids(part) - before), WELL_WITHIN), f"{part} did not start again"

    def pids(self, part: str) -> set[int]:
        if part == "database":
            pid = self.cluster.pid()
            return {pid} if pid and self.cluster.ready() else set()
        return named(self.home, PARTS[part])

    def is_well(self) -> bool:
        answer = self.call("/healthz").once()
        return answer is not None and answer.status == 200

    def call(self, path: str, **more: Any) -> Call:
        return Call(self.port, path, **more)

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.home / "postgres")

    @contextmanager
    def superuser(self) -> "Iterator[psycopg.Connection[Any]]":
        """All rows, from outside."""
        with closing(psycopg.connect(self.cluster.url(SUPERUSER, DATABASE), autocommit=True)) as connection:
            yield connection

    def rows(self, query: LiteralString, *values: object) -> list[Any]:
        with self.superuser() as connection:
            return connection.execute(query, values).fetchall()

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command of manage.py, as the application."""
        found = addresses(self.cluster, DATABASE)
        told = self.environment() | {
            "DATABASE_URL": found.app,
            "DATABASE_OWNER_URL": found.owner,
            "DATABASE_BACKUP_URL": found.backup,
        }
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=told, capture_output=True, text=True, check=False
        )


def kill(pids: set[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):  # it was just ending
            os.kill(pid, signal.SIGKILL)

"""An installation told what to do by commands only: the running one, and an empty folder into which its backup is restored."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.installation import DATABASE
from tests.product import OURS
from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.environment import CHECKOUT

PASSPHRASE = "six words that only a test would choose"


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    code: int
    said: str
    refused: str

    def must(self) -> str:
        """What it said; AssertionError with its reasons where it refused."""
        assert self.code == 0, self.refused
        return self.said


@dataclass(frozen=True)
class Commanded:
    """A folder of an installation, and the process in which its commands run."""

    home: Path
    process: "subprocess.Popen[str]" = field(repr=False)

    def manage(self, *words: str, **more: str) -> Answer:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([words, {"YIMEN_KEYS_PASSPHRASE": PASSPHRASE} | more]) + "\n")
        self.process.stdin.flush()
        return Answer(**json.loads(self.process.stdout.readline()))

    @contextmanager
    def superuser(self) -> "Iterator[psycopg.Connection[Any]]":
        """All rows; the process keeps the server running."""
        with psycopg.connect(Cluster(self.home / "postgres").url(SUPERUSER, DATABASE)) as connection:
            yield connection


@contextmanager
def commands(home: Path) -> Iterator[Commanded]:
    outside = {name: value for name, value in os.environ.items() if name not in OURS}
    told = outside | {"YIMEN_HOME": str(home), "YIMEN_PEER": "off", "YIMEN_DEMO_FULL": "off"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.commanding"], cwd=CHECKOUT, env=told, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield Commanded(home, process)
        assert process.stdin
        process.stdin.close()


def flipped(file: Path, at: int) -> Path:
    """A copy of which one bit is another."""
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    changed = file.with_name("changed.backup")
    changed.write_bytes(content)
    return changed


def shortened(file: Path, by: int) -> Path:
    cut = file.with_name("cut.backup")
    cut.write_bytes(file.read_bytes()[:-by])
    return cut

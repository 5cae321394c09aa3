"""A second, empty folder into which a backup of a running installation is restored, with commands only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.installation import DATABASE, Installation
from tests.product import OURS, empty_folder
from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.embedded import using
from yimen.config.environment import CHECKOUT

PASSPHRASE = "six words that only a test would choose"


@dataclass(frozen=True)
class Emptied:
    """An installation of which nothing is there yet."""

    home: Path

    def manage(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        outside = {name: value for name, value in os.environ.items() if name not in OURS}
        told = outside | {"YIMEN_HOME": str(self.home), "YIMEN_PEER": "off", "YIMEN_KEYS_PASSPHRASE": PASSPHRASE} | more
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=CHECKOUT, env=told, capture_output=True, text=True, check=False)

    @contextmanager
    def superuser(self) -> "Iterator[psycopg.Connection[Any]]":
        with (
            using(Cluster(self.home / "postgres")) as cluster,
            psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection,
        ):
            yield connection


@contextmanager
def another_machine() -> Iterator[Emptied]:
    with empty_folder() as home:
        yield Emptied(home)


def backed_up(running: Installation, into: Path) -> Path:
    """Made by the command; AssertionError with what it said."""
    made = running.manage("backup", str(into))
    assert made.returncode == 0, made.stderr
    [file] = into.glob("*.backup")
    return file


def keys_of(running: Installation, into: Path) -> Path:
    """In a bundle of their own."""
    bundle = into / "keys.bundle"
    told = Emptied(running.home).manage("keys", "backup", str(bundle))
    assert told.returncode == 0, told.stderr
    return bundle


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

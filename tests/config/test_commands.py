"""Commands find the database of this installation by themselves, as bin/serve does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.product import OURS
from yimen.config.environment import CHECKOUT

pytestmark = pytest.mark.slow
ALSO_OURS = {"YIMEN_STATIC", "YIMEN_PORT"}
DUE = ["due", "--from", "2026-09-28", "--days", "20", "--unit", "working", "--json"]


@pytest.fixture(scope="module")
def home(lived_in: Path) -> Path:
    """A folder in which nothing was ever started."""
    return lived_in


def command(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    outside = {name: value for name, value in os.environ.items() if name not in OURS | ALSO_OURS}
    environment = outside | {"YIMEN_HOME": str(home), "YIMEN_PEER": "off", "YIMEN_DEMO_FULL": "off"} | more
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_brings_up_the_embedded_server_and_prepares_what_never_was(home: Path) -> None:
    told = command(home, *DUE)
    assert json.loads(told.stdout) == {"due": "2026-10-30", "provisional": False, "law": "许可法§82"}, told.stderr
    assert "once" in told.stderr
    again = command(home, *DUE)
    assert (again.stdout, again.stderr) == (told.stdout, "")


def test_what_only_reads_files_starts_no_server(home: Path) -> None:
    told = command(home / "untouched", "lint", "exit_entry.passport_renewal")
    assert "no faults" in told.stdout, told.stderr
    assert not (home / "untouched" / "postgres").exists()


def test_a_command_works_as_the_application_and_migrations_as_the_owner(home: Path) -> None:
    assert command(home, "verify_chain").returncode == 0
    assert command(home, "migrate", "--check").returncode == 0


@pytest.mark.parametrize("address", ["nonsense", "postgresql://nobody@127.0.0.1:1/none"])
def test_an_address_that_does_not_work_is_one_line(home: Path, address: str) -> None:
    told = command(home, *DUE, DATABASE_URL=address, DATABASE_OWNER_URL=address)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert told.stderr.count("\n") <= 2, told.stderr

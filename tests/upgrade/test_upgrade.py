"""Data that earlier programs made (before.sql.gz, kept by `python -m tests.upgrade.write`) is brought up to date by these ones."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.upgrade.ground import BEFORE, database, released
from yimen.config.environment import CHECKOUT
from yimen.config.operations.snapshot import filled

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCHEMA = Path(__file__).with_name("schema.sql").read_text("utf-8")


@pytest.fixture(scope="module")
def upgraded() -> Iterator[tuple[dict[str, Any], list[str]]]:
    """What was told of it, and what its schema is."""
    with database(f"yimen_upgraded_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}") as told:
        filled(told["DATABASE_OWNER_URL"], iter([BEFORE.read_bytes()]))
        walk = subprocess.run(
            [sys.executable, "-m", "tests.upgrade.programs", "tests.upgrade.walk"],
            cwd=CHECKOUT, env=os.environ | told, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert walk.returncode == 0, walk.stderr[-3000:]
        with psycopg.connect(told["DATABASE_OWNER_URL"]) as owner:
            schema = [line for (line,) in owner.execute(SCHEMA)]
        yield json.loads(walk.stdout.splitlines()[-1]), schema


def test_every_chain_holds_and_every_door_opens_and_a_case_goes_on(upgraded: tuple[dict[str, Any], list[str]]) -> None:
    told, _ = upgraded
    assert told["verified"].startswith("2 cases, 6 events, 1 checkpoint")
    assert set(told["pages"].values()) == {200}, told["pages"]
    assert (told["state"], told["found"], told["kept"]) == ("withdrawn", True, 1)


def test_an_upgraded_database_is_made_like_a_new_one(upgraded: tuple[dict[str, Any], list[str]]) -> None:
    """A function or a policy that was changed where it was first written reaches new installations only: this finds it."""
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        new = {plain(line) for (line,) in cursor.fetchall()}
    _, schema = upgraded
    old = {plain(line) for line in schema}
    assert sorted(old - new) == []
    assert sorted(new - old) == []


def plain(line: str) -> str:
    """Without the casts and brackets that PostgreSQL writes anew each time it reads an expression."""
    return re.sub(r"::character varying(\(\d+\))?|::text(\[\])?|[()\s]", "", line)


def test_no_migration_of_a_release_was_renamed_or_taken_away() -> None:
    """Negative control of the same: a migration that nobody wrote is missed."""
    kept = released()
    assert len(kept) > 50
    there = set(MigrationLoader(None).disk_migrations)
    assert kept - there == set()
    assert (kept | {("cases", "0000_nobody")}) - there == {("cases", "0000_nobody")}

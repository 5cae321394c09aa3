"""One migrated database for all workers of a run: migrating takes each of them longer than hundreds of tests."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection

TEMPLATE = "test_yimen_migrated"


def template(folder: Path) -> str:
    """The name of the database that all copy; whoever comes first makes it, and the others wait. `folder` is common to all."""
    made = folder / "migrated"
    with (folder / "migrating").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            _make()
            made.touch()
    return TEMPLATE


def _make() -> None:
    with closing(psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)) as owner:
        owner.execute(f'drop database if exists "{TEMPLATE}"')
        owner.execute(f'create database "{TEMPLATE}"')
    with _named(TEMPLATE):
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _named(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()  # a database that somebody uses is no template
    connection.settings_dict["NAME"] = before

"""`manage.py` finds the database that bin/serve keeps: with no address in the environment it joins the embedded server of YIMEN_HOME."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, connection

from yimen.config.database.embedded import using
from yimen.config.database.errors import DatabaseUnusable
from yimen.config.database.grants import grant
from yimen.config.database.roles import ensure
from yimen.config.environment import CHECKOUT
from yimen.config.supervisor.nodes import Node, database_name, embedded_cluster, external_addresses, nodes
from yimen.config.supervisor.preparation import PREPARE, NotPrepared, prepared_for

AS_OWNER = {"migrate", "makemigrations", "exchange_keys"}  # the last changes whom we believe
FILES_ONLY = {"", "--help", "help", "check", "lint", "version", "--version"}  # read files, and no database
KEYS_ONLY = [["keys", what] for what in ("backup", "check", "restore", "new")]  # files of keys, and no database
UNPREPARED = {"restore"}  # bring their own rows into an empty database
NOWHERE = {"DATABASE_URL": "postgresql://yimen_app@/none", "DATABASE_OWNER_URL": "postgresql://yimen_owner@/none"}


def _reads_files_only(words: list[str]) -> bool:
    command = words[1] if len(words) > 1 else ""
    return command in FILES_ONLY or words[1:3] in KEYS_ONLY


def run(words: list[str]) -> int:
    """One command of Django's command line: those of AS_OWNER as the owner of the tables, all else as the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    command = words[1] if len(words) > 1 else ""
    try:
        with nothing() if _reads_files_only(words) else database(prepared=command not in UNPREPARED):
            if command in AS_OWNER:
                os.environ["YIMEN_ROLE"] = "owner"
            execute_from_command_line(words)
            if command == "migrate":
                grant(connection, settings.APP_ROLE)  # a new table never stays closed to the application
    except (ImproperlyConfigured, DatabaseUnusable, NotPrepared) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except OperationalError as away:
        sys.stderr.write(f"The database does not answer: {str(away).splitlines()[0]}\n")
        return 1
    return 0


@contextmanager
def nothing() -> Iterator[None]:
    """No database: settings are complete, and whoever asked one would be told that it is not there."""
    for name, address in NOWHERE.items():
        os.environ.setdefault(name, address)
    yield


@contextmanager
def database(*, prepared: bool) -> Iterator[None]:
    """The database for one command: that of DATABASE_URL, else the embedded one, by default prepared where it never was."""
    if external_addresses():
        yield
        return
    cluster = embedded_cluster()
    node = nodes(cluster)[0]
    with using(cluster):
        ensure(cluster, [database_name(node.code)])
        os.environ.update(node.environment())
        if prepared:
            _prepared(node)
        yield


def _prepared(node: Node) -> None:
    """Raises NotPrepared. What was prepared for other programs is left as it is: `bin/serve` brings it up to date."""
    if prepared_for(node) is not None:
        return
    sys.stderr.write("Preparing the database, once …\n")
    told = subprocess.run(
        [sys.executable, *PREPARE], cwd=CHECKOUT, stdout=sys.stderr, check=False
    )  # stdout is the command's
    if told.returncode:
        raise NotPrepared("Could not prepare the database.")

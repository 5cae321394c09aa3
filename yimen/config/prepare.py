"""`python -m yimen.config.prepare`: bring the database to what these programs expect – migrated, granted, published, filled.

One process for all of it, since loading Django is most of the time. A row remembers for which programs it was done, in the
database itself, so that a restored backup is prepared again. Two that prepare at once wait for each other.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from yimen.config import switchboard
from yimen.config.database.grants import grant
from yimen.config.environment import connection as connection_words
from yimen.config.fingerprint import fingerprint

LOCK = 0x59494D454E  # "YIMEN"
REMEMBER = """
create table if not exists yimen_prepared
    (only_row boolean primary key default true check (only_row), fingerprint text not null, at timestamptz not null default now());
insert into yimen_prepared (fingerprint) values (%(it)s)
    on conflict (only_row) do update set fingerprint = excluded.fingerprint, at = now();
"""


def main() -> int:
    """0, or 1 with what a command refused; whatever was migrated stays."""
    try:
        prepare()
    except CommandError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    return 0


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.config.settings"
    django.setup()
    # taken first: a file changed meanwhile means preparing again
    programs = fingerprint(demo=settings.DEMO, neighbours=os.environ.get("YIMEN_PEERS", ""))
    call_command(
        "check", stdout=StringIO()
    )  # what is missing – words, adapters, settings – stops the start by its name
    with _as_owner(), _alone():
        call_command("migrate", interactive=False, verbosity=0)
        grant(connection, settings.APP_ROLE)
        with _as_application():
            _fill()
        _remember(programs)


def _fill() -> None:
    for command in [*switchboard.PREPARE, *(switchboard.PREPARE_DEMO if settings.DEMO else [])]:
        call_command(*command, stdout=StringIO())  # what it refuses is raised; what it did is no news at a start


def _remember(programs: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, {"it": programs})
    grant(connection, settings.APP_ROLE)


@contextmanager
def _as_owner() -> Iterator[None]:
    connection.settings_dict.update(connection_words("DATABASE_OWNER_URL"))
    yield
    connection.close()


@contextmanager
def _as_application() -> Iterator[None]:
    """Leave the owner's rights: SET ROLE would let a command take them back, so it is another connection."""
    owner = connection.connection
    connection.connection = None
    connection.settings_dict.update(connection_words("DATABASE_URL"))
    yield
    connection.close()
    connection.connection = owner
    connection.settings_dict.update(connection_words("DATABASE_OWNER_URL"))


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
    yield
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


if __name__ == "__main__":
    sys.exit(main())

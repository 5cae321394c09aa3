"""The ground benches stand on: a PostgreSQL that keeps what it commits, our schema in a database of its own, the application's role."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.embedded import join, wait_until_gone
from yimen.config.database.roles import OWNER, addresses, ensure

NAME, READY = "yimen_bench", "yimen_bench_ready"  # the database of one bench; migrated, to be copied
SHARED = "BENCH_SHARED"  # a folder whose server the benches of one run share
GRANT = """
import django; django.setup()
from django.conf import settings; from django.db import connection
from yimen.config.database.grants import grant
grant(connection, settings.APP_ROLE)
"""


@contextmanager
def ground(tables: str = "") -> Iterator[None]:
    """Django on a fresh, migrated database: on the server of DATABASE_URL where it is set, else on an embedded one with fsync.

    `tables` is SQL that the owner runs last, for what a peer needs.
    """
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="yimen-bench-"))
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        home.chmod(0o755)
        app, owner = stack.enter_context(own_server(home) if "DATABASE_URL" not in os.environ else given_server())
        os.environ |= {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "YIMEN_HOME": str(home)}
        os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.config.settings"
        if not copied():
            migrate()
        if tables:
            lay(tables)
        django.setup()
        settings.DEMO = False  # as in operation: no row moves the clock
        yield


@contextmanager
def own_server(home: Path) -> Iterator[tuple[str, str]]:
    cluster = shared_cluster() or Cluster(home / "postgres")
    hold = join(cluster)
    try:
        ensure(cluster, [] if shared_cluster() else [NAME])
        found = addresses(cluster, NAME)
        yield found.app, found.owner
    finally:
        hold.close()
        if not shared_cluster():
            wait_until_gone(cluster)


@contextmanager
def given_server() -> Iterator[tuple[str, str]]:
    app, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    again(owner, create=True)
    yield renamed(app), renamed(owner)
    again(owner, create=False)


def again(owner: str, *, create: bool) -> None:
    """Drop the bench's database, and make it anew."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))
        if create:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))


def renamed(url: str) -> str:
    words = conninfo_to_dict(url)
    words["dbname"] = NAME
    return make_conninfo(**words)  # type: ignore[arg-type]


def shared_cluster() -> Cluster | None:
    """The server of this run, where bin/bench keeps one."""
    return Cluster(Path(os.environ[SHARED]) / "postgres") if os.environ.get(SHARED) else None


def copied() -> bool:
    """On a shared server only the first bench migrates: each gets a copy of what it left. False: migrate yourself."""
    cluster = shared_cluster()
    if cluster is None:
        return False
    names = {"it": sql.Identifier(NAME), "ready": sql.Identifier(READY), "owner": sql.Identifier(OWNER)}
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [READY]).fetchone():
            connection.execute(sql.SQL("drop database if exists {it} with (force)").format(**names))
            ensure(cluster, [NAME])
            migrate()
            connection.execute(sql.SQL("alter database {it} rename to {ready}").format(**names))
        connection.execute(sql.SQL("drop database if exists {it} with (force)").format(**names))
        connection.execute(sql.SQL("create database {it} template {ready} owner {owner}").format(**names))
    return True


def migrate() -> None:
    """By the owner, in a process of its own."""
    subprocess.run([sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"], check=True)


def lay(tables: str) -> None:
    """The owner's further tables, open to the application as all others are."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute(tables)  # type: ignore[arg-type]
    subprocess.run([sys.executable, "-c", GRANT], env=os.environ | {"YIMEN_ROLE": "owner"}, check=True)

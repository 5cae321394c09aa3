"""The database of the tests: DATABASE_URL where it is set, else the product's own embedded server for as long as the session runs."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

import psycopg

from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.embedded import join, wait_until_gone
from yimen.config.database.roles import APP, OWNER, addresses, ensure

DATABASE = "yimen"
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
}  # what a test wrote may be lost in a power cut


def provide() -> None:
    """Set both addresses. Workers of xdist inherit them, so that all share the one server that the first process holds."""
    if "DATABASE_URL" in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="yimen-test-"))
    home.chmod(0o755)
    (home / "static").mkdir()  # whitenoise warns without it
    cluster = Cluster(home / "postgres", FAST)
    hold = join(cluster)
    ensure(cluster, [DATABASE])
    _allow_tests(cluster)
    atexit.register(_leave, cluster, hold, home)
    found = addresses(cluster, DATABASE)
    addressed = {"DATABASE_URL": found.app, "DATABASE_OWNER_URL": found.owner, "DATABASE_BACKUP_URL": found.backup}
    os.environ |= addressed | {"YIMEN_HOME": str(home)}


def _allow_tests(cluster: Cluster) -> None:
    """The owner of a test makes the test's database, and steps back to the application's role inside one connection."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"alter role {OWNER} createdb")
        connection.execute(f"grant {APP} to {OWNER}")


def _leave(cluster: Cluster, hold: IO[str], home: Path) -> None:
    hold.close()
    wait_until_gone(cluster)
    shutil.rmtree(home, ignore_errors=True)

"""`python -m tests.postgres15 COMMAND …`: run a command with a throw-away cluster of Debian's PostgreSQL 15 as its database."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from yimen.config.database.account import hand_to_postgres, leaving_root
from yimen.config.database.roles import APP, OWNER

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "postgres"
FAST = [
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=256MB",
    "max_connections=100",
    "listen_addresses=",
]
MAKE = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={SUPERUSER}", "--no-sync"]
ROLES = f"""
create role {OWNER} login createdb; create role {APP} login; grant {APP} to {OWNER};
"""


def main(command: list[str]) -> int:
    if not (PROGRAMS / "postgres").exists():
        sys.stderr.write("PostgreSQL 15 is missing: apt-get install postgresql-15\n")
        return 1
    with _folder() as folder, _server(folder):
        with psycopg.connect(_url(SUPERUSER, folder, "postgres"), autocommit=True) as connection:
            connection.execute(ROLES)
            connection.execute(f"create database yimen owner {OWNER}")
        addresses = {"DATABASE_URL": _url(APP, folder, "yimen"), "DATABASE_OWNER_URL": _url(OWNER, folder, "yimen")}
        return subprocess.run(command, env=os.environ | addresses | {"YIMEN_HOME": str(folder)}, check=False).returncode


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yimen-15-"))
    hand_to_postgres(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(folder: Path) -> Iterator[None]:
    """A server on a socket in the folder, as PostgreSQL's own account where we are root."""
    data = folder / "data"
    subprocess.run(
        [PROGRAMS / "initdb", f"--pgdata={data}", *MAKE], check=True, capture_output=True, cwd="/", **leaving_root()
    )
    options = [word for option in [*FAST, f"unix_socket_directories={folder}"] for word in ("-c", option)]
    server = subprocess.Popen(
        [PROGRAMS / "postgres", "-D", data, *options], stderr=subprocess.DEVNULL, cwd="/", **leaving_root()
    )
    try:
        _wait(folder)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # fast: clients are not waited for
        server.wait()


def _wait(folder: Path) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(_url(SUPERUSER, folder, "postgres")).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _url(role: str, folder: Path, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={folder}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

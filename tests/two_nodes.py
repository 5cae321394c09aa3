"""A second node for tests: a real one, with its own database, keys, pages and worker, that can be killed and started again.

The tests themselves are node gd: its database is the test's, and its door is opened by `gd_door`. What the other node shall do is
called inside it (`Node.call`), in a process that stays, because settings belong to a process.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tests.bad_line import BadLine
from yimen.core.exchange.models import Peer
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.people.secrecy import public_key

CHECKOUT = Path(__file__).resolve().parent.parent
SETTINGS = "tests.node_settings"
PATIENCE = 60.0  # seconds, on a busy machine
NOTES = "create table test_note (id bigint generated always as identity, n int not null); grant all on test_note to yimen_app"
TABLES = "select tablename from pg_tables where schemaname = 'public'"
LEAVE = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and backend_type = 'client backend'"
RUNNING = "select id from procrastinate_jobs where status = 'doing'"
KEPT = ("django_", "procrastinate_workers", "services_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for what other processes do. Fails with `what` was waited for."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited {patience} s for {what}"
        time.sleep(0.05)


def named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


@contextmanager
def copied_database(name: str, template: str, owner_url: str) -> Iterator[None]:
    """A database like the test's own, already migrated; gone afterwards."""
    with closing(psycopg.connect(owner_url, autocommit=True)) as owner:
        owner.execute(f'drop database if exists "{name}"')
        owner.execute(f'create database "{name}" template "{template}"')
        try:
            yield
        finally:
            owner.execute(LEAVE, [name])  # `force` would have to end a vacuum too, and that only a superuser may
            owner.execute(f'drop database if exists "{name}"')


@dataclass
class Node:
    code: str
    region: str
    name: str
    database: str
    home: Path
    port: int = field(default_factory=free_port)
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": named(os.environ["DATABASE_URL"], self.database),
            "DATABASE_OWNER_URL": named(os.environ["DATABASE_OWNER_URL"], self.database),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "YIMEN_HOME": str(self.home),
            "YIMEN_NODE": json.dumps({"code": self.code, "region": self.region, "name": self.name}),
            "YIMEN_PORT": str(self.port),
            "YIMEN_ROLE": "",
        }

    def start(self, *names: str) -> None:
        """The pages, the worker, and the process in which it is told what to do."""
        for name in names or PROGRAMS:
            self.running[name] = subprocess.Popen(
                [sys.executable, *PROGRAMS[name]], cwd=CHECKOUT, env=self.environment(), process_group=0,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE if name == "shell" else subprocess.DEVNULL,
            )  # fmt: skip
        if "web" in (names or PROGRAMS):
            until(self.answers, f"{self.code} to answer")

    def revive(self) -> None:
        """Start again what has ended."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.kill(name)
        for name in PROGRAMS.keys() - self.running.keys():
            self.start(name)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self, *names: str) -> None:
        """kill -9, all processes of these programs at once."""
        for name in names or list(self.running):
            process = self.running.pop(name)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    @contextmanager
    def as_owner(self) -> "Iterator[psycopg.Connection[Any]]":
        with closing(psycopg.connect(self.environment()["DATABASE_OWNER_URL"], autocommit=True)) as owner:
            yield owner

    def forget(self) -> None:
        """Empty every table but those of migrations and of what is published, while no job runs: its worker would miss it."""
        with self.as_owner() as owner:
            with suppress(AssertionError):  # a job whose worker was killed never ends
                until(lambda: not owner.execute(RUNNING).fetchall(), f"the jobs of {self.code} to end", 5)
            tables = [table for (table,) in owner.execute(TABLES) if not table.startswith(KEPT)]
            owner.execute(f"truncate {', '.join(tables)} restart identity cascade")

    def call(self, function: str, *args: Any) -> Any:
        """Run `module:function` inside this node and return its JSON value; what it raises fails the test."""
        shell = self.running["shell"]
        assert shell.stdin
        assert shell.stdout
        shell.stdin.write(json.dumps([function, args]).encode() + b"\n")
        shell.stdin.flush()
        answer = json.loads(shell.stdout.readline())
        assert "raised" not in answer, answer["raised"]
        return answer["value"]


@pytest.fixture(scope="session")
def node_hn(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Node]:
    """The second node, for the whole session: its database is made from the test's own."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        connections.close_all()  # a database that somebody uses is no template
    node = Node("hn", "430000", "示例邻省公安厅", f"{template}_hn", tmp_path_factory.mktemp("hn"))
    with copied_database(node.database, template, os.environ["DATABASE_OWNER_URL"]):
        with node.as_owner() as owner:
            owner.execute(NOTES)
        try:
            node.start()
            yield node
        finally:
            node.kill()


@pytest.fixture(scope="session")
def node_gd(node_hn: Node) -> Iterator[Node]:
    """The door of the node that the tests are, for letters that come back. (It needs node_hn: a template has no other users.)"""
    node = Node("gd", "440000", "示例省公安厅", connection.settings_dict["NAME"], Path(settings.HOME))
    try:
        node.start("web")
        yield node
    finally:
        node.kill()


@pytest.fixture
def gd(node_gd: Node, transactional_db: None) -> Node:
    return node_gd


@pytest.fixture
def hn(node_hn: Node, gd: Node) -> Node:
    """The second node without any rows, known here and knowing us."""
    node_hn.revive()
    node_hn.forget()
    add_peer("hn", "430000", node_hn.url, node_hn.call("tests.node_calls:key"), wall_clock())
    node_hn.call("tests.node_calls:meet", "gd", "440000", gd.url, public_key())
    return node_hn


@pytest.fixture
def line(hn: Node) -> Iterator[BadLine]:
    """The line to hn, with somebody in the middle."""
    between = BadLine(hn.port)
    Peer.objects.filter(code="hn").update(url=between.url)
    yield between
    between.close()


PROGRAMS = {
    "web": ["-m", "yimen.config.web"],
    "worker": [
        "manage.py",
        "procrastinate",
        "--skip-checks",
        "worker",
        "--concurrency",
        "2",
        "--fetch-job-polling-interval",
        "0.2",
    ],
    "shell": ["-m", "tests.node_shell"],
}

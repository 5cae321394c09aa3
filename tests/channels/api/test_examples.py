"""The examples of docs/api.md, run one after another with curl against a running node of the demo; each answer is what stands under it."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import editions
from tests.two_nodes import CHECKOUT, Node
from yimen.config.demo.loading import load

DOCUMENT = CHECKOUT / "docs/api.md"
BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```$", re.M | re.S)
MARK = "=== end of an example ==="


@pytest.fixture
def demo(transactional_db: None) -> Iterator[Node]:
    """A node with the demo's province."""
    editions.publish(editions.of_the_product())
    load()
    node = Node("gd", "440000", "示例省公安厅", connection.settings_dict["NAME"], Path(settings.HOME))
    node.start("web")
    yield node
    node.kill("web")


def examples() -> list[tuple[str, Any]]:
    """Each command with the answer that stands under it, None where nothing does."""
    found: list[tuple[str, Any]] = []
    for kind, text in BLOCK.findall(DOCUMENT.read_text("utf-8")):
        if kind == "sh":
            found.append((text, None))
        else:
            found[-1] = (found[-1][0], json.loads(text))
    return found


def differs(told: Any, answered: Any, at: str = "") -> list[str]:
    """Where an answer is not as told; members and further items that are not told may be anything, as may what is told as “…”."""
    if told == "…":
        return []
    if isinstance(told, dict) and isinstance(answered, dict):
        return [line for name in told for line in differs(told[name], answered.get(name, "absent"), f"{at}.{name}")]
    if isinstance(told, list) and isinstance(answered, list) and told and len(told) <= len(answered):
        return [line for n, one in enumerate(told) for line in differs(one, answered[n], f"{at}[{n}]")]
    return [] if told == answered else [f"{at}: told {told!r}, answered {answered!r}"]


def run(node: Node) -> list[str]:
    """What each command printed last, all of them in one shell that keeps what it was told."""
    script = f"\necho '{MARK}'\n".join(text for text, _ in examples())
    script = "set -o pipefail\n" + script.replace("http://127.0.0.1:8000", node.url).replace(
        "tee /dev/stderr", "tee /dev/fd/3"
    )
    done = subprocess.run(["bash", "-c", f"exec 3>&1\n{script}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [part.strip() for part in done.stdout.split(MARK)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples call curl")
def test_the_examples_for_integrators_are_answered_as_told(demo: Node) -> None:
    wrong = []
    for (command, told), printed in zip(examples(), run(demo), strict=True):
        if told is not None:
            *_, answer = decoded(printed)
            wrong += [f"{command.strip()[:80]}…{line}" for line in differs(told, answer)]
    assert not wrong, "\n".join(wrong)


def decoded(printed: str) -> list[Any]:
    """The JSON values that were printed one after another."""
    found, reader, place = [], json.JSONDecoder(), 0
    while place < len(printed):
        value, place = reader.raw_decode(printed, place)
        found.append(value)
        while place < len(printed) and printed[place].isspace():
            place += 1
    return found

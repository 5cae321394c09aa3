"""Asking a node how it is, as anybody may."""

import http.client
import json
import time
from collections.abc import Callable

from yimen.config.supervisor.nodes import Node

PATIENCE = 120.0  # seconds until a start counts as failed


def missing(node: Node) -> list[str]:
    """What /healthz says is missing; ["web"] where nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        answer = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return ["web"]
    finally:
        connection.close()
    found: list[str] = answer.get("missing", ["web"])
    return found


def wait_until_well(node: Node, meanwhile: Callable[[], None]) -> list[str]:
    """Wait until nothing is missing, tending the programs `meanwhile`. Returns what is still missing when patience ends."""
    until = time.monotonic() + PATIENCE
    while (lacking := missing(node)) and time.monotonic() < until:
        meanwhile()
        time.sleep(0.05)
    return lacking

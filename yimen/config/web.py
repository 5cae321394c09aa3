"""`python -m yimen.config.web`: serve the pages of this node with granian on YIMEN_BIND:YIMEN_PORT."""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from yimen.config.database.outages import be_brief
from yimen.config.environment import number
from yimen.config.processes import die_with
from yimen.config.safety import safely

APPLICATION = "yimen.config.wsgi"
THREADS = 8
STOP_WITHIN = 10  # seconds; without it a worker in a long answer would never stop


def main() -> None:
    server = Granian(
        APPLICATION,
        address=os.environ.get("YIMEN_BIND", "127.0.0.1"),
        port=number("YIMEN_PORT", default=8000),
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=STOP_WITHIN,
        log_level=LogLevels.error,
    )
    parent = os.getpid()
    server.serve(target_loader=lambda module: _load(module, parent))


def _load(module: str, parent: int) -> Callable[..., Any]:
    """Load the pages inside granian's worker, which nobody else would end when granian itself is killed."""
    die_with(parent)
    be_brief()
    application: Callable[..., Any] = importlib.import_module(module).application
    return application


if __name__ == "__main__":
    sys.exit(safely(main))

"""The product as a person gets it: `bin/serve` with an empty folder and ports of its own, and what it says."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.config.processes import eventually
from yimen.config.environment import CHECKOUT

OURS = {  # what the tests themselves run with: an operator has none of it
    "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL",
    "DJANGO_SETTINGS_MODULE", "YIMEN_ROLE", "YIMEN_HOME", "YIMEN_PEERS", "YIMEN_NODE",
}  # fmt: skip
NOT_WELL = "is not well; missing"
STARTS_WITHIN = 300.0  # seconds, where other programs want the same cores


@dataclass
class Product:
    """A running installation; `neighbour` is where the second node listens, if it has one."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def neighbour(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    def says(self) -> str:
        """All that it said since it was started last."""
        return log(self.home).read_text()

    def becomes_ready(self, url: str) -> None:
        """Wait until a node says so. AssertionError with all it said where it does not."""
        ready = f"is ready at {url}\n"
        eventually(lambda: self._has_ended() or any(words in self.says() for words in (ready, NOT_WELL)), STARTS_WITHIN)
        assert ready in self.says(), self.says()

    def _has_ended(self) -> bool:
        return self.process.poll() is not None


def log(home: Path) -> Path:
    """Where it speaks into: a pipe that nobody empties would make it wait when there is much to say, such as of a lost database."""
    return home / "said.log"


def begin(home: Path, port: int, *, peer: bool = False, postgres: str = "fsync=off") -> "subprocess.Popen[bytes]":
    """Start it, and wait for nothing."""
    settings = {
        "YIMEN_HOME": str(home),
        "YIMEN_PORT": str(port),
        "YIMEN_UNDO": "0",  # a story need not wait for an officer to think again
        "YIMEN_PEER": "on" if peer else "off",
        "YIMEN_DEMO_FULL": "off",  # the small province is enough
        "YIMEN_POSTGRES": postgres,
    }
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | settings
    command = [sys.executable, "-m", "yimen.config.serve"]
    with log(home).open("w") as out:
        return subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=out, stderr=subprocess.STDOUT)


@contextmanager
def product(home: Path, port: int, *, peer: bool = False) -> Iterator[Product]:
    """Started, ready, and stopped at the end. AssertionError with what it said where it does not become ready."""
    made = Product(home, port, begin(home, port, peer=peer))
    try:
        for url in [made.url, *([made.neighbour] if peer else [])]:
            made.becomes_ready(url)
        yield made
    finally:
        made.process.terminate()
        made.process.wait(30)


@contextmanager
def empty_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's account may enter; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="yimen-product-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that is free together with the next one, for the neighbour."""
    while True:
        with ExitStack() as probes:
            first = probes.enter_context(closing(socket.socket()))
            first.bind(("127.0.0.1", 0))
            found: int = first.getsockname()[1]
            second = probes.enter_context(closing(socket.socket()))
            if found < 65535 and second.connect_ex(("127.0.0.1", found + 1)) != 0:
                return found

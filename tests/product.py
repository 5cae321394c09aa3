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

from yimen.config.environment import CHECKOUT

OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "YIMEN_ROLE", "YIMEN_HOME", "YIMEN_PEERS", "YIMEN_NODE"}
OVER = ("Yimen is ready", "Node ", "The neighbouring province is ready")


@dataclass
class Product:
    """A running installation; `neighbour` is where the second node listens, if it has one."""

    home: Path
    port: int
    process: "subprocess.Popen[str]" = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def neighbour(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    def says(self) -> str:
        """The next thing it says about a start that is over, well or not; what it said when it ended."""
        assert self.process.stdout
        said: list[str] = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith(OVER):
                return line.strip()
        return "".join(said)


def begin(home: Path, port: int, *, peer: bool = False) -> "subprocess.Popen[str]":
    """Start it, and wait for nothing."""
    settings = {
        "YIMEN_HOME": str(home),
        "YIMEN_PORT": str(port),
        "YIMEN_PEER": "on" if peer else "off",
        "YIMEN_POSTGRES": "fsync=off",
    }
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | settings
    command = [sys.executable, "-m", "yimen.config.serve"]
    return subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@contextmanager
def product(home: Path, port: int, *, peer: bool = False) -> Iterator[Product]:
    """Started, ready, and stopped at the end. AssertionError with what it said where it does not become ready."""
    made = Product(home, port, begin(home, port, peer=peer))
    try:
        for url in [made.url, *([made.neighbour] if peer else [])]:
            assert (said := made.says()).endswith(f"is ready at {url}"), said
        yield made
    finally:
        made.process.terminate()
        made.process.wait(30)
        assert made.process.stdout
        made.process.stdout.close()


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

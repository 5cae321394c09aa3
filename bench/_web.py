"""The product's own pages under granian, for as long as a bench needs them, and a caller that costs next to nothing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

POOL = "8"  # database connections, as bin/serve gives them


@contextmanager
def web(**settings: str) -> Iterator[tuple[int, int]]:
    """(port, pid) of the pages, as in operation: no demo. What it prints is thrown away."""
    port = free_port()
    environment = {
        "YIMEN_DEMO": "0",
        "YIMEN_HOSTS": "127.0.0.1",
        "YIMEN_PORT": str(port),
        "YIMEN_POOL": POOL,
        "YIMEN_GATEWAY": "none",  # what is the demo's does not start outside it
        "YIMEN_MESSAGES": "smpp",
        "YIMEN_SMPP": "smpp://bench:bench@127.0.0.1:1/10001",  # only a worker would call there
    } | settings
    process = subprocess.Popen(
        [sys.executable, "-m", "yimen.config.web"], env=os.environ | environment, process_group=0, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, patience: float = 60.0) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on {port} after {patience} s")


@dataclass
class Caller:
    """One kept connection. It reads no more of HTTP than this server writes."""

    port: int
    left: bytes = b""
    line: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path: str, token: str, key: str, body: Any) -> tuple[int, bytes]:
        sent = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
            f"X-Forwarded-Proto: https\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
        )
        self.line.sendall(head.encode() + sent)
        return self.read()

    def read(self) -> tuple[int, bytes]:
        while b"\r\n\r\n" not in self.left:
            self.left += self._more()
        head, _, rest = self.left.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = int(next(line.split(b":")[1] for line in lines if line.startswith(b"content-length")))
        while len(rest) < length:
            rest += self._more()
        self.left = rest[length:]
        return int(head.split(b" ", 2)[1]), rest[:length]

    def _more(self) -> bytes:
        found = self.line.recv(65536)
        if not found:
            raise ConnectionError("the server hung up")
        return found

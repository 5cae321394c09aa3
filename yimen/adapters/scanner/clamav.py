"""ClamAV's daemon by its INSTREAM command (man clamd), over its Unix socket or TCP; YIMEN_CLAMD says where. No file leaves the machine
by name: its bytes are streamed. A daemon that is down, slow or says something else than it should has no verdict yet: `pending`.
"""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings

from yimen.core.ports.scanner import Verdict

WITHIN = 60.0  # seconds for one file, in all
PATIENCE = 2.0  # seconds for a daemon to say that it lives
CHUNK = 64 * 1024
LONGEST = 4096  # bytes of an answer
TOO_BIG = "size limit exceeded"
NOBODY = (
    "YIMEN_CLAMD is not set: say where clamd listens, for instance unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310"
)


class ClamAv:
    """`where` is the setting CLAMD unless a test gives one."""

    def __init__(self, name: str = "clamav", where: str = "", within: float = WITHIN) -> None:
        self.name, self.where, self.within = name, where, within

    def scan(self, content: bytes) -> Verdict:
        try:
            with self._line(self.within) as line:
                line.say(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    part = content[start : start + CHUNK]
                    line.say(struct.pack("!L", len(part)) + part)
                line.say(struct.pack("!L", 0))
                return verdict(line.heard())
        except OverLimit:
            return "not_scannable"
        except OSError:
            return "pending"

    def check(self) -> str:
        if not (self.where or settings.CLAMD):
            return NOBODY
        try:
            with self._line(PATIENCE) as line:
                line.say(b"zPING\0")
                said = line.heard()
        except OSError as fault:
            return f"clamd does not answer: {type(fault).__name__}"
        return "" if said == "PONG" else "clamd answers something else than PONG"

    @contextmanager
    def _line(self, within: float) -> Iterator["Line"]:
        with connected(self.where or settings.CLAMD, within) as wire:
            yield Line(wire, time.monotonic() + within)


class OverLimit(Exception):
    """The daemon stopped listening in the middle of a file and says that it is larger than its StreamMaxLength."""


class Line:
    """One conversation, which ends at a moment. Raises OSError, of which TimeoutError is one."""

    def __init__(self, wire: socket.socket, until: float) -> None:
        self.wire, self.until = wire, until

    def say(self, said: bytes) -> None:
        self._hurry()
        try:
            self.wire.sendall(said)
        except (BrokenPipeError, ConnectionResetError):
            if TOO_BIG in self.heard():
                raise OverLimit from None
            raise

    def heard(self) -> str:
        """What the daemon answers, up to its end mark; nothing where it hangs up."""
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST:
            self._hurry()
            more = self.wire.recv(LONGEST)
            if not more:
                break
            said += more
        return said.rstrip(b"\0\n").decode("utf-8", "replace")

    def _hurry(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.wire.settimeout(left)


def connected(where: str, within: float) -> socket.socket:
    """Raises OSError, and for an address that is none ConnectionError."""
    asked = urlsplit(where)
    if asked.scheme == "tcp" and asked.hostname and asked.port:
        return socket.create_connection((asked.hostname, asked.port), within)
    if asked.scheme != "unix" or not asked.path:
        raise ConnectionError(NOBODY)
    wire = socket.socket(socket.AF_UNIX)
    wire.settimeout(within)
    try:
        wire.connect(asked.path)
    except OSError:
        wire.close()
        raise
    return wire


def verdict(said: str) -> Verdict:
    """`stream: OK`, `stream: NAME FOUND`, `… ERROR`; anything else is no verdict."""
    if said == "stream: OK":
        return "clean"
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return "infected"
    return "not_scannable" if TOO_BIG in said else "pending"

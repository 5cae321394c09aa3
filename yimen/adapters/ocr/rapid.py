"""rapidocr in a program of its own: 400 MB and two seconds to begin with, so it is kept while pictures come, and started anew
after fifty."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock
from time import monotonic
from typing import IO

from yimen.core.ports.ocr import Answer, Line
from yimen.core.ports.registers import Down

PROGRAM = Path(__file__).with_name("reader_program.py")
PICTURES = 50
MISSING = "rapidocr is not installed: uv sync --extra ocr"


class Broken(Exception):
    """The program ended, or said something that is no answer."""


class Rapid:
    """One picture at a time: whoever asks meanwhile stands in line."""

    def __init__(self, name: str = "rapid") -> None:
        self.name, self.lock = name, Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.left = 0

    def read(self, picture: bytes, within: float) -> Answer:
        if self.check():
            return Down("down")
        with self.lock:
            try:
                said = self._ask(picture, monotonic() + within)
            except TimeoutError:
                self.end()
                return Down("slow")
            except (Broken, OSError, ValueError, TypeError):
                self.end()
                return Down("failed")
        return said or None

    def check(self) -> str:
        return "" if find_spec("rapidocr") and find_spec("onnxruntime") else MISSING

    def end(self) -> None:
        """Let the program go; the next picture starts another."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
        self.process = None

    def _ask(self, picture: bytes, until: float) -> tuple[Line, ...]:
        process = self._running()
        assert process.stdin
        assert process.stdout
        process.stdin.write(len(picture).to_bytes(8, "big") + picture)
        process.stdin.flush()
        size = int.from_bytes(heard(process.stdout, 8, until), "big")
        rows = json.loads(heard(process.stdout, size, until))
        self.left -= 1
        return tuple(Line(*row) for row in rows)

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process and (self.process.poll() is not None or self.left <= 0):
            self.end()
        if self.process is None:
            self.left = PICTURES
            self.process = subprocess.Popen(  # noqa: S603 – our own program
                [sys.executable, "-I", str(PROGRAM)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, bufsize=0,
            )  # fmt: skip
        return self.process


def heard(pipe: IO[bytes], size: int, until: float) -> bytes:
    """So many bytes. Raises TimeoutError, Broken."""
    said = b""
    with DefaultSelector() as waiting:
        waiting.register(pipe, EVENT_READ)
        while len(said) < size:
            left = until - monotonic()
            if left <= 0 or not waiting.select(left):
                raise TimeoutError
            more = pipe.read(size - len(said))
            if not more:
                raise Broken
            said += more
    return said

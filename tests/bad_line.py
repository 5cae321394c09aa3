"""A line between two nodes, in the middle of which stands somebody who cuts, doubles, reorders and damages what passes."""

import contextlib
import http.client
import time
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

SLOW = 3  # seconds
MISCHIEF = ("pass", "cut", "answer lost", "half", "double", "reverse", "damage", "damaged answer", "late twin")


class BadLine:
    """Passes posts on to `port`; `plan` says what is done with each, and when it is used up the line is good."""

    def __init__(self, port: int) -> None:
        self.port, self.lock, self.kept = port, Lock(), b""
        self.plan: Iterator[str] = iter(())
        self.done: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = False  # so that closing waits for posts that are still on their way
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def does(self, plan: Iterable[str]) -> None:
        with self.lock:
            self.plan, self.done = iter(plan), []

    def next(self) -> str:
        with self.lock:
            how = next(self.plan, "pass")
            self.done.append(how)
            return how

    def forward(self, body: bytes, path: str = "/exchange/letters") -> tuple[int, bytes]:
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            there.request("POST", path, body, {"content-type": "application/x-ndjson"})
            answer = there.getresponse()
            return answer.status, answer.read()
        finally:
            there.close()

    def _handler(line) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Passing(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                try:
                    answer = line.passed(body, line.next())
                except OSError:  # the other node is not there
                    answer = None
                if answer is None:
                    self.close_connection = True
                    return
                with contextlib.suppress(OSError):  # who asked may be gone
                    self.send_response(answer[0])
                    self.send_header("content-length", str(len(answer[1])))
                    self.end_headers()
                    self.wfile.write(answer[1])

            def log_message(self, *_: Any) -> None: ...

        return Passing

    def passed(self, body: bytes, how: str) -> tuple[int, bytes] | None:
        """What comes back to the sender, or None: the line is dead."""
        lines = body.split(b"\n")
        if how == "cut":
            return None
        if how == "slow":
            time.sleep(SLOW)
        if how == "half":
            self.forward(body[: len(body) // 2])
            return None
        if how == "double":
            self.forward(body)
        if how == "late twin":  # the post before this one comes again, after it
            answer = self.forward(body)
            self.forward(self.kept or body)
            return answer
        self.kept = body
        sent = {"reverse": b"\n".join(reversed(lines)), "damage": flipped(body)}.get(how, body)
        status, answer_body = self.forward(sent)
        if how == "answer lost":
            return None
        return status, flipped(answer_body) if how == "damaged answer" else answer_body


def flipped(body: bytes) -> bytes:
    """One bit in the middle is another."""
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]

"""A program that calls the public interface over a line that breaks: it asks again, with the same key, until it is answered."""

import http.client
import json
import socket
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
NOT_NOW = 503
PAUSE = 0.1  # seconds before asking again
PATIENCE = 90.0  # seconds of asking


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.body)
        return found

    def must(self, status: int) -> "Answer":
        assert self.status == status, (self.status, self.body.decode())
        return self


@dataclass(frozen=True)
class Call:
    """One call; without a body it is a GET."""

    port: int
    path: str
    body: Json | None = None
    token: str = ""
    key: str = ""
    patience: float = field(default=20.0, compare=False)

    def once(self) -> Answer | None:
        """None where no whole answer came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request("GET" if self.body is None else "POST", self.path, self._sent() or None, self._headers())
            response = connection.getresponse()
            return Answer(response.status, response.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def until_answered(self) -> Answer:
        """The same call again and again, while nobody answers or the node says that it is not well."""
        end = time.monotonic() + PATIENCE
        while (answer := self.once()) is None or answer.status == NOT_NOW:
            assert time.monotonic() < end, f"no answer to {self.path} within {PATIENCE} s"
            time.sleep(PAUSE)
        return answer

    def sent(self, share: float = 1.0) -> socket.socket:
        """Sent – whole, or its first part – and not read: whoever closes the socket leaves without the answer."""
        heads = "".join(f"{name}: {value}\r\n" for name, value in self._headers().items())
        length = len(self._sent())
        start = f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n{heads}\r\n"
        whole = start.encode() + self._sent()
        line = socket.create_connection(("127.0.0.1", self.port), timeout=self.patience)
        line.sendall(whole[: len(whole) - int((1 - share) * length)])
        return line

    def _sent(self) -> bytes:
        return b"" if self.body is None else json.dumps(self.body).encode()

    def _headers(self) -> dict[str, str]:
        found = {"Content-Type": "application/json"}
        if self.token:
            found["Authorization"] = f"Bearer {self.token}"
        return found | ({"Idempotency-Key": self.key} if self.key else {})

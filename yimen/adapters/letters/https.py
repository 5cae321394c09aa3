"""Letters by HTTPS: one POST of lines, answered by one signed line. No redirects, bounded times, a bounded answer.

The certificate of the other node is checked against the system's authorities (SSL_CERT_FILE names others). Plain http is for the
demo's second node on this machine only; the letters are signed either way."""

import ssl
from collections.abc import Sequence
from http import HTTPStatus

import httpx
from django.conf import settings

from yimen.core.ports.letters import NotDelivered

TIMES = httpx.Timeout(20, connect=5)  # seconds
MAX_ANSWER = 64 * 2**10  # bytes
HEAD = {"content-type": "application/x-ndjson", "accept": "application/json"}


class Https:
    """One pool of connections for all peers, so that a busy line stays open between posts."""

    def __init__(self, name: str = "default") -> None:
        self.name = name
        self.client = httpx.Client(
            verify=ssl.create_default_context(), timeout=TIMES, follow_redirects=False, trust_env=False
        )

    def push(self, url: str, letters: Sequence[bytes]) -> bytes:
        return self._answer("POST", url, "/exchange/letters", b"\n".join(letters))

    def introduce(self, url: str) -> bytes:
        return self._answer("GET", url, "/exchange/key")

    def check(self) -> str:
        return ""  # each peer's line is told by its outbox: `manage.py letters`

    def _answer(self, method: str, url: str, path: str, body: bytes | None = None) -> bytes:
        if not url.startswith("https://") and not settings.DEMO:
            raise NotDelivered(f"{url} is not https")
        try:
            with self.client.stream(method, url.rstrip("/") + path, content=body, headers=HEAD) as response:
                answer = _bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as broken:
            raise NotDelivered(f"{type(broken).__name__}: {broken}") from broken
        if response.status_code != HTTPStatus.OK:
            raise NotDelivered(f"HTTP {response.status_code}: {answer[:200].decode(errors='replace')}")
        return answer


def _bounded(response: httpx.Response) -> bytes:
    answer = b""
    for part in response.iter_bytes():
        answer += part
        if len(answer) > MAX_ANSWER:
            raise NotDelivered(f"an answer of more than {MAX_ANSWER} bytes")
    return answer

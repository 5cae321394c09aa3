"""Talking to the provider: bounded times, bounded answers, no redirects, https only, and what changes seldom is kept for a while."""

import ssl
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from yimen.core.ports.identity import NotProven

TIMES = httpx.Timeout(5, connect=2)  # seconds: a person waits
MAX_ANSWER = 64 * 2**10  # bytes
KEPT_FOR = 600.0  # seconds: the discovery document and the keys
ANEW_AFTER = 30.0  # seconds: unknown key ids do not make us ask without end
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(slots=True)
class Talk:
    """One pool of connections, and what the provider said about itself."""

    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            verify=ssl.create_default_context(), timeout=TIMES, follow_redirects=False, trust_env=False
        )
    )
    said: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def document(self, url: str, *, anew: bool = False) -> dict[str, Any]:
        """A JSON document, kept for KEPT_FOR; `anew` asks again unless that was done just now. Raises NotProven."""
        with self.lock:
            at, known = self.said.get(url, (-KEPT_FOR, {}))
        age = monotonic() - at
        if known and age < (ANEW_AFTER if anew else KEPT_FOR):
            return known
        found = self.ask("GET", url)
        with self.lock:
            self.said[url] = (monotonic(), found)
        return found

    def ask(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        """The JSON object that a request is answered with. Raises NotProven: `unreachable`, `nonsense`, or `not_ours` for a 4xx."""
        confidential(url)
        try:
            with self.client.stream(method, url, headers={"accept": "application/json"}, **more) as response:
                answer = _bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as broken:
            raise NotProven("unreachable", f"{type(broken).__name__}: {broken}") from broken
        if HTTPStatus.BAD_REQUEST <= response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NotProven("not_ours", f"HTTP {response.status_code}")
        if response.status_code != HTTPStatus.OK:
            raise NotProven("unreachable", f"HTTP {response.status_code}")
        try:
            found: dict[str, Any] = msgspec.json.decode(answer, type=dict[str, Any])
        except msgspec.MsgspecError as broken:
            raise NotProven("nonsense", "no JSON object") from broken
        return found


def confidential(url: str) -> None:
    """Nothing secret goes in the clear, except to a provider on this very machine. Raises NotProven."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise NotProven("nonsense", "an address that is not https")


def _bounded(response: httpx.Response) -> bytes:
    answer = b""
    for part in response.iter_bytes():
        answer += part
        if len(answer) > MAX_ANSWER:
            raise NotProven("nonsense", f"an answer of more than {MAX_ANSWER} bytes")
    return answer

"""Identity: a provider outside says who somebody is, how surely, and when that was shown. It is asked by sending the person there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Why = Literal["not_set", "unreachable", "nonsense", "refused", "not_ours", "too_weak", "too_old"]


class NotProven(Exception):
    """Nobody is signed in. `not_set`, `unreachable` and `nonsense` are the provider's, `refused` is the person's own choice there;
    `not_ours` is an answer that does not belong to what was asked (state, nonce, audience, issuer, signature, replay, time).
    `detail` is for the log."""

    def __init__(self, why: Why, detail: str = ""):
        super().__init__(f"{why}: {detail}")
        self.why, self.detail = why, detail


@dataclass(frozen=True, slots=True)
class Wanted:
    """`level` is what the act needs; `max_age` in seconds asks for a fresh proof, `back` is the address to which the answer comes."""

    back: str
    level: str = "basic"
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """Where to go, and what must be kept on our side until the person comes back. `kept` is never shown."""

    url: str
    kept: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proven:
    """Who came back. `id_number` and `name` are empty where the provider does not say them."""

    issuer: str
    subject: str
    level: str
    at: datetime
    name: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)


class IdentityProvider(Protocol):
    def begin(self, wanted: Wanted) -> Journey:
        """Where to send the person. Raises NotProven (not_set, unreachable, nonsense)."""
        ...

    def finish(self, kept: Mapping[str, str], came_back: Mapping[str, str]) -> Proven:
        """Who came back with these words of the address; once for each journey. Raises NotProven."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...

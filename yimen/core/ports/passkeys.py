"""Passkeys: what a browser is asked for, and whether what it brings back is true. The rows are the core's; the wire keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class NotTrue(Exception):
    """What the browser brought does not fit what was asked: another origin, challenge or key, nobody verified, a counter that fell back."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks: the host that passkeys belong to, and the address of the page as the browser sees it."""

    host: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Holder:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Key:
    credential: bytes
    public_key: bytes = field(repr=False)
    signs: int


class Passkeys(Protocol):
    def to_make(self, party: Party, holder: Holder, challenge: bytes, known: Sequence[bytes]) -> str:
        """Options for navigator.credentials.create as JSON: discoverable, user verified, none of the known ones again."""
        ...

    def made(self, party: Party, challenge: bytes, brought: str) -> Key:
        """The new key in what the browser brought. Raises NotTrue."""
        ...

    def to_show(self, party: Party, challenge: bytes) -> str:
        """Options for navigator.credentials.get as JSON; whose key it is the browser's user chooses."""
        ...

    def which(self, brought: str) -> bytes:
        """The credential that somebody says to have. Raises NotTrue when it is no answer at all."""
        ...

    def shown(self, party: Party, challenge: bytes, brought: str, key: Key) -> int:
        """The counter after a true answer with this key. Raises NotTrue."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...

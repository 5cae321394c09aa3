"""The wire that carries letters to another node. It carries bytes and says what became of them; meaning is the exchange's."""

from dataclasses import dataclass
from typing import Protocol


class NotDelivered(Exception):
    """The other node could not be reached or did not answer; the letter stays in the outbox and is tried again."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The highest sequence number up to which the other node has everything, without a gap."""

    up_to: int


class LetterWire(Protocol):
    def push(self, url: str, envelope: bytes) -> Acknowledged: ...

    def check(self) -> str: ...

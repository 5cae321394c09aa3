"""The wire that carries letters to another node. It carries bytes both ways; what they mean is the exchange's matter."""

from collections.abc import Sequence
from typing import Protocol


class NotDelivered(Exception):
    """The other node could not be reached, did not answer, or refused: the text says which. The letters are sent again."""


class LetterWire(Protocol):
    def push(self, url: str, letters: Sequence[bytes]) -> bytes:
        """Bring sealed letters, in this order, to the node at `url`; returns its signed answer unread. Raises NotDelivered."""
        ...

    def introduce(self, url: str) -> bytes:
        """What the node at `url` says about itself: JSON {code, region, name, key, key_id}. Raises NotDelivered."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...

"""Short messages: handed to a provider, who says later whether they arrived. Whoever does not answer has said nothing.

A message whose sending raised Unsure may have gone out or not. It is asked for (`ask`) and never sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

Fate = Literal["unknown", "accepted", "delivered", "failed"]


class Unsure(Exception):
    """The provider did not answer, or not in time: nobody knows whether the message went out. The text says which."""


class NotTaken(Exception):
    """The provider did not take the message, and it did not go out. `later`: the same message may be tried again after a while."""

    def __init__(self, why: str, *, later: bool = False):
        super().__init__(why)
        self.later = later


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is ours, the same for ever for one sending; `template` the provider's number of the approved text."""

    key: str
    phone: str
    text: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one part of a message, under the provider's reference of it; it may be told twice, and in any order."""

    ref: str
    fate: Literal["delivered", "failed"]
    at: datetime
    detail: str = ""


Book = Callable[[Receipt], None]


class MessageWire(Protocol):
    def send(self, message: Message, within: float) -> list[str]:
        """Hand it over; the provider's references, one for each part. Raises NotTaken, and Unsure after `within` seconds."""
        ...

    def ask(self, key: str, refs: list[str], within: float) -> Fate:
        """What became of a message, by our key or by its references where the provider gave them; `unknown`: it cannot say.

        Raises Unsure where it does not answer."""
        ...

    def collect(self, book: Book, within: float) -> int:
        """Fetch what the provider owes us for at most `within` seconds: each receipt is acknowledged only after `book` came back.

        How many. Raises Unsure where it cannot be reached."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the phone of the demo shows it."""

    phone: str
    text: str
    at: datetime
    fate: str


@runtime_checkable
class Viewable(Protocol):
    """A provider of the demo, whose phones are ours to look at."""

    def shown(self, limit: int) -> list[Shown]:
        """The latest first."""
        ...

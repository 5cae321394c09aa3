"""Payment gateways: what is charged and given back elsewhere, in yuan with two decimals. Whoever does not answer has said nothing.

An attempt is known by our number for ever: asking for it twice asks for the same one. A gateway that cannot be reached, is too slow or
speaks nonsense raises Unsure: what it did is then unknown, and is asked for (`query`), never done again under another number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

ChargeState = Literal["unknown", "open", "paid", "closed"]
ReturnState = Literal["unknown", "sent", "done", "failed"]
Kind = Literal["charge", "refund"]
CENT = Decimal("0.01")


class Unsure(Exception):
    """The gateway did not answer, or not in time, or nonsense: nobody knows what it did. The text says which."""


class NotGenuine(Exception):
    """A notification that is not the gateway's, or not of now: `why` is signature, time or form."""

    def __init__(self, why: Literal["signature", "time", "form"]):
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class ToPay:
    """What a person is to pay; `title` is shown by the gateway and names a service, never a person."""

    number: str
    yuan: Decimal
    title: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Charge:
    """What became of an attempt. `yuan` is what was really charged, `ref` the gateway's own number of it; unknown: never heard of it."""

    number: str
    state: ChargeState
    yuan: Decimal | None = None
    ref: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a refund, by our number of it."""

    number: str
    state: ReturnState
    yuan: Decimal | None = None
    ref: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """What the gateway tells of itself; `id` stays the same when it tells it again."""

    id: str
    told: Charge | Returned


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a day's file: money that came (`charge`) or went back (`refund`) under our number."""

    kind: Kind
    number: str
    ref: str
    yuan: Decimal
    at: datetime


class Gateway(Protocol):
    """One wire to one gateway. Every method that asks may raise Unsure; each may be called again with the same words."""

    def create(self, wanted: ToPay) -> str:
        """Open an attempt and answer the address that a person pays at: a path of this site, or what its QR holds."""
        ...

    def query(self, number: str) -> Charge: ...

    def close(self, number: str) -> None:
        """After it nobody can pay under this number, known there or not – unless it was paid before: read it back."""
        ...

    def refund(self, number: str, refund: str, yuan: Decimal) -> Returned:
        """Give back part or all of what was charged under `number`; `refund` is our number of it, and done once."""
        ...

    def query_refund(self, refund: str) -> Returned: ...

    def verify(self, headers: Mapping[str, str], body: bytes, at: datetime) -> Notification:
        """What a notification says, if it is the gateway's and of this moment. Raises NotGenuine."""
        ...

    def answer(self) -> bytes:
        """What the gateway wants to hear, as JSON, so that it does not tell again."""
        ...

    def day(self, on: date) -> Sequence[Line]:
        """The gateway's file of a day (China's)."""
        ...

    def bank(self, on: date) -> Sequence[Line]:
        """What the bank or treasury says came and went through this gateway on that day."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...


@runtime_checkable
class Hosted(Protocol):
    """A gateway of the demo, whose page of payment is ours to show."""

    def asked(self, token: str) -> ToPay | None:
        """What stands behind an address of payment while it is open."""
        ...

    def became(self, token: str) -> ChargeState: ...

    def pay(self, token: str, at: datetime | None = None) -> ChargeState:
        """The person agrees: charged at most once, whatever is told about it afterwards – nothing, of a day `at` that is past."""
        ...

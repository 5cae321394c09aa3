"""Seals: an authority's certificate on a PDF, by which anybody sees later who sealed it and that nothing has changed since."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

Outcome = Literal["intact", "changed", "foreign", "unsealed", "unreadable"]


class NoSeal(Exception):
    """An authority has no certificate, or none that may be used on the day. Says whose and where it is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of an authority: `key` names the authority, `since` the day from which it seals. `chain` is PEM, its own first."""

    key: str
    subject: str
    fingerprint: str  # SHA-256 of the certificate, hexadecimal
    since: date
    valid_from: datetime
    valid_to: datetime
    chain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    pdf: bytes
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a seal on a file proves: `intact` – one of ours, whole file; `changed` – something differs since; `foreign` – whole, but
    not by one of our authorities; `unsealed`; `unreadable` – no PDF, or one that wastes time and room."""

    outcome: Outcome
    subject: str = ""
    fingerprint: str = ""
    sealed_at: str = ""
    why: str = field(default="")


class Seals(Protocol):
    def seal(self, pdf: bytes, key: str, name: str, on: date) -> Sealed:
        """Seal with the certificate of the authority `key` that is in use on that day. Raises NoSeal."""
        ...

    def judge(self, pdf: bytes, at: datetime) -> Verdict:
        """What the seal proves, as of a moment; a hostile file is stopped by time and room. Never raises for a file."""
        ...

    def listed(self) -> list[Certificate]:
        """All certificates of all authorities, the older first."""
        ...

    def rotate(self, key: str, name: str, since: date, new: bytes | None) -> Certificate:
        """From a day on, another key; what the old one sealed stays valid. `new` is a PKCS#12; None only where we are our own CA.
        Raises NoSeal."""
        ...

    def roots(self) -> bytes:
        """The certificates of the authorities above, in PEM, for readers on other machines. Raises NoSeal."""
        ...

    def check(self) -> str:
        """One line that says what is wrong; empty when sealing works."""
        ...

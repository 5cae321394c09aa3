"""Registers: what another authority's book says about one person. An answer is Known, None, Down or Later – never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Known:
    """The register has a record: a mapping for a `record`, a list for `records`, else a plain value. `at` is the register's time."""

    value: Any
    at: datetime


Why = Literal["down", "slow", "failed"]  # cannot be reached, did not answer in time, answered nonsense


@dataclass(frozen=True, slots=True)
class Down:
    """The register cannot answer; the doors have words for each `why`."""

    why: Why


@dataclass(frozen=True, slots=True)
class Later:
    """The register will answer by letter under this ticket; what waits for it is parked, not refused."""

    ticket: str


Answer = Known | Down | Later | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a look-up is about: the clear numbers stay in memory and are never logged."""

    person: str  # id of the person here
    id_number: str
    name: str
    organisation: str = ""  # unified social credit code, where somebody acts for an organisation
    organisation_id: str = ""  # its id here


class Register(Protocol):
    """One wire to one register, e.g. `exit_entry`; a query is what stands behind its dot: `permit` in `exit_entry.permit`.

    A `local` register answers from this database and is asked in the caller's transaction; the others may be asked in
    threads, all at once, and touch no database."""

    local: bool
    about: Literal["person", "organisation"]

    def look_up(self, query: str, subject: Subject, terms: Mapping[str, str], within: float) -> Answer:
        """Ask, for at most `within` seconds: an adapter bounds its own waiting. What it raises is taken for Down."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the wire; empty when it is up."""
        ...

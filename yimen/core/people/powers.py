"""Who may do what: the one table of powers (data/powers.yaml), role by role and relation by relation.

Doors ask it before anything else; the tests build every URL × method × role × relation from it. A missing cell stops the start.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args
from uuid import UUID

from yimen.core.people.actors import STAFF, Actor, Role
from yimen.core.places.reading import read

Relation = Literal["own", "proxy", "office", "reach", "asked", "none"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
FILE = Path(__file__).parent / "data/powers.yaml"
Cell = frozenset[Relation]


@dataclass(frozen=True, kw_only=True)
class Power:
    """One row of the table: what it is called, a cell for every role, and the moves of a case that need it."""

    zh: str
    en: str
    visitor: Cell
    applicant: Cell
    window: Cell
    examiner: Cell
    decider: Cell
    head: Cell
    supervisor: Cell
    administrator: Cell
    rule: Cell
    clock: Cell
    node: Cell
    moves: tuple[str, ...] = ()

    def cell(self, role: Role) -> Cell:
        cell: Cell = getattr(self, role)
        return cell


class UnknownPower(LookupError):
    """A power or a move that the table does not have."""


def load(file: Path = FILE) -> dict[str, Power]:
    """The table. Raises NotTheLanguage with every cell that is missing or misspelt, LookupError for a move in two rows."""
    table: dict[str, Power] = read(dict[str, Power], file)
    moves = [move for power in table.values() for move in power.moves]
    if twice := {move for move in moves if moves.count(move) > 1}:
        raise LookupError(f"{file.name}: these moves stand in two rows: {', '.join(sorted(twice))}")
    return table


POWERS: dict[str, Power] = load()
OF_MOVE: dict[str, str] = {move: name for name, power in POWERS.items() for move in power.moves}


def may(actor: Actor, power: str, relation: Relation = "none") -> bool:
    """Has the actor's role this power in this relation to the matter? Raises UnknownPower."""
    if power not in POWERS:
        raise UnknownPower(power)
    cell = POWERS[power].cell(actor.role)
    return relation in cell or "none" in cell


def may_ever(actor: Actor, power: str) -> bool:
    """Has the actor's role this power to anything at all?"""
    return bool(POWERS[power].cell(actor.role))


def power_of(move: str) -> str:
    """The power that a move of a case needs. Raises UnknownPower."""
    if move not in OF_MOVE:
        raise UnknownPower(move)
    return OF_MOVE[move]


class Matter(Protocol):
    """What a case, a draft or a copy says about whose it is and where it lies."""

    @property
    def applicant_id(self) -> UUID | None: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def region(self) -> str: ...
    @property
    def deciding_region(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def deciding_office(self) -> str: ...
    @property
    def authority(self) -> str: ...
    @property
    def joint_with(self) -> list[str] | None: ...
    @property
    def owner(self) -> str: ...


def relation(actor: Actor, matter: Matter, *, principals: frozenset[UUID] = frozenset()) -> Relation:
    """How the actor stands to a matter; `principals` are those for whom an applicant may act today in that service (proxies.principals).

    An agent named in a case keeps no relation to it once the proxy has ended.
    """
    if actor.role == "applicant":
        return _of_applicant(actor, matter, principals)
    if actor.role in STAFF:
        return _of_staff(actor, matter)
    if actor.role == "node":
        return "office" if actor.node and actor.node == matter.owner else _by_reach(actor, matter)
    return "none" if actor.role == "visitor" else "reach"


def _of_applicant(actor: Actor, matter: Matter, principals: frozenset[UUID]) -> Relation:
    if matter.applicant_id and str(matter.applicant_id) == actor.id:
        return "own"
    return "proxy" if principals & {matter.applicant_id, matter.organisation_id} else "none"


def _of_staff(actor: Actor, matter: Matter) -> Relation:
    """Place alone is not competence: what another authority decides is not this officer's matter, in whichever office it lies."""
    if matter.authority not in actor.serves:
        asked = not set(actor.serves).isdisjoint(matter.joint_with or ())
        return "asked" if asked and reaches(actor.reach, matter.region) else "none"
    offices = {matter.office, matter.deciding_office} - {""}
    return "office" if actor.office in offices else _by_reach(actor, matter)


def _by_reach(actor: Actor, matter: Matter) -> Relation:
    reached = reaches(actor.reach, matter.region) or reaches(actor.reach, matter.deciding_region)
    return "reach" if reached else "none"


def reaches(reach: str, region: str) -> bool:
    """Does a region lie within a reach? As yimen_reaches() in SQL: 440000 reaches all that begins with 44; '' reaches nothing."""
    if not (len(reach) == 6 and reach.isascii() and reach.isdecimal() and reach[0] != "0"):
        return False
    prefix = reach
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return len(region) == 6 and region.startswith(prefix)

"""A procedure file in memory: the whole lifecycle of a kind of case as dated rows. Add a move there, not an `if` here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from yimen.core.cases.vocabulary import Act, ClockKind, GuardName, RowKind, SaidType, State
from yimen.core.people.actors import Role
from yimen.core.places.law import UNCHECKED, Dated, Mark
from yimen.core.places.reading import Expected, nearest
from yimen.core.services.words import Words

Name = Literal["licence", "registration", "pledge", "penalty"]
OWN = "事项版本"  # the article is the one that the edition of the service names for this time
SAID = get_args(SaidType)


@dataclass(frozen=True, kw_only=True)
class Limit(Dated):
    """A time that the procedure gives; without `time` it is the edition's, or the one that the officer names."""

    kind: ClockKind
    time: str | None = None
    remind: str | None = None  # how long before its end the person is reminded
    starts: Literal["move", "service"] = (
        "move"  # from the day of the move, or only from that on which its paper was served
    )
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class More(Dated):
    """What may be added to the statutory time once, where the edition gives no other."""

    time: str
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing to be said with a move: a built-in type, or the name of one of the procedure's own choices."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class Row(Dated):
    """One way in which a move may be taken; several rows of one move are tried from the top."""

    move: str
    in_: list[State] = field(default_factory=list)  # empty: the move makes the case
    then: State | None = None  # None: the case stays where it is
    by: list[Role]
    law: str
    mark: Mark = "S"
    region: str | None = None  # only where the case is accepted in this region
    notice: list[str] = field(default_factory=list)  # papers that are issued
    clock: str | None = None  # the time that begins
    says: dict[str, str] = field(default_factory=dict)
    once: bool = False
    guards: list[GuardName] = field(default_factory=list)
    rows: list[RowKind] = field(default_factory=list)
    remedy: Act | None = None  # the paper tells how to contest this kind of act
    follow: list[str] = field(default_factory=list)  # what a rule tries next, in the same transaction
    advise: bool = False  # facts are learnt anew: what is said changes them
    jobs: list[str] = field(default_factory=list)  # handlers filed with it, beside config.switchboard.AFTER_EVENT
    fault: bool = False  # counted as a fault of ours
    bodies: bool = False  # taken by an authority that was asked, not by the one that decides
    inside: bool = False  # what is said stays among officers until the decision
    dated: str | None = None  # the word that says from which day the event counts
    beside: bool = False  # it does not touch what others are doing: an older page still holds

    @cached_property
    def said(self) -> list[Said]:
        return [
            Said(name=name, type=kind.removesuffix("?"), required=not kind.endswith("?"))
            for name, kind in self.says.items()
        ]

    def complaints(self) -> Iterator[Expected]:
        yield from super().complaints()
        if self.law in (UNCHECKED, OWN) and self.mark == "S":
            yield Expected("K or ?, since no article is named", at="mark", found=self.mark)
        if self.move != "begin" and not self.in_:
            yield Expected("the states in which it may be taken", at="in", found="none")
        if self.dated and self.says.get(self.dated) != "date":
            yield Expected("a word of `says` that is a date", at="dated", found=self.dated)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    procedure: Name
    law: str
    valid: Dated
    name: Words
    papers: dict[str, Words]
    times: dict[str, Limit]
    extension: More | None = None
    joint_extension: More | None = None  # where several authorities have a part in it (许可法§42)
    choices: dict[str, dict[str, Words]] = field(default_factory=dict)
    moves: list[Row]

    def complaints(self) -> Iterator[Expected]:
        names = [row.move for row in self.moves]
        for number, row in enumerate(self.moves):
            for place, word, known in used(row, self, names):
                if word not in known:
                    yield Expected(nearest(word, list(known)), at=f"moves[{number}].{place}", found=word)

    def rows(self, move: str, on: date) -> list[Row]:
        """The rows of a move that are in force on a day, in their order."""
        return [row for row in self._by_move.get(move, ()) if row.holds(on)]

    def from_state(self, state: State) -> list[Row]:
        """The rows that start from a state, in their order."""
        return self._by_state.get(state, [])

    @cached_property
    def _by_state(self) -> dict[State, list[Row]]:
        found: dict[State, list[Row]] = {}
        for row in self.moves:
            for state in row.in_:
                found.setdefault(state, []).append(row)
        return found

    @cached_property
    def names(self) -> list[str]:
        return list(self._by_move)

    @cached_property
    def _by_move(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.moves:
            found.setdefault(row.move, []).append(row)
        return found

    def limit(self, kind: ClockKind, on: date) -> Limit | None:
        """The time of a kind that is in force on a day."""
        return next((limit for limit in self.times.values() if limit.kind == kind and limit.holds(on)), None)


def used(row: Row, procedure: Procedure, moves: list[str]) -> Iterator[tuple[str, str, Collection[str]]]:
    """Every word of a row that must be declared elsewhere in the file: its place, the word, and what is declared."""
    yield from ((f"notice[{n}]", kind, procedure.papers) for n, kind in enumerate(row.notice))
    yield from ((f"follow[{n}]", move, moves) for n, move in enumerate(row.follow))
    yield from ((f"says.{said.name}", said.type, [*SAID, *procedure.choices]) for said in row.said)
    if row.clock:
        yield "clock", row.clock, procedure.times

"""Deciding tables: the first true row wins, an unknown row stops the table and names the fact to ask.

A table is compiled for an interval between turning days and an accepting place, so that dates, regions and named sets cost
nothing later. The path is explained by an Outcome made at compile time, and by the facts that were read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yimen.core.places.law import Dated
from yimen.core.places.law_book import LawBook
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.cells import Test, parse
from yimen.core.services.facts import Fact, Facts
from yimen.core.services.language import Cell, Declared, Row


@dataclass(frozen=True, slots=True)
class Standing:
    """A row where it stands: its number in the file (from 0) and the pack that put it on top, within that pack's reach."""

    row: Row
    number: int
    conditions: tuple[tuple[str, Cell], ...]
    pack: str | None = None
    spans: tuple[Dated, ...] = ()
    regions: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Row, number: int) -> "Standing":
        return cls(row, number, tuple(row.when.items()), None, (row,), (row.region,) if row.region else ())

    @property
    def here(self) -> bool:
        """Does it depend on the accepting place?"""
        return bool(self.regions) or any("this_" in str(cell) for _, cell in self.conditions)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a table is applied: the day of submission and the region of the accepting office."""

    book: LawBook
    on: date
    here: str

    def in_force(self, standing: Standing) -> bool:
        return all(span.holds(self.on) for span in standing.spans) and all(
            self.book.covers(region, self.here, self.on) for region in standing.regions
        )

    def members(self, name: str) -> frozenset[str]:
        return self.book.members(name, self.on, self.here)

    def inside(self, codes: frozenset[str]) -> frozenset[str]:
        return self.book.inside(codes, self.on)


@dataclass(frozen=True, slots=True)
class Tried:
    standing: Standing
    tests: tuple[tuple[str, Test], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    table: str
    tried: tuple[Tried, ...]  # the last one decided or stopped
    read: tuple[str, ...]
    ask: str | None = None  # the unknown fact that stopped the table

    @property
    def row(self) -> Row | None:
        return None if self.ask else self.tried[-1].standing.row


class NoRowHolds(LookupError):
    """A table without an answer: the linter would have refused the file."""


HOPEFUL = ("ok", "offer")  # what is only to be checked may not shut anybody out: such a row holds until then
Decision = tuple[Outcome, tuple[Fact, ...]]
Decide = Callable[[Facts], Decision]


@dataclass
class Source:
    """The text of one function that is being written. Only names made here enter it, never a word of a file."""

    name: str
    passed: frozenset[str]
    constants: dict[str, Any] = field(
        default_factory=lambda: {"UNKNOWN": UNKNOWN, "NONE": NONE, "NoRowHolds": NoRowHolds}
    )
    lines: list[str] = field(default_factory=lambda: ["def decide(facts):"])
    tried: list[Tried] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def constant(self, value: Any) -> str:
        self.constants[name := f"c{len(self.constants)}"] = value
        return name

    def row(self, standing: Standing, tests: tuple[tuple[str, Test], ...]) -> None:
        """A row is not false when each of its cells is true or unknown; then its first unknown fact must be asked."""
        self.tried.append(Tried(standing, tests))
        for fact in (name for name, _ in tests if name not in self.read):
            n = len(self.read)
            self.read.append(fact)
            self.lines.append(f" f{n} = facts[{self.constant(fact)}]; v{n} = f{n}.value")
        facts = f"({''.join(f'f{n}, ' for n in range(len(self.read)))})"
        hopeful = standing.row.then in HOPEFUL
        cells = [self.cell(name, test, over=name in self.passed and not hopeful) for name, test in tests]
        self.lines.append(f" if {' and '.join(cells) or 'True'}:")
        for name in (name for name, _ in tests if name not in self.passed):
            self.lines.append(f"  if v{self.read.index(name)} is UNKNOWN: return {self.outcome(name)}, {facts}")
        self.lines.append(f"  return {self.outcome(None)}, {facts}")

    def cell(self, name: str, test: Test, over: bool) -> str:
        """True or unknown; `over`: true only, so that the row is passed over while the fact is still to be checked."""
        v = f"v{self.read.index(name)}"
        known = test.source(v, self.constant(test.compared))
        return f"({v} is not UNKNOWN and {known})" if over else f"({v} is UNKNOWN or {known})"

    def outcome(self, ask: str | None) -> str:
        return self.constant(Outcome(self.name, tuple(self.tried), tuple(self.read), ask))

    def compiled(self, otherwise: str) -> Decide:
        self.lines.append(f" raise NoRowHolds({self.constant(otherwise)})")
        # The only exec of the house: the text holds nothing but v0, f0, c0 … and the operators of cells.SOURCES.
        exec("\n".join(self.lines), self.constants)  # noqa: S102
        decide: Decide = self.constants["decide"]
        return decide


def compile_table(
    name: str,
    rows: Sequence[Standing],
    declared: Mapping[str, Declared],
    place: Place,
    passed: frozenset[str] = frozenset(),
) -> Decide:
    """One Python function of the facts. Rows that read an unknown fact of `passed` are passed over. Raises NotACell."""
    source = Source(name, passed)
    for standing in rows:
        if place.in_force(standing):
            tests = tuple((fact, parse(cell, declared[fact], place)) for fact, cell in standing.conditions)
            source.row(standing, tests)
    return source.compiled(f"{name}: no row holds in {place.here} on {place.on}")


def verdict(tried: Tried, read: Mapping[str, Fact]) -> str:
    """Three-valued: false beats unknown, unknown beats true."""
    known = {name: read[name].value for name, _ in tried.tests}
    if any(known[name] is not UNKNOWN and not test.holds(known[name]) for name, test in tried.tests):
        return "false"
    return "unknown" if UNKNOWN in known.values() else "true"


def steps(decision: Decision) -> list[tuple[Tried, str, dict[str, Fact]]]:
    """The path: every row tried, its verdict, and the facts it read."""
    outcome, facts = decision
    read = dict(zip(outcome.read, facts, strict=True))
    return [(tried, verdict(tried, read), {name: read[name] for name, _ in tried.tests}) for tried in outcome.tried]

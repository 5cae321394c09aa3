"""One walk through the tables of an edition: it gathers the path, what must still be asked, and what must still be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from yimen.core.services.absent import UNKNOWN, Absent
from yimen.core.services.editions import Edition, Passing
from yimen.core.services.facts import Fact, Facts, ancestry
from yimen.core.services.items import NOBODY, View, items
from yimen.core.services.language import Row
from yimen.core.services.tables import Outcome, Place, Tried, steps
from yimen.core.services.types import plain

Json = dict[str, Any]
Eyes = Literal["public", "officer"]
Key = str | None  # of an item; None where there are no items
Rows = dict[Key, Row | None]  # None: a fact is missing


@dataclass(frozen=True, slots=True)
class Ask:
    """An unknown fact that stopped a table, for which item, and why its sources were silent."""

    fact: str
    key: Key
    table: str


class Walk:
    def __init__(self, edition: Edition, facts: Facts, place: Place, eyes: Eyes = "public"):
        self.edition, self.facts, self.place, self.book, self.eyes = edition, facts, place, place.book, eyes
        facts.where = place
        self.asks: list[Ask] = []
        self.path: list[Json] = []
        self.passed: list[tuple[str, str, str | None]] = []  # fact, table and reason of rows that were passed over
        self._views: dict[str, list[tuple[str, View]] | None] = {}
        self._replaced: dict[str, dict[str, Fact]] = {}

    def has(self, table: str) -> bool:
        return table in self.edition.tables

    def rows(self, table: str, passing: bool = False) -> Rows | None:
        """The deciding row for each item; one under None where a table reads no item. None while the list is unknown.

        `passing`: rows that read what neither person nor paper can tell are passed over, instead of stopping the table.
        """
        item = self.edition.item_of(table)
        if item is None:
            return {None: self.row(table, self.facts, None, passing)}
        views = self.views(item)
        if views is None:
            self.ask(self.edition.service.facts[item].item_of or item, None, table)
            return None
        return {key: self.row(table, view, key, passing) for key, view in views}

    def row(self, table: str, facts: Facts, key: Key = None, passing: bool = False) -> Row | None:
        """The row that decides, or None while a fact is missing."""
        over: Passing = "unasked" if not facts.identified else "unaskable" if passing else "none"
        outcome, _ = decision = self.edition.decide(table, self.place, over)(facts)
        for tried, verdict, read in steps(decision):
            self._step(outcome, tried, verdict, read, key)
        if outcome.ask:
            self.ask(outcome.ask, key, table)
        return outcome.row

    def ask(self, fact: str, key: Key, table: str) -> None:
        if not any((one.fact, one.key) == (fact, key) for one in self.asks):
            self.asks.append(Ask(fact, key, table))

    def views(self, item: str) -> list[tuple[str, View]] | None:
        """The facts seen from each item, in order; None while the list of items is unknown."""
        if item not in self._views:
            listed = items(self.facts, item)
            self._views[item] = None if listed is None else [(key, self._view(item, key, fact)) for key, fact in listed]
        return self._views[item]

    def keys(self, item: str) -> list[str]:
        """The keys of the real items."""
        return [key for key, _ in self.views(item) or [] if key != NOBODY]

    def close(self, fact: str, key: Key) -> None:
        """Forget a choice that is not open to this person, so that it is asked again."""
        closed = Fact(UNKNOWN, "not open", self.facts.at)
        declared = self.edition.service.facts
        if key is None:
            self.facts = View(self.facts, {fact: closed}, {one for one in declared if fact in ancestry(declared, one)})
        else:
            self._replaced.setdefault(key, {})[fact] = closed
        self._views.clear()

    def _view(self, item: str, key: str, fact: Fact) -> View:
        dependent = {name for name, on in self.edition.item_facts.items() if on == item}
        return View(self.facts, {item: fact, **self._replaced.get(key, {})}, dependent, key)

    def _step(self, outcome: Outcome, tried: Tried, verdict: str, read: Mapping[str, Fact], key: Key) -> None:
        last = tried is outcome.tried[-1]
        if verdict == "unknown" and not (last and outcome.ask):
            verdict = "to_check"
            unknown = (name for name, fact in read.items() if fact.value is UNKNOWN)
            self.passed += [(name, outcome.table, tried.standing.row.why) for name in unknown]
        secret = self.edition.secret(read)
        if secret and self.eyes == "public":
            return
        said = {name: as_json(fact, secret=name in self.edition.tainted) for name, fact in read.items()}
        self.path.append(step(outcome.table, tried, verdict, said, key))


def step(table: str, tried: Tried, verdict: str, facts: Json, key: Key) -> Json:
    row = tried.standing.row
    return {
        "table": table,
        "row": tried.standing.number + 1,
        "pack": tried.standing.pack,
        "item": key,
        "verdict": verdict,
        "then": row.then,
        "why": row.why,
        "law": row.law,
        "mark": row.mark,
        "facts": facts,
    }


def as_json(fact: Fact, secret: bool) -> Json:
    """A fact with its source and time; the value of a secret one never leaves, and a record only says that it is there."""
    told: Json = {"source": fact.source, "at": fact.at.isoformat()}
    if secret:
        return told | {"secret": True}
    if fact.silence:
        told["silence"] = {"why": fact.silence.why, "ticket": fact.silence.ticket}
    return told | {"value": brief(fact.value)}


def brief(value: Any) -> Any:
    if isinstance(value, Absent):
        return value.value
    return "record" if isinstance(value, dict) else plain(value)

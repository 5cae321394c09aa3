"""Facts: a value with its source and time, and the ladder that makes asking unnecessary.

国令716号§7: what sharing can supply must not be asked. 个人信息保护法§6: nothing is looked up that no rule needs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yimen.core.ports.registers import Answer, Down, Known, Later
from yimen.core.services.absent import NONE, UNKNOWN, Absent
from yimen.core.services.cells import Test, Where, parse
from yimen.core.services.declared import Declared
from yimen.core.services.derived import SINCE, Nowhere, day_of, last_day, matching_records
from yimen.core.services.types import NotAValue, read_value

Source = Callable[[], Answer]
PERSON, WINDOW, AMENDED = "person", "window", "amended"
SAID = (
    PERSON,
    WINDOW,
    AMENDED,
)  # by the person, by an officer who saw it, put right with the person; all others are registers or devices


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nobody could answer: a register that is down, or one that will answer later under a ticket."""

    source: str
    why: str
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is a value of its type, NONE or UNKNOWN; one fact per item has a dict of values by item."""

    value: Any
    source: str
    at: datetime
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says against a register: a request to correct it, never an overwriting (个人信息保护法§46)."""

    name: str
    register: Fact
    says: Fact


class Facts(dict[str, Fact]):
    """The facts of one applicant on one day, climbed for when a row first reads them and kept from then on.

    `sources` answer for the rungs of the ladders ("exit_entry.permit", "chip"). Without sources nobody is identified,
    unless `identified` says otherwise. `supplied` are materials already handed in.
    """

    def __init__(
        self,
        declared: Mapping[str, Declared],
        sources: Mapping[str, Source],
        on: date,
        at: datetime,
        *,
        identified: bool | None = None,
        supplied: Iterable[str] = (),
    ):
        super().__init__()
        self.declared, self.sources, self.on, self.at = declared, sources, on, at
        self.identified = bool(sources) if identified is None else identified
        self.supplied = frozenset(supplied)
        self.corrections: list[Correction] = []
        self.where: Where = Nowhere()  # the day and place whose named sets `where` cells mean
        self.answers: dict[str, Answer] = {}

    def __missing__(self, name: str) -> Fact:
        declared = self.declared[name]
        self[name] = fact = self._derive(declared) if declared.derivation else self._climb(name, declared)
        return fact

    def answer(self, name: str, value: Any, source: str = PERSON) -> Correction | None:
        """Take an answer for a fact that nobody knows; against a register it becomes a Correction. Raises NotAValue."""
        says, known = Fact(self.read(name, value), source, self.at), self[name]
        if known.value is UNKNOWN or known.source == PERSON:
            self.write(name, says)
            return None
        if known.value == says.value:
            return None
        self.corrections.append(correction := Correction(name, known, says))
        return correction

    def put(self, name: str, value: Any, source: str, at: datetime | None = None) -> None:
        """Write down what is known from elsewhere, e.g. a frozen sheet. `value` may be NONE or UNKNOWN."""
        typed = value if isinstance(value, Absent) else self.read(name, value, strict=False)
        self.write(name, Fact(typed, source, at or self.at))

    def write(self, name: str, fact: Fact) -> None:
        """Keep a fact, and forget what was derived from the one before."""
        for other in [one for one in self if one != name and name in ancestry(self.declared, one)]:
            del self[other]
        self[name] = fact

    def read(self, name: str, value: Any, strict: bool = True) -> Any:
        """The typed value; a choice of an option list may be a map by item. Raises NotAValue."""
        declared = self.declared[name]
        if isinstance(declared.choices, str) and isinstance(value, Mapping):
            return {str(item): read_value(declared, one, {}) for item, one in value.items()}
        choices = declared.choices if isinstance(declared.choices, dict) else {}
        return read_value(declared, value, choices, strict)

    def prefetch(self, names: Iterable[str], all_at_once: Callable[..., Iterable[Answer]] = map) -> None:
        """Ask the first source of every ladder behind `names` together, e.g. with the `map` of a thread pool."""
        roots = {root(self.declared, name) for name in names}
        unknown = sorted(name for name in roots if name not in self)
        first = [next((s for s in self.declared[name].from_ if s in self.sources), None) for name in unknown]
        asked = [source for source in dict.fromkeys(first) if source and source not in self.answers]
        self.answers.update(zip(asked, all_at_once(lambda source: self.sources[source](), asked), strict=True))

    def keep_prefetched(self) -> None:
        """Write down what was asked beforehand although an earlier row has decided, so that it need not be asked again so soon."""
        for name, declared in self.declared.items():
            source = next((one for one in declared.from_ if one in self.sources), None)
            if name not in self and source in self.answers and declared.derivation is None:
                told = self._hear(name, source, self.answers[source])
                if told.value is not UNKNOWN:
                    self[name] = told

    def records_of(self, name: str) -> list[dict[str, Any]]:
        """The records that a `count_of` fact counts; empty while nobody knows them."""
        declared = self.declared[name]
        records = self[declared.parent or name].value
        return [] if isinstance(records, Absent) else matching_records(records, self._tests(declared))

    def _climb(self, name: str, declared: Declared) -> Fact:
        silence = None
        for source in declared.from_:
            if source not in self.sources:
                continue
            if source not in self.answers:
                self.answers[source] = self.sources[source]()
            told = self._hear(name, source, self.answers[source])
            if told.value is not UNKNOWN:
                return told
            silence = silence or told.silence
        return Fact(UNKNOWN, silence.source if silence else "nobody", self.at, silence)

    def _hear(self, name: str, source: str, answer: Answer) -> Fact:
        """One rung: a register that says nonsense counts as silent, because a guess would decide."""
        if answer is None:
            return Fact(missing(self.declared[name]), source, self.at)
        if isinstance(answer, Known):
            try:
                return Fact(self.read(name, answer.value, strict=False), source, answer.at)
            except NotAValue:
                return Fact(UNKNOWN, source, self.at, Silence(source, "unreadable"))
        if isinstance(answer, Later):
            return Fact(UNKNOWN, source, self.at, Silence(source, "later", answer.ticket))
        assert isinstance(answer, Down)
        return Fact(UNKNOWN, source, self.at, Silence(source, answer.why))

    def _derive(self, declared: Declared) -> Fact:
        word, text = declared.derivation or ("", "")
        column = text.partition(".")[2]
        fact = self[declared.parent or ""]
        if fact.value is UNKNOWN or word == "item_of":  # an item is known only where somebody looks at one: items.py
            return Fact(UNKNOWN, fact.source, fact.at, fact.silence)
        if word == "count_of":
            return Fact(len(matching_records(fact.value, self._tests(declared))), fact.source, fact.at)
        if fact.value is NONE:
            return Fact(missing(declared), fact.source, fact.at)
        if word == "ends":
            return Fact(last_day(fact.value, text), fact.source, fact.at)
        value = self._column(declared, fact, column) if word == "of" else SINCE[word](day_of(fact.value), self.on)
        return Fact(value, fact.source, fact.at)

    def _column(self, declared: Declared, fact: Fact, column: str) -> Any:
        value = fact.value.get(column)
        if value is None or value is NONE:
            return missing(declared)
        if value is UNKNOWN:
            return UNKNOWN
        try:
            return read_value(declared, value, {}, strict=False)
        except NotAValue:
            return UNKNOWN

    def _tests(self, declared: Declared) -> dict[str, Test]:
        fields = self.declared[declared.parent or ""].fields
        return {name: parse(cell, fields[name], self.where) for name, cell in declared.where.items()}


def missing(declared: Declared) -> Any:
    """What “there is no such record” means: a yes or no is no, a list is empty, anything else is NONE."""
    if declared.type == "yes_no":
        return False
    return () if declared.type == "records" else NONE


def ancestry(declared: Mapping[str, Declared], name: str) -> list[str]:
    """A fact and those it is derived from, the supplied one last."""
    found = [name]
    while (parent := declared[found[-1]].parent) and parent not in found:
        found.append(parent)
    return found


def root(declared: Mapping[str, Declared], name: str) -> str:
    """The fact that somebody must supply so that `name` can be derived."""
    return ancestry(declared, name)[-1]

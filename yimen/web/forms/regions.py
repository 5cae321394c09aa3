"""A region, chosen from the province down without a script: each answer offers the next level until there is none below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from yimen.core.places.regions import Region, regions
from yimen.web.forms.answers import Answer, Sent, Wrong
from yimen.web.forms.questions import Choice, Question
from yimen.web.words import choose

LEVELS = ("1", "2", "3")  # province, city, county


class Places(Protocol):
    """The table of regions on a day."""

    def below(self, code: str) -> list[tuple[str, str]]:
        """What lies directly inside, as (code, name); the provinces for ""."""
        ...


@dataclass(frozen=True, slots=True)
class TableOn:
    """The country's table of regions as it stands on a day; `within` keeps to one province."""

    day: date
    within: str = ""

    def below(self, code: str) -> list[tuple[str, str]]:
        inside = _below(code or None, self.day)
        return [(one.code, choose(one)) for one in inside if not self.within or code or one.code == self.within]


@lru_cache(maxsize=512)
def _below(code: str | None, day: date) -> Sequence[Region]:
    return regions().below(code, day)


@dataclass(frozen=True, slots=True)
class Level:
    """One list to choose from."""

    name: str
    number: int
    choices: tuple[Choice, ...]
    chosen: str


def levels(ask: Question, answer: Answer, places: Places) -> list[Level]:
    """The lists to show: one for each level chosen, and the next one below."""
    shown: list[Level] = []
    above = ""
    for number, level in enumerate(LEVELS, 1):
        inside = places.below(above)
        if not inside:
            break
        name = f"{ask.name}.{level}"
        chosen = answer.typed(name)
        choices = tuple(Choice(code, zh) for code, zh in inside)
        shown.append(Level(name, number, choices, chosen if chosen in dict(inside) else ""))
        above = shown[-1].chosen
        if not above:
            break
    return shown


def read(ask: Question, sent: Sent, places: Places | None, kept: Mapping[str, list[str]]) -> Answer:
    """The region once it has nothing below it; until then the question goes on. Raises Wrong: choose, unknown_place."""
    if places is None:
        raise ValueError("a region question needs the table of regions")
    shown = levels(ask, Answer(sent=kept), places)
    strange = {level: sent.text(f"{ask.name}.{level}") for level in LEVELS} if shown else {}
    for level in shown:
        if not level.chosen and strange.get(str(level.number)):
            raise Wrong("unknown_place", level.name)
    if not shown or not shown[0].chosen:
        if ask.optional:
            return Answer(sent=kept)
        raise Wrong("choose", f"{ask.name}.1")
    if not shown[-1].chosen:
        return Answer(sent=kept, more=True)
    return Answer(shown[-1].chosen, sent=kept)


def down_to(code: str) -> list[tuple[str, str]]:
    """The choices that lead to a county or city: [("1", 省), ("2", 市), ("3", 县)] (GB/T 2260)."""
    steps = [code[:2] + "0000", code[:4] + "00", code]
    return [(level, step) for level, step in zip(LEVELS, dict.fromkeys(steps), strict=False)]

"""The procedure files and the table of remedies, read once: what the law of procedure says on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from yimen.core.cases.procedure import Procedure
from yimen.core.cases.vocabulary import Act
from yimen.core.places.law import Dated, Mark
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import read
from yimen.core.services.words import Words

HERE = Path(__file__).parent


class NoProcedure(LookupError):
    """No procedure file of this name is in force on that day."""


@dataclass(frozen=True, kw_only=True)
class Remedy(Dated):
    """One way to contest an act. `first`: it must be gone before a court is asked; `after`: only once that way was gone."""

    way: Literal["reconsideration", "litigation"]
    within: str
    law: str
    mark: Mark = "S"
    first: bool = False
    after: Literal["reconsideration"] | None = None
    where: Words  # {government} is the people's government of the place


@cache
def procedures() -> tuple[Procedure, ...]:
    """All procedure files. Raises NotTheLanguage with every mistake of the first bad one."""
    return tuple(read(Procedure, file) for file in sorted((HERE / "procedures").glob("*.yaml")))


@cache
def procedure(name: str, on: date) -> Procedure:
    """The procedure of a name that is in force on a day. Raises NoProcedure."""
    for found in procedures():
        if found.procedure == name and found.valid.holds(on):
            return found
    raise NoProcedure(f"no procedure {name} is in force on {on}: see yimen/core/cases/procedures/")


@cache
def _remedies() -> dict[Act, list[Remedy]]:
    table: dict[Act, list[Remedy]] = read(dict[Act, list[Remedy]], HERE / "remedies.yaml")
    return table


def every_remedy() -> list[tuple[Act, Remedy]]:
    return [(act, remedy) for act, found in _remedies().items() for remedy in found]


def remedies(act: Act, on: date) -> list[Remedy]:
    """How this kind of act may be contested when it is done on this day (复议法§20 §23, 诉讼法§45 §46)."""
    return [remedy for remedy in _remedies()[act] if remedy.holds(on)]


def asked_at(one: Remedy, code: str) -> dict[str, str]:
    """Where it is asked, in both languages, by name: the people's government of the place whose authority acts (复议法§20, §24)."""
    regions = law_book().regions
    places = [regions.region(place) for place in regions.around(code)] if regions.known(code) else []
    named = [place for place in places if place.level != "province" or not any(two.level == "city" for two in places)]
    zh = "".join(place.zh for place in reversed(named)) or "本级"
    en = ", ".join(place.en or place.zh for place in named) or "the same level"
    return {
        "zh": one.where.zh.format(government=f"{zh}人民政府"),
        "en": (one.where.en or "").format(government=f"the people’s government of {en}"),
    }

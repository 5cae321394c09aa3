"""The data files of the demo as values, and their digest."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from yimen.channels.demo import cast as played
from yimen.core.people.actors import Role
from yimen.core.places.reading import Expected, read

HERE = Path(__file__).parent
FOLDER = HERE / "data"
AHEAD = re.compile(r"[+-]\d{1,5}d")

Says = dict[str, Any]  # what a register says, by register.query


@dataclass(frozen=True, kw_only=True)
class OfficePlan:
    """One kind of office, for every place of a level."""

    suffix: str
    at: Literal["province", "city", "county"]
    kind: str
    authority: str
    serves: list[str] = field(default_factory=list)
    zh: str
    en: str
    opens: str = ""
    counters: int = 0


@dataclass(frozen=True, kw_only=True)
class Names:
    """Family names and endings are single characters."""

    family: str
    given: list[str]
    more: str


@dataclass(frozen=True, kw_only=True)
class Share:
    """`of` a hundred people, what a register says about them."""

    of: int
    says: Any


@dataclass(frozen=True, kw_only=True)
class Born:
    from_: date
    to: date


@dataclass(frozen=True, kw_only=True)
class FolkPlan:
    seed: int
    count: int
    names: Names
    born: Born
    grown_up: int
    phone: str
    mix: dict[str, list[Share]]

    def complaints(self) -> Iterator[Expected]:
        for source, shares in self.mix.items():
            if sum(share.of for share in shares) > 100:
                yield Expected("at most a hundred of a hundred", at=f"mix.{source}")


@dataclass(frozen=True, kw_only=True)
class Books:
    everybody: Says
    children: Says
    persons: dict[str, Says]
    organisations: dict[str, Says]


@dataclass(frozen=True, kw_only=True)
class Company:
    name: str
    region: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """`agent` and `for` are keys of persons.yaml, or `for` one of an organisation."""

    agent: str
    for_: str
    kind: str
    services: list[str] = field(default_factory=lambda: ["*"])
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Companies:
    organisations: dict[str, Company]
    proxies: list[Mandate]


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move of a ready-made case, `after` so many working days from its submission; `by` nobody is the person."""

    move: str
    by: str = ""
    role: Role | None = None
    after: int = 0
    says: Says = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A ready-made case."""

    who: str
    service: str
    region: str
    channel: str
    ago: int
    company: str = ""
    by: str = ""
    facts: Says = field(default_factory=dict)
    hands_in: list[str] = field(default_factory=list)
    submit: bool = True
    says: Says = field(default_factory=dict)
    then: list[Move] = field(default_factory=list)


@cache
def office_plans() -> list[OfficePlan]:
    return read(list[OfficePlan], FOLDER / "offices.yaml")


@cache
def folk_plan() -> FolkPlan:
    return read(FolkPlan, FOLDER / "folk.yaml")


@cache
def books() -> Books:
    return read(Books, FOLDER / "registers.yaml")


@cache
def companies() -> Companies:
    return read(Companies, FOLDER / "organisations.yaml")


@cache
def ready_cases() -> dict[str, Ready]:
    return read(dict[str, Ready], FOLDER / "cases.yaml")


def dated(value: Any, on: date) -> Any:
    """The value with `+90d` and `-1d` as the days they mean on a day."""
    if isinstance(value, dict):
        return {name: dated(one, on) for name, one in value.items()}
    if isinstance(value, list):
        return [dated(one, on) for one in value]
    if isinstance(value, str) and AHEAD.fullmatch(value):
        return (on + timedelta(days=int(value[:-1]))).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def digest() -> str:
    """Of all data, of the programs that make something of it, and of whose province it is."""
    found = hashlib.sha256(settings.NODE["region"].encode())
    for file in sorted([*HERE.glob("*.py"), *FOLDER.glob("*.yaml"), *played.FOLDER.glob("*.yaml")]):
        found.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return found.hexdigest()

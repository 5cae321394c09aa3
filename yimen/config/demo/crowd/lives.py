"""data/crowd.yaml as values: who asks for what, how far it has come, and at whose desk."""

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from yimen.config.demo.files import FOLDER, Says
from yimen.core.places.reading import read


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The office of this suffix around a place."""

    suffix: str
    at: Literal["province", "city", "county"]

    def office(self, place: str) -> str:
        width = {"province": 2, "city": 4, "county": 6}[self.at]
        return place[:width].ljust(6, "0") + self.suffix


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A move, or rate, complain, pay_online; `by` a seat at the desk (desks.py) or nobody: the person."""

    do: str
    by: str = ""
    desk: str = ""
    after: int = 0
    says: Says = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Course:
    """What happens, behind what happened on the course `from` which it goes on."""

    ago: list[int]
    from_: str = ""
    submit: bool = True
    then: list[Deed] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Life:
    """`company` is what registers say about the organisation that asks, `child` is asked for by a guardian, `resident` came from
    elsewhere, `foreign` has a passport."""

    service: str
    law: str  # whose conditions a refusal says were not met
    of: int
    desk: str
    way: str
    channel: str = "portal"
    by: str = ""
    ages: list[int] = field(default_factory=lambda: [25, 60])
    child: bool = False
    resident: bool = False
    foreign: bool = False
    company: Says | None = None
    says: Says = field(default_factory=dict)
    facts: list[Says] = field(default_factory=list)
    hands_in: list[str] = field(default_factory=list)
    only: str = ""  # the province whose law knows this way


@dataclass(frozen=True, kw_only=True)
class Firms:
    count: int
    names: list[str]
    ending: str


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """`home` and `count` are told for each province; one without them stays small."""

    seed: int
    phone: str
    home: dict[str, list[str]]
    away: dict[str, str]
    count: dict[str, int]
    again: int
    organisations: Firms
    desks: dict[str, Desk]
    courses: dict[str, Course]
    ways: dict[str, dict[str, int]]
    lives: list[Life]

    def deeds(self, course: str) -> list[Deed]:
        """All of a course, from the beginning."""
        found = self.courses[course]
        return [*(self.deeds(found.from_) if found.from_ else []), *found.then]


@cache
def crowd() -> Crowd:
    return read(Crowd, FOLDER / "crowd.yaml")

"""Who plays in the demo and what there is to try: data/persons.yaml, data/officers.yaml and data/stories.yaml, read once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from uuid import UUID, uuid5

from yimen.core.people.actors import Role
from yimen.core.people.powers import reaches
from yimen.core.places.law import Text
from yimen.core.places.reading import Expected, read

FOLDER = Path(__file__).parent / "data"
WORLD = UUID(
    "6f1b8c52-0d3e-5a6b-9c41-7a2d90e4f318"
)  # under it every id of the demo is made from a name: the same on every node
Switch = Literal["clock", "line", "registers"]
# The headings of the page, in this order.
Group = Literal["travel", "drive", "waiting", "card", "home", "settle", "passport", "venue", "order"]
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, kw_only=True)
class Player:
    """Somebody one may be. `group`, `who`, `go` and `then` are absent for those who are known and not offered."""

    name: str
    number: str
    region: str
    phone: str = ""
    known: list[str] = field(default_factory=list)
    group: Group | None = None
    go: str = ""
    who: Text | None = None
    then: Text | None = None

    @property
    def id(self) -> UUID:
        return person_id(self.number)

    def known_to(self, node: str) -> bool:
        """Does the node that owns this region know the person: as its own, or because the person lives there now?"""
        return reaches(node, self.region) or node in self.known

    def complaints(self) -> Iterator[Expected]:
        if len({bool(word) for word in (self.group, self.who, self.go, self.then)}) > 1:
            yield Expected("`group`, `who`, `go` and `then` together, or none of them")


@dataclass(frozen=True, kw_only=True)
class Officer:
    """A member of staff; `post` is what the office calls the desk."""

    name: str
    office: str
    reach: str
    roles: list[Role]
    post: Text


@dataclass(frozen=True, kw_only=True)
class Step(Text):
    """One thing to do: as somebody on a page, or at a switch of the demo page."""

    as_: str = ""
    go: str = ""
    at: Switch | None = None

    def complaints(self) -> Iterator[Expected]:
        if bool(self.as_ and self.go) == bool(self.at):
            yield Expected("`as` with `go`, or `at`")


@dataclass(frozen=True, kw_only=True)
class Story:
    title: Text
    steps: list[Step]


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody by key, and the stories in their order."""

    persons: dict[str, Player]
    officers: dict[str, Officer]
    stories: list[Story]


@cache
def cast() -> Cast:
    """Raises NotTheLanguage with every mistake of a file, ValueError for a story about nobody."""
    found = Cast(
        persons=read(dict[str, Player], FOLDER / "persons.yaml"),
        officers=read(dict[str, Officer], FOLDER / "officers.yaml"),
        stories=read(list[Story], FOLDER / "stories.yaml"),
    )
    named = {step.as_ for story in found.stories for step in story.steps if step.as_}
    if strangers := named - found.persons.keys() - found.officers.keys():
        raise ValueError(f"stories.yaml: nobody is called {', '.join(sorted(strangers))}")
    return found


def person_id(number: str) -> UUID:
    """The id of whoever has this identity number, for all people of the demo."""
    return uuid5(WORLD, f"person {number}")

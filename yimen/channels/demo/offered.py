"""What the page offers: stories with their steps, citizens and officers of this node, and where the other province is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from yimen.channels.demo.cast import GROUPS, Group, Officer, Player, Step, cast
from yimen.core.people.acting_as import BLIND
from yimen.core.people.actors import Role
from yimen.core.people.powers import reaches
from yimen.core.places.law import Text
from yimen.core.places.models import Office
from yimen.core.places.regions import regions
from yimen.web.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """A part one can take here: the fields of the form that makes one be somebody."""

    name: str
    fields: dict[str, str]
    go: str
    post: Text | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """A step of a story: a part here, a switch on this page, or something in the other province (`there`)."""

    what: Text
    part: Part | None = None
    at: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    title: Text
    steps: list[Doing]


@dataclass(frozen=True, slots=True)
class Citizen:
    """The number stands there whole: it is invented, and an officer at the counter has to type it."""

    key: str
    player: Player
    home: str
    part: Part


@dataclass(frozen=True, slots=True)
class Room:
    """The officers of one office."""

    name: Words
    officers: list[tuple[str, Officer, list[tuple[Role, Part]]]] = field(default_factory=list)


def stories(there: str) -> list[Told]:
    """`there` is the demo page of the other province, where steps lead that nobody here can do."""
    return [Told(story.title, [doing(step, there) for step in story.steps]) for story in cast().stories]


def doing(step: Step, there: str) -> Doing:
    if step.at:
        return Doing(step, at=step.at)
    part = part_of(step.as_, step.go)
    return Doing(step, part=part) if part else Doing(step, there=f"{there}#{step.as_}" if there else "")


def part_of(key: str, go: str) -> Part | None:
    """None for somebody whom this node does not know."""
    here = settings.NODE["region"]
    if player := cast().persons.get(key):
        return Part(player.name, {"person": key}, go) if player.known_to(here) else None
    officer = cast().officers[key]
    if not reaches(here, officer.reach):
        return None
    return Part(officer.name, {"officer": key, "role": officer.roles[0]}, go, officer.post)


def citizens() -> list[tuple[Group, list[Citizen]]]:
    """Whom one may be here, under their headings."""
    offered = [citizen(key, one) for key, one in cast().persons.items() if one.known_to(settings.NODE["region"])]
    groups = ((group, [one for one in offered if one.player.group == group]) for group in GROUPS)
    return [(group, people) for group, people in groups if people]


def citizen(key: str, player: Player) -> Citizen:
    return Citizen(key, player, place(player.region), Part(player.name, {"person": key}, player.go))


def rooms() -> list[Room]:
    here = {badge: one for badge, one in cast().officers.items() if reaches(settings.NODE["region"], one.reach)}
    offices = Office.objects.in_bulk({one.office for one in here.values()})
    found: dict[str, Room] = {}
    for badge, officer in here.items():
        room = found.setdefault(officer.office, Room(named(offices.get(officer.office), officer.office)))
        room.officers.append((badge, officer, list(_parts(badge, officer))))
    return list(found.values())


def named(office: Office | None, code: str) -> Words:
    """The name of an office; before the demo is loaded, of its place."""
    return {"zh": office.name_zh, "en": office.name_en} if office else place(code[:6])


def _parts(badge: str, officer: Officer) -> Iterator[tuple[Role, Part]]:
    for role in officer.roles:
        yield role, Part(officer.name, {"officer": badge, "role": role}, "/desk/house/" if role == BLIND else "/desk/")


def place(code: str) -> str:
    """A place with the city around it: who reads a district's name alone does not know where it lies."""
    around = [regions().region(one) for one in regions().around(code)]
    named = [one for one in around if one.level != "province"] or around
    return "".join(one.zh for one in reversed(named))


def neighbour(request: HttpRequest) -> str:
    """The demo page of the other province, under the name by which this page was asked for; empty where there is none."""
    url = next(iter(settings.PEERS.values()), "")
    if not url:
        return ""
    parts = urlsplit(url)
    asked = urlsplit(f"//{request.get_host()}")
    local = parts.hostname == "127.0.0.1" and asked.hostname
    return f"{parts.scheme}://{asked.hostname}:{parts.port}/demo" if local else f"{url.rstrip('/')}/demo"

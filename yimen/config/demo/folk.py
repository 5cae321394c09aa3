"""The people of the demo: those of persons.yaml whom this node knows, and a few hundred more drawn from a seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.conf import settings

from yimen.channels.demo.cast import cast, person_id
from yimen.config.demo.files import FolkPlan, Says, Share, books, folk_plan
from yimen.config.demo.invented import citizen_number
from yimen.config.demo.offices import places
from yimen.core.places.regions import Region

HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class Soul:
    """One invented person, and what registers say about it beside what they say about everybody."""

    name: str
    number: str
    region: str
    phone: str
    says: Says = field(default_factory=dict)
    foreign: date | None = None  # born on; the number is one of a passport

    @property
    def id(self) -> UUID:
        return person_id(self.number)

    @property
    def born(self) -> date:
        return self.foreign or date.fromisoformat(f"{self.number[6:10]}-{self.number[10:12]}-{self.number[12:14]}")

    def is_child(self, on: date) -> bool:
        return (on.year - self.born.year) - (
            (on.month, on.day) < (self.born.month, self.born.day)
        ) < folk_plan().grown_up


def souls(on: date) -> list[Soul]:
    known = list(named())
    return known + drawn(
        folk_plan(), places(settings.NODE["region"], on)["county"], {soul.number for soul in known}, on
    )


def named() -> Iterator[Soul]:
    for key, player in cast().persons.items():
        if player.known_to(settings.NODE["region"]):
            says = books().persons.get(key, {})
            yield Soul(name=player.name, number=player.number, region=player.region, phone=player.phone, says=says)


def drawn(plan: FolkPlan, homes: Sequence[Region], taken: set[str], on: date) -> list[Soul]:
    """The same people for the same seed and province, whatever the machine."""
    chance = Random(f"{plan.seed} {settings.NODE['region']}")  # noqa: S311 – a toy world, nothing to guess
    found: list[Soul] = []
    while len(found) < plan.count:
        soul = draw(plan, homes, taken, chance, len(found))
        if soul is None:
            continue
        taken.add(soul.number)
        found.append(soul if soul.is_child(on) else grown(soul, plan, chance))
    return found


def draw(plan: FolkPlan, homes: Sequence[Region], taken: set[str], chance: Random, place: int) -> Soul | None:
    """None where the number is taken or the home was not there at birth: then another is drawn."""
    home = chance.choice(homes)
    born = plan.born.from_ + timedelta(days=chance.randrange((plan.born.to - plan.born.from_).days + 1))
    name = chance.choice(plan.names.family) + chance.choice(plan.names.given) + chance.choice(plan.names.more)
    sex = chance.choice(("male", "female"))
    number = citizen_number(home.code, born, sex, taken) if home.from_ <= born else None
    return Soul(name=name, number=number, region=home.code, phone=f"{plan.phone}{1000 + place:04d}") if number else None


def grown(soul: Soul, plan: FolkPlan, chance: Random) -> Soul:
    says = {source: said for source, shares in plan.mix.items() if (said := lot(shares, chance)) is not None}
    return Soul(name=soul.name, number=soul.number, region=soul.region, phone=soul.phone, says=says)


def lot(shares: Sequence[Share], chance: Random) -> object:
    """What falls to one of a hundred; None for the rest of them."""
    ticket = chance.randrange(HUNDRED)
    for share in shares:
        if ticket < share.of:
            return share.says
        ticket -= share.of
    return None

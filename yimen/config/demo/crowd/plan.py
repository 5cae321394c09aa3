"""Who asks for what and when: the same plan for the same seed, province and day, whatever the machine."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import TypeVar

from yimen.config.demo.cases import ago
from yimen.config.demo.crowd.lives import Course, Crowd, Deed, Life, crowd
from yimen.config.demo.files import Says, dated, folk_plan
from yimen.config.demo.folk import Soul
from yimen.config.demo.invented import citizen_number

YEAR = 365.25
MOST = 100_000  # people of a round
LETTERS = "CDEFGHJKLMNPQRTUWXY"  # a round's organisations
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Firm:
    """An organisation of the crowd; `code` as in organisations.yaml."""

    name: str
    code: str
    region: str
    says: Says


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One case to be written: `who` asks, for `child` or `firm` where there is one."""

    number: int
    life: Life
    course: Course
    deeds: tuple[Deed, ...]
    place: str
    day: date
    minute: int
    who: Soul
    child: Soul | None = None
    firm: Firm | None = None
    facts: Says = field(default_factory=dict)
    chance: int = 0
    round: int = 1

    @property
    def bill(self) -> str:
        return f"示例{self.round - 1:02d}{self.number:06d}"


@lru_cache(maxsize=2)
def plan(province: str, day: date, count: int, of: int = 1) -> tuple[Planned, ...]:
    """Of this round: whoever begins anew gets other people."""
    return tuple(_planned(crowd(), Draw(crowd(), province, day, of), count))


def _planned(data: Crowd, draw: "Draw", count: int) -> Iterator[Planned]:
    shares = {place: one.of for place, one in enumerate(data.lives) if one.only in {"", draw.province}}
    for number in range(count):
        life = draw.share(shares)
        yield draw.case(number, data.lives[life])


class Draw:
    """What has been drawn so far: numbers taken, and who may come again."""

    def __init__(self, data: Crowd, province: str, day: date, of: int) -> None:
        self.data, self.province, self.today, self.round = data, province, day, of
        self.chance = Random(f"{data.seed} {province} {of}" if of > 1 else f"{data.seed} {province}")  # noqa: S311 – a toy world, nothing to guess
        self.taken: set[str] = set()
        self.known: dict[str, list[tuple[Soul, set[str]]]] = {}
        self.firms = 0

    def case(self, number: int, life: Life) -> Planned:
        place = self.chance.choice(self.data.home[self.province])
        name = self.share(self.data.ways[life.way])
        course = self.data.courses[name]
        day = ago(self.chance.randint(*course.ago), self.today)
        child = self.soul(life, place, day) if life.child else None
        grown = replace(life, ages=[28, 50], says={}) if child else life
        facts = dated(self.chance.choice(life.facts), day)
        return Planned(
            number=number, life=life, course=course, deeds=tuple(self.data.deeds(name)),
            place=place, day=day, minute=self.chance.randrange(0, 420),
            who=self.somebody(grown, place, day), child=child, firm=self.firm(life, place, day), facts=facts,
            chance=self.chance.randrange(1000), round=self.round,
        )  # fmt: skip

    def share(self, shares: dict[T, int]) -> T:
        return self.chance.choices(list(shares), list(shares.values()))[0]

    def somebody(self, life: Life, place: str, day: date) -> Soul:
        """Somebody who has been here before, at times; never twice at one desk, where the first case would stand in the way."""
        known = self.known.setdefault(place, [])
        free = [one for one in known if life.desk not in one[1] and suits(one[0], life, day)]
        if (
            free
            and self.chance.randrange(100) < self.data.again
            and life.says
            and not life.foreign
            and not life.resident
        ):
            soul, had = self.chance.choice(free)
            had.add(life.desk)
            return replace(soul, says=soul.says | dated(life.says, day))
        soul = self.soul(life, place, day)
        if not soul.foreign and not life.resident:
            known.append((soul, {life.desk}))
        return soul

    def soul(self, life: Life, place: str, day: date) -> Soul:
        while True:
            born = day - timedelta(days=round(self.chance.uniform(life.ages[0] * YEAR + 1, life.ages[1] * YEAR)))
            home = self.data.away[self.province] if life.resident else place
            number = f"EX{len(self.taken):07d}" if life.foreign else citizen_number(home, born, self.sex(), self.taken)
            if number:
                break
        self.taken.add(number)
        says = dated(life.says, day) | (
            dated({"residence.permit": {"region": place, "endorse_by": "+10d"}}, day) if life.resident else {}
        )
        phone = f"{self.data.phone}{(self.round - 1) * MOST + len(self.taken):08d}"
        return Soul(
            name=self.name(), number=number, region=home, phone=phone, says=says, foreign=born if life.foreign else None
        )

    def sex(self) -> str:
        return self.chance.choice(("male", "female"))

    def name(self) -> str:
        names = folk_plan().names
        return "".join(self.chance.choice(part) for part in (names.family, names.given, names.more))

    def firm(self, life: Life, place: str, day: date) -> Firm | None:
        if life.company is None:
            return None
        self.firms += 1
        made = self.data.organisations
        name = f"{self.chance.choice(made.names)}第{self.firms}{made.ending}"
        code = f"MADE{LETTERS[(self.round - 1) % len(LETTERS)]}{self.firms:03d}"
        return Firm(name=name, code=code, region=place, says=dated(life.company, day))


def suits(soul: Soul, life: Life, day: date) -> bool:
    return life.ages[0] < (day - soul.born).days / YEAR < life.ages[1]

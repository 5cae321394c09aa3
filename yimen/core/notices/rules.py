"""The rules of this room, read from its files once: how papers are served, how messages are sent, in which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from yimen.core.places.clock import CHINA
from yimen.core.places.law import Dated, Mark
from yimen.core.places.notices import working_days
from yimen.core.places.reading import read
from yimen.core.places.times import Time
from yimen.core.places.wordings import wording
from yimen.core.places.working_days import due

HERE = Path(__file__).parent
Way = Literal["inbox", "sms", "post"]
Whose = Literal["person", "number", "authority", "node"]
ONE, EACH = 70, 67  # characters of a message, and of each of several
FOREIGN = re.compile(r"https?://|\bwww\.|\b[a-z0-9-]+\.(cn|com|net|ly|im|cc|io)\b|t\.cn|url\.cn", re.IGNORECASE)
PERSONAL = {"name", "service", "number", "case"}
SLOTS = {"code": {"code", "minutes"}, "changed": {"tail"}}


@dataclass(frozen=True, kw_only=True)
class Try:
    """A way, what of it counts as service, and how long it is given."""

    way: Way
    serves: Literal["read", "delivered", "never"]
    wait: Time
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    papers: list[str]
    ways: list[Try]
    clock: bool = False


@dataclass(frozen=True, kw_only=True)
class Rounds:
    n: int
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Serving:
    rules: list[Rule]
    shown: list[str]  # kinds of papers that are told and need no service
    rounds: Rounds


@dataclass(frozen=True, kw_only=True)
class Quiet:
    from_: str
    to: str
    law: str
    mark: Mark

    def hours(self) -> tuple[time, time]:
        return time.fromisoformat(self.from_), time.fromisoformat(self.to)


@dataclass(frozen=True, kw_only=True)
class Most:
    """So many a day; what is not named is not limited."""

    law: str
    mark: Mark
    friendly: int | None = None
    code: int | None = None


@dataclass(frozen=True, kw_only=True)
class Code:
    minutes: int
    tries: int
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Hour:
    """So many codes within an hour, and changes of a person's number. A code that was typed right does not count for its address."""

    person: int
    number: int
    address: int
    changes: int
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Wire:
    within: int
    lost: int
    asks: list[int]
    again: int
    useless: int
    stale: int


@dataclass(frozen=True, kw_only=True)
class Sending:
    quiet: Quiet
    budget: dict[Whose, Most]
    code: Code
    hour: Hour
    wire: Wire
    tells: list[str]


@dataclass(frozen=True, kw_only=True)
class Approval:
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Text:
    """The words of a message as they were approved and as the provider knows them."""

    template: str
    approved: Approval
    parts: int
    zh: str


@cache
def serving() -> Serving:
    return read(Serving, HERE / "serving.yaml")


@cache
def sending() -> Sending:
    return read(Sending, HERE / "sending.yaml")


@cache
def texts() -> dict[str, Text]:
    return read(dict[str, Text], HERE / "texts.yaml")


def text_of(name: str, at: datetime | None = None) -> Text:
    """As it was approved last for today, or for that moment: with the release, or by two administrators since."""
    released, edition = texts()[name], wording("sms", name, at)
    return replace(released, template=edition.template, zh=edition.body_zh) if edition else released


def rule_of(paper: str, on: date) -> Rule | None:
    """How a kind of paper is served on a day; None: nothing is said, it is shown and no more."""
    return next((rule for rule in serving().rules if paper in rule.papers and rule.holds(on)), None)


def after(at: datetime, wait: Time) -> datetime:
    """The same hour on the last day of a time."""
    here = at.astimezone(CHINA)
    return datetime.combine(due(here.date(), wait, working_days()).day, here.timetz()) if wait.n else at


def not_quiet(at: datetime, own: tuple[time, time] | None = None) -> datetime:
    """The first moment from `at` on that lies in nobody's quiet hours: neither those of all nor the person's own."""
    for _ in range(4):
        moved = at
        for hours in (sending().quiet.hours(), own):
            moved = _after(moved, hours) if hours else moved
        if moved == at:
            return at
        at = moved
    return at


def _after(at: datetime, hours: tuple[time, time]) -> datetime:
    begins, ends = hours
    here = at.astimezone(CHINA)
    clock = here.time()
    if begins == ends or not (begins <= clock < ends if begins < ends else clock >= begins or clock < ends):
        return at
    day = here.date() + timedelta(days=1 if begins > ends and clock >= begins else 0)
    return datetime.combine(day, ends, CHINA)


def parts_of(text: str) -> int:
    """How many short messages a text is, in UTF-16 units (3GPP TS 23.040)."""
    n = len(text.encode("utf-16-be")) // 2
    return 1 if n <= ONE else -(-n // EACH)


def wrong_texts(sign: str, site: str) -> Iterator[str]:
    """What is wrong with the approved texts as this installation would send them."""
    link = f"{site}/m/{'x' * 16}/"
    for name, text in texts().items():
        said = filled(name, sign, code="000000", minutes="10", link=link, tail="0000")
        slots = set(re.findall(r"{(\w+)}", text.zh))
        if slots != SLOTS.get(name, {"link"}):
            yield f"texts.yaml: {name}: expected the slots {', '.join(sorted(SLOTS.get(name, {'link'})))}"
        if slots & PERSONAL:
            yield f"texts.yaml: {name}: says something about the person"
        if FOREIGN.search(text.zh):
            yield f"texts.yaml: {name}: an address of its own; only {{link}} may lead anywhere, and to us"
        if parts_of(said) > text.parts:
            yield f"texts.yaml: {name}: {parts_of(said)} messages with the sign and address of this installation; at most {text.parts}"
        if not text.template or not text.approved.by:
            yield f"texts.yaml: {name}: nobody has approved it"


def approved(template: str, said: str, at: datetime) -> bool:
    """Are these, but for what its slots hold, the words that were approved for this template of the provider – now, or at that moment?"""
    before = at - timedelta(minutes=1)  # a process that had not yet heard of an edition when it wrote
    standing = (text_of(name, moment) for name in texts() for moment in (None, at, before))
    return any(
        one.template == template and one.approved.by and re.fullmatch(r"【[^】]+】" + pattern(one.zh), said)
        for one in standing
    )


def pattern(zh: str) -> str:
    return ".+".join(re.escape(part) for part in re.split(r"{\w+}", zh))


def filled(name: str, sign: str, **words: str) -> str:
    """A text as it is sent, the sender's sign before it."""
    return signed(text_of(name).zh, sign, **words)


def signed(zh: str, sign: str, **words: str) -> str:
    wanted = set(re.findall(r"{(\w+)}", zh))
    return f"【{sign}】" + zh.format(**{slot: words.get(slot, "") for slot in wanted})

"""What a lawyer writes in laws.yaml, authorities.yaml, sets.yaml and reasons.yaml, and how an article is cited.

    laws.yaml           许可法: {title: 中华人民共和国行政许可法, from: 2004-07-01, edition: 2019-04-23, articles: 83}
                        复议法: {title: …, from: 1999-10-01, articles: 43, revised: [{from: 2024-01-01, articles: 90}]}
                        计价格904号: {title: …, number: 待核, from: 2001-01-01, to: 2017-06-30, mark: K}       no text here: no `articles`
    authorities.yaml    fire_police: {zh: 公安机关消防机构, en: Police fire brigade, to: 2019-04-22, successor: housing, law: 消防法§4}
    sets.yaml           gba9: [{members: ['440100', '440300'], from: 2017-07-01, to: 2030-12-31, law: 待核, mark: K}]
    reasons.yaml        permit_expired: {zh: 通行证已过期。, en: Your permit has expired., next: {zh: 请先换发。, en: Renew it first.},
                                         lists: unhandled, show: [date, place, text]}        `lists` is a count_of fact, `show` its fields

Keys are declared once in the whole product. A citation is 键§条, with (款) or (项) behind it: 许可法§32(四), 许可法§32(一)(四).
The key alone is right only for an act whose text is not here; 待核 is the one value for a rule whose article nobody has found.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from yimen.core.places.reading import Expected, nearest

Mark = Literal["S", "M", "K", "?"]  # sourced, computed, background knowledge, doubtful
UNCHECKED = "待核"
CITATION = re.compile(r"(?P<key>[^§()\s]+)(§(?P<article>[1-9]\d*)(?P<part>(\([一二三四五六七八九十]+\)){0,2}))?")


class UnknownArticle(ValueError):
    """A citation that the law book cannot confirm; the message names the nearest key or the highest article."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """In force from a day to a day, both included."""

    from_: date = date.min
    to: date = date.max

    def holds(self, day: date) -> bool:
        return self.from_ <= day <= self.to

    def complaints(self) -> Iterator[Expected]:
        if self.to < self.from_:
            yield Expected(f"a day not before {self.from_}", at="to", found=self.to.isoformat())


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a person reads; traditional characters are derived from zh."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Revision:
    """From this day the act has this many articles."""

    from_: date
    articles: int
    number: str = ""
    edition: date | None = None


@dataclass(frozen=True, kw_only=True)
class Act(Dated):
    """A law, regulation or notice by the short name that rows cite. `articles` is counted from the text of `edition`, else absent."""

    title: str
    number: str = ""
    articles: int | None = None
    edition: date | None = None
    revised: list[Revision] = field(default_factory=list)
    mark: Mark = "S"

    def highest(self, on: date | None = None) -> int | None:
        """The number of its last article on a day, or ever; None where its text is not here."""
        counts = [self.articles] + [one.articles for one in self.revised if on is None or one.from_ <= on]
        known = [count for count in counts if count is not None]
        if not known:
            return None
        return max(known) if on is None else known[-1]


@dataclass(frozen=True, kw_only=True)
class Authority(Dated):
    """A kind of authority while it is competent; afterwards `successor` is the key of the one that took over."""

    zh: str
    en: str
    successor: str | None = None
    law: str
    mark: Mark = "S"
    key: str = ""  # its own key; the law book fills it in


@dataclass(frozen=True, kw_only=True)
class NamedSet(Dated):
    """What belongs to a named set in some days: codes of regions, classes of vehicles, any words."""

    members: list[str]
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Public words for a `why`, with what to do now; `lists` names the count whose records stand under it, with the fields `show`.
    Without `lists`, `show` are facts of the service – a day, an amount – that stand under it with their names."""

    zh: str
    en: str
    next: Text
    ground: Literal["not_needed", "not_competent"] | None = None  # 许可法§32(一), (二): not accepted; all others refuse
    lists: str | None = None
    show: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Citation:
    """An article that the law book knows; `article` is None for an act that is cited by name, `act` is None only for 待核."""

    text: str
    act: Act | None
    article: int | None = None
    part: str = ""

    @property
    def unchecked(self) -> bool:
        return self.act is None


def cite(text: str, laws: Mapping[str, Act], on: date | None = None) -> Citation:
    """The citation behind 许可法§32(四), checked against the acts in force `on` (or ever). Raises UnknownArticle."""
    if text == UNCHECKED:
        return Citation(text, None)
    match = CITATION.fullmatch(text)
    if not match:
        raise UnknownArticle(f"{text!r} is no citation: expected one like 许可法§32(四), or {UNCHECKED}")
    act = laws.get(match["key"])
    if act is None:
        raise UnknownArticle(f"{match['key']!r} is not in the law book: expected {nearest(match['key'], list(laws))}")
    if on and not act.holds(on):
        raise UnknownArticle(f"{match['key']} is in force from {act.from_} to {act.to}, not on {on}")
    _within(text, match["article"], act.highest(on))
    return Citation(text, act, int(match["article"]) if match["article"] else None, match["part"] or "")


def _within(text: str, article: str | None, highest: int | None) -> None:
    if article and highest is None:
        raise UnknownArticle(f"{text}: the text of this act is not here, so cite it by name alone, mark K")
    if article and highest and int(article) > highest:
        raise UnknownArticle(f"{text}: the highest article is {highest}")

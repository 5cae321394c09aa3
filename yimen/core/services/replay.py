"""Replay: what last month's cases would have got with a pack and without it, before anybody switches it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.examples import changes
from yimen.core.services.language import Pack
from yimen.core.services.sheet import thaw
from yimen.core.services.walk import Json


@dataclass(frozen=True, slots=True)
class Submission:
    """A case as it was submitted: its frozen facts, day, accepting region and door."""

    case: str
    facts: Json
    on: date
    region: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Replayed:
    """`differs` is {word: [without, with]}; empty where the pack changes nothing for this case."""

    case: str
    differs: Json


def replay(
    edition: Edition, pack: Pack, submissions: Iterable[Submission], *, days: WorkingDays, book: LawBook
) -> Iterator[Replayed]:
    """Each submission advised without and with the pack; nothing is looked up anew and nothing is written."""
    without, with_it = edition.without_pack(pack.pack), edition.with_pack(pack)
    for one in submissions:
        before, after = (advised(each, one, days, book) for each in (without, with_it))
        yield Replayed(one.case, changes(before, after))


def advised(edition: Edition, one: Submission, days: WorkingDays, book: LawBook) -> Json:
    facts = thaw(edition.service.facts, one.facts, one.on, one.at)
    return advise(edition, facts, on=one.on, region=one.region, channel=one.channel, at=one.at, days=days, book=book)

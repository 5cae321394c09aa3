"""The times and the rules of this room, read from its files once."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from yimen.core.places.law import Mark
from yimen.core.places.notices import working_days
from yimen.core.places.reading import read
from yimen.core.places.times import Time
from yimen.core.places.working_days import due

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Minutes, one after another, or a time of the law's kind."""

    minutes: list[int] = field(default_factory=list)
    time: Time | None = None
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Rule:
    """After this move nothing is due, unless one of those was taken before."""

    unless: list[str]
    law: str
    mark: Mark


@cache
def times() -> dict[str, Waiting]:
    return read(dict[str, Waiting], HERE / "times.yaml")


@cache
def rules() -> dict[str, Rule]:
    return read(dict[str, Rule], HERE / "refunds.yaml")


def attempt_ends(at: datetime) -> datetime:
    return at + timedelta(minutes=times()["attempt"].minutes[0])


def next_query(queries: int, at: datetime) -> datetime:
    """When something of unknown state is asked for again: soon at first, in the end every hour."""
    steps = times()["query"].minutes
    return at + timedelta(minutes=steps[min(queries, len(steps) - 1)])


def difference_due(on: date) -> date:
    time = times()["difference"].time
    assert time is not None
    return due(on, time, working_days()).day

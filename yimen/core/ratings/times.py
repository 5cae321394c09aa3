"""When somebody calls and when it is put right, as dated data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yimen.core.places.law import Mark
from yimen.core.places.reading import read
from yimen.core.places.times import Time


@dataclass(frozen=True, kw_only=True)
class Length:
    time: Time
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Times:
    bad: int
    call: Length
    mend: Length


@cache
def times() -> Times:
    return read(Times, Path(__file__).with_name("times.yaml"))

"""The rules of signing in as dated data (data/sign_in.yaml): which act needs which level, how long a visit lasts, how many wrong tries."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, get_args

from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import read

Level = Literal["basic", "substantial", "high"]  # from weak to strong
LEVELS: tuple[Level, ...] = get_args(Level)
Act = Literal["look", "apply", "sessions", "name_proxy", "register"]
Kind = Literal["nobody", "person", "staff"]


@dataclass(frozen=True, kw_only=True)
class Needed(Dated):
    """The level that an act needs from a day."""

    level: Level
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Minutes."""

    idle: int
    lasts: int


@dataclass(frozen=True, kw_only=True)
class Tries:
    """Wrong tries from a browser that is unknown to the account, from one that it knows, from one address, within so many minutes."""

    within: int
    account: int
    browser: int
    address: int


@dataclass(frozen=True, kw_only=True)
class Rules:
    acts: dict[Act, list[Needed]]
    visits: dict[Kind, Limits]
    stepping_up: int
    tries: Tries
    enrolment_hours: int
    challenge_minutes: int
    recovery_codes: int
    shortest_password: int


RULES: Rules = read(Rules, Path(__file__).parent / "data/sign_in.yaml")
CHALLENGE = timedelta(minutes=RULES.challenge_minutes)


def level_needed(act: Act, on: date) -> Level:
    """The highest level when no rule holds on that day: what nobody said is not open."""
    return next((one.level for one in RULES.acts[act] if one.holds(on)), LEVELS[-1])


def enough(has: str, needs: Level) -> bool:
    """Is a level at least as strong? An unknown one is weaker than all."""
    return has in LEVELS and LEVELS.index(has) >= LEVELS.index(needs)

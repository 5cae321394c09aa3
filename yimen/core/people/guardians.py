"""How long somebody acts as the guardian of a child: to the day before the child is of age (data/guardians.yaml)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import read
from yimen.core.places.working_days import months_after

BY_REGISTER = "population"  # made_by of a proxy that follows from the register


@dataclass(frozen=True, kw_only=True)
class OfAge(Dated):
    """The age from which a person acts alone."""

    years: int
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Rules:
    of_age: list[OfAge]
    evidence: dict[str, str]


RULES: Rules = read(Rules, Path(__file__).parent / "data/guardians.yaml")


def last_day(born_on: date | None, on: date) -> date | None:
    """The last day before the child is of age; None where no birthday is known or no rule holds."""
    rule = next((one for one in RULES.of_age if one.holds(on)), None)
    return months_after(born_on, 12 * rule.years) - timedelta(days=1) if rule and born_on else None


def of_age(born_on: date | None, on: date) -> bool:
    last = last_day(born_on, on)
    return last is not None and last < on

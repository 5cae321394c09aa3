"""From which sum on a refund needs two names (signing.yaml)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from yimen.core.places.law import Mark
from yimen.core.places.reading import read


@dataclass(frozen=True, kw_only=True)
class TwoNames:
    """Above this sum of money a second officer agrees."""

    above: str
    law: str
    mark: Mark


@cache
def two_names() -> TwoNames:
    return read(dict[str, TwoNames], Path(__file__).with_name("signing.yaml"))["refund"]


def needs_two(yuan: Decimal) -> bool:
    return yuan > Decimal(two_names().above)

"""Numbers that look real, pass every check and belong to nobody."""

from collections.abc import Collection
from datetime import date
from functools import cache

from yimen.core.people.numbers import uscc_check
from yimen.core.places.identity import check_digit

# The last four order codes of a place and day are kept for people of a hundred years and more (mark K); odd ones are men's.
ORDERS = {"male": ("997", "999"), "female": ("996", "998")}
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997, of an organisation code
CHECKS = "0X987654321"  # 11 minus the rest; 10 is X, 11 is 0
COMPANY = "91"


def citizen_number(region: str, born: date, sex: str, taken: Collection[str]) -> str | None:
    """A number that nobody in the demo has yet; None where both of that place, day and sex are taken."""
    for order in ORDERS[sex]:
        front = f"{region}{born:%Y%m%d}{order}"
        if (number := front + check_digit(front)) not in taken:
            return number
    return None


@cache
def credit_code(region: str, code: str) -> str:
    """The unified social credit code of a company with this organisation code of eight characters (GB 32100-2015)."""
    rest = sum(int(sign, 36) * weight for sign, weight in zip(code, WEIGHTS, strict=True)) % 11
    front = f"{COMPANY}{region}{code}{CHECKS[rest]}"
    return front + uscc_check(front + "0")

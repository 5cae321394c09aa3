"""Numbers of cases: YM 4401 2611 0004 1765 – place of acceptance, year and month, a running number, and a check digit.

Four groups of four, digits only, so that they can be read aloud, typed on a keypad and found again after one slip: the check digit is
ISO 7064 MOD 11,10, which finds every wrong digit and nearly every swap. Running numbers come from one sequence of the node: no
lock, gaps allowed, unique within a month up to ten million cases; another node accepts in other regions.
"""

import unicodedata
from datetime import datetime

from yimen.core.places.clock import CHINA

PREFIX, LENGTH, SERIALS = "YM", 16, 10_000_000


class NotANumber(ValueError):
    """This is no number of a case: wrong length, other characters, or a slip that the check digit found."""


def number(region: str, at: datetime, serial: int) -> str:
    """The number of a case accepted in a region, in its stored form without blanks."""
    digits = f"{region[:4]}{at.astimezone(CHINA):%y%m}{serial % SERIALS:07d}"
    return f"{PREFIX}{digits}{check_digit(digits)}"


def check_digit(digits: str) -> str:
    """ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def spoken(stored: str) -> str:
    """The printed form, in groups: YM 4401 2611 0004 1765."""
    digits = stored.removeprefix(PREFIX)
    return " ".join([PREFIX, *(digits[n : n + 4] for n in range(0, len(digits), 4))])


def read_number(typed: str) -> str:
    """The stored form of what somebody typed: blanks, dashes, full width and the letters left out are forgiven. Raises NotANumber."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    digits = "".join(char for char in plain if not char.isspace() and char not in "-–—·.").removeprefix(PREFIX)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdecimal()):
        raise NotANumber("expected 16 digits, like YM 4401 2611 0004 1765")
    if check_digit(digits[:-1]) != digits[-1]:
        raise NotANumber("one digit is not right, please look again")
    return PREFIX + digits

"""What stands in a citizen's identity number (GB 11643): a birthday and a check digit."""

from datetime import date

CHECK = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(number: str) -> str:
    """The last character that the first seventeen digits ask for (ISO 7064, MOD 11-2)."""
    return CHECK[sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True)) % 11]


def born(number: str) -> date:
    """The birthday. Raises ValueError for a day that never was."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))

"""Was this region code somebody's home? The one question that numbers ask of the region table (GB/T 2260)."""

from datetime import date

PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)


def was_a_home(code: str, born: date, on: date) -> bool:
    """True when the code was in force on some day from birth to `on`: numbers were given at birth or at a later registration."""
    return code[:2] in PROVINCES and born <= on

"""Days as people write them: 2027年3月1日, 20270301, 2027-3-1, 2027.3.1, 2027/03/01, 二〇二七年三月一日 – and in three boxes."""

import re
from datetime import date

from yimen.web.forms.answers import Wrong
from yimen.web.forms.characters import CHINESE_DIGITS, excerpt, narrow

WRITTEN = re.compile(r"([0-9]{1,4})(?:年|-|/|\.|,)([0-9]{1,2})(?:月|-|/|\.|,)([0-9]{1,2})(?:日|号|號)?")
PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
TENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
PARTS = ("y", "m", "d")


def day(typed: str) -> date:
    """Raises Wrong: not_date, short_year or no_such_day."""
    plain = narrow(TENS.sub(_ten, typed)).translate(CHINESE_DIGITS)
    found = WRITTEN.fullmatch(plain) or PACKED.fullmatch(plain)
    if not found:
        raise Wrong("not_date", typed=excerpt(typed))
    year, month, number = found.groups()
    return of_parts(year, month, number, typed)


def of_parts(year: str, month: str, number: str, typed: str = "") -> date:
    """A day from three texts. Raises Wrong at the first part that is none."""
    for part, text, most in zip(PARTS, (year, month, number), (4, 2, 2), strict=True):
        if not (text.isascii() and text.isdecimal()) or len(text) > most:
            raise Wrong("date_part", part, typed=excerpt(text))
    if len(year) < 4:
        raise Wrong("short_year", "y", typed=excerpt(year))
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise Wrong("no_such_day", "d", typed=excerpt(typed or f"{year}-{month}-{number}")) from None


def _ten(match: re.Match[str]) -> str:
    """十 → 10, 二十 → 20, 十一 → 11, 三十一 → 31, in digits that are still Chinese."""
    return (match[1] or "一") + (match[2] or "〇")

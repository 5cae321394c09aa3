"""Opening hours as they are written on a door: 周一至周五 9:00–12:00、13:30–17:00；周六 9:00–12:00."""

import re

DAYS = "一二三四五六日"
PART = re.compile(r"(?P<days>\S+)\s+(?P<spans>.+)")
SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})[–-]([0-9]{1,2}):([0-9]{2})")
RANGE = re.compile(r"周([一二三四五六日])(?:至周([一二三四五六日]))?")
Span = tuple[int, int]  # minutes of the day
Week = dict[int, list[Span]]  # 0 is Monday; a day that is missing is shut


class NotHours(ValueError):
    """Not written as on a door, or a day or a time comes twice."""


def read(said: str) -> Week:
    """The week that a text says; an empty one says nothing. Raises NotHours."""
    week: Week = {}
    for part in filter(None, (one.strip() for one in re.split("[;；]", said.translate({0xFF1A: ":"})))):
        match = PART.fullmatch(part)
        if match is None:
            raise NotHours(part)
        spans = _spans(match["spans"])
        for day in _days(match["days"]):
            if week.setdefault(day, spans) is not spans:
                raise NotHours(part)
    return week


def _days(said: str) -> list[int]:
    found: list[int] = []
    for one in said.split("、"):
        match = RANGE.fullmatch(one)
        if one == "每天":
            found += range(7)
        elif match is None:
            raise NotHours(one)
        else:
            first = DAYS.index(match[1])
            last = DAYS.index(match[2] or match[1])
            found += range(first, last + 1)
    if not found or len(found) != len(set(found)):
        raise NotHours(said)
    return found


def _spans(said: str) -> list[Span]:
    """In order and without overlap."""
    found: list[Span] = []
    for one in re.split("[、,，]", said):
        match = SPAN.fullmatch(one.strip())
        if match is None:
            raise NotHours(one)
        hours = [int(part) for part in match.groups()]
        begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if max(hours[1], hours[3]) > 59 or end > 24 * 60 or begin >= end or (found and begin < found[-1][1]):
            raise NotHours(one)
        found.append((begin, end))
    return found

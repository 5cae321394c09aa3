"""/desk/house/calendar/ – the State Council's notice is copied, looked at, and loaded; what was provisional is worked out anew."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.administration.asking import HOUSE, WHY, done, done_before, reason, why_not
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration.columns import Misread, day
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.tables import Change
from yimen.core.cases.provisional import waiting
from yimen.core.places.notices import NewNotice, notices, working_days
from yimen.core.places.reading import Expected
from yimen.core.places.working_days import WorkingDays, days_of
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
FIELDS = ("year", "number", "published_on", "off", "work")
LONGEST = 2000
# How the calendar's complaints begin, and which words a person reads instead.
SAID = {
    "a year": "year",
    "days like": "span",
    "days of": "near",
    "no day both": "both",
    "make-up": "weekend",
    "the statutory": "statutory",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def calendar(request: Request) -> HttpResponse:
    typed = {name: request.POST.get(name, "")[:LONGEST] for name in FIELDS}
    if request.method != "POST":
        return page(request, typed)
    notice, wrong = noticed(typed)
    if notice is None or wrong or request.POST.get("do") != "load":
        return page(request, typed, notice if not wrong else None, wrong)
    said = {name: getattr(notice, name) for name in FIELDS}
    try:
        return done(request, [Change("notice", str(notice.year), said)], f"{HOUSE}calendar/")
    except NotAltered as refused:
        return page(request, typed, notice, refused=why_not(refused))


def noticed(typed: dict[str, str]) -> tuple[NewNotice | None, list[Json]]:
    """The notice as it was copied, or all that is wrong with it: [{at, words}]."""
    wrong = [
        {"at": name, "words": text("house.calendar.wrong.missing")}
        for name in ("number", "off")
        if not typed[name].strip()
    ]
    year = typed["year"].strip()
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        wrong.append({"at": "year", "words": text("house.calendar.wrong.year")})
    published = published_on(typed["published_on"])
    if published is None:
        wrong.append({"at": "published_on", "words": text("house.calendar.wrong.day")})
    if wrong or published is None:
        return None, wrong
    spans = {name: typed[name].split() for name in ("off", "work")}
    number = " ".join(typed["number"].split())[:80]
    notice = NewNotice(year=int(year), number=number, published_on=published, off=spans["off"], work=spans["work"])
    return notice, list(complaints(notice))


def published_on(typed: str) -> date | None:
    try:
        return day(typed.strip()[:40])
    except Misread:
        return None


def complaints(notice: NewNotice) -> Iterator[Json]:
    for one in notice.complaints():
        key = next(key for begin, key in SAID.items() if one.expected.startswith(begin))
        yield {
            "at": (one.at or "off").partition("[")[0],
            "words": text(f"house.calendar.wrong.{key}", found=found(one)),
        }


def found(one: Expected) -> str:
    """What was found, or for a missing holiday its day."""
    return one.found.strip("'") or next((word for word in one.expected.split() if word[:4].isdecimal()), "")


def page(
    request: Request,
    typed: dict[str, str],
    notice: NewNotice | None = None,
    wrong: list[Json] | None = None,
    refused: str = "",
) -> HttpResponse:
    year = today().year
    context: Json = {
        "desk": room(request, "house"),
        "typed": typed,
        "wrong": wrong or [],
        "refused": refused,
        "done": done_before(request),
        WHY: reason(request),
        "preview": preview(notice) if notice else "",
        "cases": text("house.calendar.cases", n=waiting()) if notice else "",
        "years": [text(f"house.calendar.{'official' if one in working_days().official else 'provisional'}", year=one)
                  for one in range(year - 1, year + 3)],
    }  # fmt: skip
    return render(request, "desk/house_calendar.html", context, status=422 if wrong or refused else 200)


def preview(notice: NewNotice) -> str:
    after, before = WorkingDays(notices() | {notice.year: notice}), working_days()
    first, last = date(notice.year, 1, 1), date(notice.year, 12, 31)
    off, work = (len(set(days_of(notice.year, spans))) for spans in (notice.off, notice.work))
    days, was = after.between(first, last), before.between(first, last)
    return text("house.calendar.preview", year=notice.year, off=off, work=work, days=days, before=was)

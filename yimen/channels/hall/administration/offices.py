"""/desk/house/offices/ – the offices of the own reach, one of them with its counters, and a new one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.administration import said
from yimen.channels.hall.administration.asking import HOUSE, WHY, Form, done, done_before, reason, why_not
from yimen.channels.hall.administration.listing import listing
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration import entering
from yimen.core.administration.altering import history
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.scope import within
from yimen.core.administration.tables import Change
from yimen.core.places.models import Counter, Office, OfficeDay
from yimen.web.language import in_script, today
from yimen.web.office_days import said as in_days
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
ASKED = ("name_zh", "name_en", "kind", "authority", "serves", "address", "phone", "opens")
OFFICES = f"{HOUSE}offices/"


@require_safe
@needs("administer")
def offices(request: Request) -> HttpResponse:
    found = Office.objects.filter(within(request.actor, "region"))
    return listing(request, found, tab="offices", what="offices", line=line, search=meant, longest=12)


def meant(query: str) -> dict[str, str]:
    return {"code__startswith": query} if query.isdecimal() else {"name_zh__contains": query}


def line(one: Office) -> Json:
    more = text("list.comma").join(filter(None, (one.code, in_script(one.opens), one.phone)))
    return {"href": f"{OFFICES}{one.code}/", "title": in_script(one.name_zh), "more": more}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def new_office(request: Request) -> HttpResponse:
    form, refused = Form("office", ("code", *ASKED)), None
    if request.method == "POST" and form.read(request):
        code = form.values["code"]
        try:
            if Office.objects.filter(pk=code).exists():
                raise NotAltered("there", code)
            return done(request, [entering.office(form.values)], f"{OFFICES}{code}/")
        except NotAltered as why:
            refused = why
    context = {
        "desk": room(request, "offices"),
        "form": form,
        "refused": why_not(refused),
        WHY: reason(request),
        "what": "new_office",
    }
    return render(request, "desk/house_new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def office(request: Request, office: str) -> HttpResponse:
    found = Office.objects.filter(within(request.actor, "region"), pk=office).first()
    if found is None:
        raise Http404
    sheet, refused = Sheet(found), None
    if request.method == "POST":
        try:
            if response := altered(request, sheet):
                return response
        except NotAltered as why:
            refused = why
    context = {
        "desk": room(request, "offices"),
        "office": found,
        "form": sheet.form,
        "counter": sheet.counter,
        "day": sheet.day,
        "days": [{"day": one.day.isoformat(), "said": in_days(one)} for one in coming(found)],
        "name": in_script(found.name_zh),
        "counters": [
            {"number": one.number, "name": in_script(one.name_zh)} for one in found.counters.order_by("number")
        ],
        "refused": why_not(refused),
        "done": done_before(request),
        WHY: reason(request),
        "history": [said.line(one) for one in history("office", found.code, limit=10)],
    }
    return render(request, "desk/house_office.html", context, status=422 if request.method == "POST" else 200)


def coming(found: Office) -> Iterable[OfficeDay]:
    return found.days.filter(day__gte=today()).order_by("day")[:60]


class Sheet:
    """The forms of an office: what it is, another counter, and a day of its own."""

    def __init__(self, found: Office):
        self.office = found
        self.form = Form("office", ASKED).standing(vars(found))
        self.counter = Form("counter", ("number", "name_zh"), "counter.")
        self.day = Form("office_day", ("day", "hours", "note"), "day.")


def altered(request: Request, sheet: Sheet) -> HttpResponse | None:
    """What the pressed button says; None where the form cannot be taken. Raises NotAltered."""
    found, form, counter = sheet.office, sheet.form, sheet.counter
    back, which = f"{OFFICES}{found.code}/", request.POST.get("counter", "")
    match request.POST.get("do", ""):
        case "counter" if counter.read(request):
            return done(request, [entering.counter({"office_id": found.code, **counter.values})], back)
        case "remove" if which.isdecimal():
            row = Counter.objects.filter(office=found, number=int(which[:4])).first()
            return done(request, [entering.counter_gone(row)] if row else [], back)
        case "day" if sheet.day.read(request):
            return done(request, [entering.office_day(found, sheet.day.values)], back)
        case "undated":
            return done(request, undated(found, request.POST.get("day", "")), back)
        case "office" if form.read(request):
            return done(request, [entering.office({"code": found.code, **form.values})], back)
    return None


def undated(found: Office, typed: str) -> list[Change]:
    """A day as the page itself wrote it; nothing where it is not there."""
    try:
        row = found.days.filter(day=date.fromisoformat(typed)).first()
    except ValueError:
        return []
    return [entering.office_day_gone(found, row.day.isoformat())] if row else []

"""/desk/house/wordings/ – public texts: what is said now, and a new wording that another administrator approves."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.administration import said
from yimen.channels.hall.administration.asking import HOUSE, WHY, NotTaken, done_before, led, reason, why_not
from yimen.channels.hall.administration.rendered import rendered
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration.altering import history
from yimen.core.administration.columns import Misread
from yimen.core.administration.drafting import LONGEST, draft, read_draft, standing
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.released import ASKED, KINDS, keys_of
from yimen.core.places.models import Wording
from yimen.web import days
from yimen.web.language import in_script
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
BOOK = f"{HOUSE}wordings/"


@require_safe
@needs("administer")
def wordings(request: Request) -> HttpResponse:
    here = request.GET.get("kind", "")
    kind = here if here in KINDS else KINDS[0]
    newest = {row.key: row for row in Wording.objects.filter(kind=kind).order_by("id")}
    context = {
        "desk": room(request, "wordings"),
        "kinds": [
            {"href": f"?kind={one}", "title": text(f"wordings.kind.{one}"), "here": one == kind} for one in KINDS
        ],
        "kind": kind,
        "rows": [line(kind, key, newest.get(key)) for key in keys_of(kind)],
    }
    return render(request, "desk/house_wordings.html", context)


def line(kind: str, key: str, edition: Wording | None) -> Json:
    values = standing(kind, key) if edition is None else vars(edition)
    tag = {"state": "ok", "text": text("wordings.since", day=days.day(edition.since))} if edition else None
    title = in_script((values or {})["title_zh"] or (values or {})["body_zh"])
    return {"href": f"{BOOK}{kind}/{key}/", "title": title, "more": key, "tag": tag}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def wording(request: Request, kind: str, key: str) -> HttpResponse:
    now = standing(kind, key)
    if now is None:
        raise Http404
    if request.method != "POST":
        return page(request, now, Drafted({name: now[name] or "" for name in ASKED[kind]}))
    typed = {name: request.POST.get(name, "")[: LONGEST.get(name, 20) * 2] for name in (*ASKED[kind], "since")}
    values, wrong = read_draft(kind, key, typed)
    if wrong or request.POST.get("do") != "ask":
        return page(request, now, Drafted(typed, wrong, None if wrong else values))
    try:
        return led(draft(kind, key, values, reason(request)), f"{BOOK}{kind}/{key}/")
    except NotAltered as refused:
        return page(request, now, Drafted(typed, after=values, refused=why_not(refused)))


@dataclass(frozen=True)
class Drafted:
    """What was typed, and what came of it: wrong cells, or the new words."""

    typed: dict[str, str]
    wrong: dict[str, Misread] = field(default_factory=dict)
    after: Json | None = None
    refused: str = ""


def page(request: Request, now: Json, of: Drafted) -> HttpResponse:
    kind, key = now["kind"], now["key"]
    context: Json = {
        "desk": room(request, "wordings"),
        "kind": kind,
        "key": key,
        "fields": [cell(name, of.typed.get(name, ""), of.wrong.get(name)) for name in (*ASKED[kind], "since")],
        "wrong": len(of.wrong),
        "pairs": rendered(kind, now, of.after),
        "looked": of.after is not None,
        "refused": of.refused,
        "done": done_before(request),
        WHY: reason(request),
        "history": [said.line(one) for one in history("wording", f"{kind}/{key}", limit=10)],
    }
    return render(request, "desk/house_wording.html", context, status=422 if of.wrong or of.refused else 200)


def cell(name: str, typed: str, misread: Misread | None) -> Json:
    words = NotTaken(misread, name).words if misread else ""
    return {
        "name": name,
        "typed": typed,
        "wrong": words,
        "long": name.startswith(("body", "next")),
        "longest": LONGEST.get(name, 20),
    }

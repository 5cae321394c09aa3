"""/mine/unfinished/ – 没做完的: a form keeps what is typed, by a button or by itself, and shows it again when one comes back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import needs
from yimen.core.rights import unfinished
from yimen.core.rights.models import Unfinished
from yimen.web import days
from yimen.web.forms import Answer, Question, known
from yimen.web.language import now
from yimen.web.signing_in import HIDDEN
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
HERE = "/mine/unfinished/"
FORMS = {"/complaints/new/": "complaint", "/mine/data/corrections/": "data", "rating": "rating"}
PAGE, QUIET = "kept_page", "kept_quietly"  # fields that say which form it is, and that no page is wanted


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_data")
def drafts(request: Request) -> HttpResponse:
    me = UUID(request.actor.id)
    if request.method != "POST":
        return render(
            request, "portal/unfinished.html", {"back": "/", "rows": [line(one) for one in unfinished.mine(me)]}
        )
    if which := request.POST.get("delete", ""):
        unfinished.delete(me, as_id(which))
        return HttpResponseRedirect(HERE)
    page = request.POST.get(PAGE, "")
    made = unfinished.keep(me, page, FORMS[form_of(page)], typed(request.POST), at=now()) if form_of(page) else None
    return HttpResponse(status=204 if made else 422) if QUIET in request.POST else HttpResponseRedirect(HERE)


def as_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)


def form_of(page: str) -> str:
    """The key of a form that keeps what is typed; nothing for any other address."""
    if page.startswith("/cases/") and page.endswith("/rating/") and page.count("/") == 4:
        return "rating"
    return page if page in FORMS else ""


def typed(fields: QueryDict) -> unfinished.Fields:
    """Without what no person wrote."""
    return {name: values for name, values in fields.lists() if name not in (*HIDDEN, PAGE, QUIET)}


def line(one: Unfinished) -> Json:
    return {
        "id": str(one.id),
        "href": one.page,
        "title": text(f"unfinished.form.{one.form}"),
        "more": text("unfinished.kept", at=days.moment(one.kept_at), day=days.day(one.until)),
    }


def again(request: Request, asks: list[Question]) -> dict[str, Answer]:
    """What was typed into this form before, for each of its questions; nothing for somebody without sign-in."""
    if request.actor.role != "applicant":
        return {}
    found = unfinished.kept(UUID(request.actor.id), request.path)
    return {ask.name: known(of) for ask in asks if (of := parts(ask.name, found.fields if found else {}))}


def parts(name: str, fields: unfinished.Fields) -> unfinished.Fields:
    """The inputs of a question: its own, and those below it (a date has three)."""
    return {one: values for one, values in fields.items() if one == name or one.startswith(f"{name}.")}


def sent(request: Request) -> None:
    if request.actor.role == "applicant":
        unfinished.sent(UUID(request.actor.id), request.path)


def keeps(request: HttpRequest, actor_role: str) -> str:
    """The page to keep under, for the form of a template; empty where nobody is signed in."""
    return request.path if actor_role == "applicant" else ""

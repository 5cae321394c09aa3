"""What the trunk refuses, as pages: what happened, what is possible now, and where to go on. Nothing typed is lost: forms answer for
themselves before this is reached."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from yimen.core.cases.errors import KeyConflict, NoSuchCase, NotNow, NotYours, OlderPage, Refused, SaysMissing, Why
from yimen.core.cases.wording import words
from yimen.web import errors
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def explained(view: View[P]) -> View[P]:
    """A view of one case whose refusals become pages."""

    @wraps(view)
    def careful(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused, kwargs.get("case_id"))

    return careful


def refusal(request: Request, refused: Refused, case_id: Any = None) -> HttpResponse:
    if isinstance(refused, NoSuchCase):
        return errors.refusal(request, 404)
    context = {"lines": lines(refused), "case": f"/cases/{case_id}/" if isinstance(case_id, UUID) else "/cases/"}
    response = render(request, "portal/not_now.html", context, status=409)
    response["Cache-Control"] = "no-store"
    return response


def lines(refused: Refused) -> list[str]:
    """Why not, in the person's words."""
    if isinstance(refused, NotNow):
        return [reason(why) for why in refused.why] or [text("refused.changed")]
    if isinstance(refused, NotYours):
        return [text("refused.not_yours")]
    if isinstance(refused, OlderPage | KeyConflict):
        return [text("refused.changed")]
    if isinstance(refused, SaysMissing):
        return [text("refused.says", what=", ".join(mistake.at for mistake in refused.mistakes))]
    return [text("refused.changed")]


def reason(why: Why) -> str:
    """In this door's words where the trunk's are meant for officers."""
    if why.key == "not_from":
        state = why.params.get("state", "")
        return (
            text("refused.not_from", state=text(f"state.{state}"))
            if knows(f"state.{state}")
            else text("refused.changed")
        )
    values = {
        name: text("list.comma").join(map(str, value)) if isinstance(value, list) else value
        for name, value in why.params.items()
    }
    return choose(words("why", why.key)).format_map(values)

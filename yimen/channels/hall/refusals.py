"""What the trunk refuses, as pages of the desk: what happened, what is possible now, and where to go on."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from yimen.channels.hall.room import room
from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import Held, Mistake, NoSuchCase, NotNow, NotYours, OlderPage, Refused, SaysMissing, Why
from yimen.core.cases.wording import words
from yimen.core.people.actors import own_name
from yimen.web import days, errors
from yimen.web.formats import badge
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]
Said = dict[str, str]
FREE = ("why", "found", "shown", "penalty", "statement", "promise", "right_authority", "officers", "taken_by")
CODES = ("key", "found", "which", "y", "m", "d")  # parts of a field that hold what was chosen, not what was written


def explained(view: View[P]) -> View[P]:
    @wraps(view)
    def careful(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchCase:
            return errors.refusal(request, 404)
        except Refused as refused:
            return refusal(request, refused, kwargs.get("case_id"))

    return careful


def refusal(
    request: Request,
    refused: Refused,
    case_id: object = None,
    *,
    changed: Sequence[str] = (),
    typed: Sequence[Said] = (),
) -> HttpResponse:
    """409, with the moves that are possible now; where the page was an older one, with what has changed and what was typed on it."""
    context = {
        "desk": room(request, "cases"),
        "title": choose(words("errors", refused.key)).format_map(Plain(refused.params)),
        "lines": lines(refused),
        "changed": changed,
        "typed": typed,
        "links": links(refused, case_id) if isinstance(case_id, UUID) else [],
        "back": f"/desk/cases/{case_id}/" if isinstance(case_id, UUID) else "/desk/",
    }
    response = render(request, "desk/refused.html", context, status=409)
    response["Cache-Control"] = "no-store"
    return response


class Plain(dict[str, object]):
    """Slots that have no value stay as they are."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def links(refused: Refused, case_id: UUID) -> list[dict[str, str]]:
    """The moves that may be taken instead."""
    found = refused.possible if isinstance(refused, NotNow) else []
    return [{"href": f"/desk/cases/{case_id}/{move}/", "title": choose(words("moves", move))} for move in found]


def lines(refused: Refused) -> list[str]:
    if isinstance(refused, NotNow):
        return [reason(why) for why in refused.why]
    if isinstance(refused, SaysMissing):
        return [mistake(one) for one in refused.mistakes]
    if isinstance(refused, OlderPage):
        return [happened(event) for event in refused.changed]
    if isinstance(refused, Held):
        return [text("hall.held_by", name=refused.params["name"], since=days.moment(refused.params["since"]))]
    return [text("hall.owner", owner=refused.owner)] if isinstance(refused, NotYours) else []


def reason(why: Why) -> str:
    """In the words of the trunk, with states and moments as people read them."""
    if why.key == "not_from" and knows(f"hall.state.{why.params.get('state')}"):
        return text("hall.not_from", state=text(f"hall.state.{why.params['state']}"))
    values = {name: shown(value) for name, value in why.params.items()}
    return choose(words("why", why.key)).format_map(values)


def shown(value: object) -> object:
    if isinstance(value, list):
        return text("list.comma").join(map(str, value))
    return days.moment(value) if hasattr(value, "hour") else value  # type: ignore[arg-type]


def mistake(one: Mistake) -> str:
    """理由：这一项还没有填。"""
    return text("hall.mistake", name=said_name(one.at), what=choose(words("wrong", one.key)))


def said_name(at: str) -> str:
    """What people call the word of a move at this place of what was said."""
    head = at.partition("[")[0].partition(".")[0]
    try:
        return choose(words("said", head))
    except KeyError:
        return at


def typed_words(request: Request) -> list[Said]:
    """The sentences of a form that can no longer be shown, each under its name, so that nobody has to write them twice."""
    written = [name for name in request.POST if name in FREE or ("." in name and name.rpartition(".")[2] not in CODES)]
    fields = [(name, request.POST.get(name, "").strip()) for name in written]
    return [{"name": said_name(name), "text": one} for name, one in fields if one]


def happened(event: Event) -> str:
    """****06 10:31 一次性告知补正."""
    who = (
        badge(event.actor_id) + event.actor_name.removeprefix(own_name(event.actor_name))
        if event.role not in ("applicant", "rule", "clock", "node")
        else text(f"hall.by.{event.role}")
    )
    return text("hall.happened", who=who, at=days.moment(event.at), move=choose(words("moves", event.move)))

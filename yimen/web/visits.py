"""Who visits: the actor of a session, and the request that every view of a door gets."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from yimen.core.people.actors import ROLES, SYSTEM, VISITOR, Actor
from yimen.web.preferences import Preferences

KEY = "as"  # of the session
P = ParamSpec("P")


class Request(HttpRequest):
    """A request as views get it: it knows who acts, and how they like pages."""

    actor: Actor
    preferences: Preferences


View = Callable[Concatenate[Any, P], HttpResponse]


def sign_in(request: HttpRequest, actor: Actor) -> None:
    """From now on this session acts as `actor`; the session key changes, what another person began is forgotten."""
    request.session.flush()
    request.session[KEY] = asdict(actor)


def sign_out(request: HttpRequest) -> None:
    request.session.flush()


def actor_of(session: SessionBase) -> Actor:
    """The actor of a session; whoever is not a person of flesh and blood there is a visitor."""
    found = session.get(KEY)
    if not isinstance(found, Mapping) or found.get("role") not in set(ROLES) - SYSTEM:
        return VISITOR
    known = {field.name for field in fields(Actor)} - {"serves"}
    serves = found.get("serves")
    said = {"id": "", **{name: str(value) for name, value in found.items() if name in known}}
    return Actor(**said, serves=tuple(map(str, serves)) if isinstance(serves, list | tuple) else ())  # type: ignore[arg-type]


def personal(view: View[P]) -> View[P]:
    """A page with a person's data: nobody on the way keeps it, nor does the browser (no-store)."""

    @wraps(view)
    def stored_nowhere(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return stored_nowhere


def outside(view: View[P]) -> View[P]:
    """A view that looks at nobody's data and opens no transaction: health, static texts."""
    view.acts_outside = True  # type: ignore[attr-defined]
    return view

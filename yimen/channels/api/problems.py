"""What went wrong, as problem details (RFC 9457) in the caller's language, with what is possible now. The rim of this door."""

import logging
import re
from collections.abc import Mapping, Sequence
from traceback import format_tb
from typing import Any

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yimen.channels.api.mistakes import Mistaken, NoPower, pointer
from yimen.channels.api.tokens import NotSureEnough
from yimen.core.cases.vocabulary import Json
from yimen.core.people.powers import POWERS
from yimen.core.ports.ids import new_id
from yimen.web.problems import problem
from yimen.web.words import choose, knows, text

log = logging.getLogger("yimen.api")
BYTE = re.compile(r"byte (\d+)")
SOON = 5  # seconds after which a node that is not well may be asked again


def say_problem(request: HttpRequest, status: int, key: str, **more: Any) -> HttpResponse:
    """The answer to what cannot be done; `key` is its stable type, its words stand under `api.detail` unless given."""
    told: Json = {"title": said(f"title.s{status}")}
    if "detail" not in more and knows(f"api.detail.{key}"):
        told["detail"] = said(f"detail.{key}")
    return problem(status, key, instance=request.path, more=told | more)


def said(key: str, **values: object) -> str:
    return text(f"api.{key}", **values)


def mistakes(request: HttpRequest, errors: Sequence[Mapping[str, Any]], **more: Any) -> HttpResponse:
    return say_problem(request, 422, "wrong_words", errors=list(errors), **more)


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON; where it breaks, if the reader knows."""
    found = BYTE.search(str(error.__cause__))
    where = said("where", byte=found[1]) if found else ""
    return say_problem(
        request, error.status_code, "broken_json", detail=said("detail.broken_json", where=where).strip()
    )


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return mistakes(request, [member(one) for one in error.errors])


def member(error: Mapping[str, Any]) -> Json:
    """A mistake in a member of the body, a parameter or a header."""
    place, *path = [str(part) for part in error["loc"]]
    kind = error["type"] if knows(f"api.wrong.{error['type']}") else "other"
    detail = said(f"wrong.{kind}", **error.get("ctx", {}))
    if place == "body":
        return {"pointer": pointer(*path[1:]), "key": kind, "detail": detail}
    return {"parameter": ".".join(path), "in": place, "key": kind, "detail": detail}


def mistaken(request: HttpRequest, error: Mistaken) -> HttpResponse:
    return mistakes(request, error.mistakes)


def nobody(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = say_problem(request, 401, "no_token")
    response["WWW-Authenticate"] = 'Bearer realm="yimen"'
    return response


def not_sure_enough(request: HttpRequest, error: NotSureEnough) -> HttpResponse:
    """Told as RFC 9470 has it: sign in once more at that level, and send the same again."""
    key = "insufficient_user_authentication"
    response = say_problem(request, 401, key, acr_values=error.needed)
    response["WWW-Authenticate"] = (
        f'Bearer realm="yimen", error="{key}", error_description="A higher level of authentication is needed", '
        f'acr_values="{error.needed}"'
    )
    return response


def no_power(request: HttpRequest, error: NoPower) -> HttpResponse:
    if error.elsewhere:
        return say_problem(request, 403, "elsewhere")
    power = POWERS[error.power]
    name = choose({"zh": power.zh, "en": power.en})
    return say_problem(request, 403, "no_power", power=error.power, detail=said("detail.no_power", power=name))


def unwell(request: HttpRequest, _error: DatabaseError) -> HttpResponse:
    """The database cannot be asked just now, or all its connections are busy. Where the line broke during the commit nobody
    knows whether it was done: asked again with its key, it is done once."""
    log.warning("the database could not be asked: %s", request.path)
    response = say_problem(request, 503, "unwell")
    response["Retry-After"] = str(SOON)
    return response


def conflicting(request: HttpRequest, _error: IntegrityError) -> HttpResponse:
    """What was said is taken already by something else, such as the number of a bill: nothing was done."""
    return say_problem(request, 409, "conflict")


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our mistake, whatever it is: told by a number under which the log has it."""
    number = str(new_id())[-12:]
    where = "".join(format_tb(error.__traceback__))  # without the message, which may hold what somebody said
    log.error("incident %s: %s %s: %s\n%s", number, request.method, request.path, type(error).__name__, where)
    return say_problem(request, 500, "incident", incident=number, detail=said("detail.incident", number=number))


HANDLERS: dict[type[Exception], Any] = {
    Exception: broken,
    OperationalError: unwell,
    InterfaceError: unwell,
    IntegrityError: conflicting,
    HttpError: unreadable,
    ValidationError: invalid,
    AuthenticationError: nobody,
    NotSureEnough: not_sure_enough,
    Mistaken: mistaken,
    NoPower: no_power,
}

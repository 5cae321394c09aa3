"""Problem details for machines (RFC 9457): a stable `type`, words in the caller's language, and what is possible now."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

from yimen.web.language import Lang
from yimen.web.words import knows, text

TYPE = "application/problem+json"
BASE = "/problems/"


def details(
    status: int, key: str, lang: Lang | None = None, *, instance: str = "", more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The members of a problem. `key` names its words: `errors.machines.<key>`, `errors.why.<key>` or `errors.<key>`; `more` are
    further members, which also fill the slots of the words. Nothing of what the caller sent is repeated unless given here."""
    more = more or {}
    said = {"type": BASE + key.replace("_", "-"), "title": title(status, key, lang), "status": status}
    if knows(f"errors.machines.{key}"):
        said["detail"] = text(f"errors.machines.{key}", lang)
    elif knows(f"errors.why.{key}"):
        said["detail"] = text(f"errors.why.{key}", lang, **more)
    elif knows(f"errors.{key}.now"):
        said["detail"] = text(f"errors.{key}.now", lang)
    return {**said, **({"instance": instance} if instance else {}), **more}


def title(status: int, key: str, lang: Lang | None) -> str:
    for known in (f"errors.{key}.title", f"errors.s{status}.title"):
        if knows(known):
            return text(known, lang)
    return HTTPStatus(status).phrase


def problem(
    status: int, key: str, lang: Lang | None = None, *, instance: str = "", more: Mapping[str, Any] | None = None
) -> JsonResponse:
    """The response; never stored by anybody on the way."""
    body = details(status, key, lang, instance=instance, more=more)
    response = JsonResponse(body, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response

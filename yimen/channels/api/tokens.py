"""Bearer tokens: who acts, signed by this node, for some hours. Nothing is kept here; a token ends by itself."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from yimen.core.people.actors import ROLES, SYSTEM, VISITOR, Actor

LASTS = timedelta(hours=12)
PEOPLE = frozenset(ROLES) - SYSTEM - {"visitor"}


def issue(actor: Actor) -> str:
    return signing.dumps(asdict(actor), salt=salt())


def actor_of(token: str) -> Actor:
    """Who the token says acts; a visitor where it is not ours, too old, or nobody of flesh and blood."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=salt(), max_age=LASTS)
    except signing.BadSignature:
        return VISITOR
    return Actor(**said | {"serves": tuple(said.get("serves", ()))}) if said.get("role") in PEOPLE else VISITOR


def salt() -> str:
    """A token of one node says nothing to another, even where both share a secret."""
    return f"yimen.api.{settings.NODE['code']}"


def bearer(request: HttpRequest) -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return actor_of(token.strip()) if scheme.lower() == "bearer" and token else VISITOR


class Bearer(HttpBearer):
    """A token of somebody; the door has read it already (door.py)."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002 – ninja's signature
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return None if actor == VISITOR else actor

"""Bearer tokens: who acts and how surely we know it, signed by this node, for some hours. Nothing is kept here; a token ends by itself."""

from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from yimen.core.people.actors import ROLES, SYSTEM, VISITOR, Actor
from yimen.core.people.sign_in_rules import LEVELS, Level, enough, level_needed
from yimen.web.language import today

LASTS = timedelta(hours=12)
LOOKING = ("GET", "HEAD")
PEOPLE = frozenset(ROLES) - SYSTEM - {"visitor"}


class NotSureEnough(Exception):
    """The token says who acts, but not as surely as the act needs (sign_in.yaml)."""

    def __init__(self, needed: Level):
        super().__init__(needed)
        self.needed = needed


def issue(actor: Actor, level: Level = LEVELS[-1]) -> str:
    """`level`: how surely the one who asked for it has shown who it is."""
    return signing.dumps(asdict(actor) | {"level": level}, salt=salt())


def actor_of(token: str) -> Actor:
    """Who the token says acts; a visitor where it is not ours, too old, or nobody of flesh and blood."""
    said = said_by(token)
    known = {one.name: said[one.name] for one in fields(Actor) if one.name in said}
    return Actor(**known | {"serves": tuple(said.get("serves", ()))}) if said.get("role") in PEOPLE else VISITOR


def level_of(token: str) -> str:
    """A token that says nothing is of the weakest level."""
    return str(said_by(token).get("level") or LEVELS[0])


def said_by(token: str) -> dict[str, Any]:
    try:
        said: dict[str, Any] = signing.loads(token, salt=salt(), max_age=LASTS)
    except signing.BadSignature:
        return {}
    return said


def salt() -> str:
    """A token of one node says nothing to another, even where both share a secret."""
    return f"yimen.api.{settings.NODE['code']}"


def bearer(request: HttpRequest) -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return actor_of(token.strip()) if scheme.lower() == "bearer" and token else VISITOR


class Bearer(HttpBearer):
    """A token of somebody; the door has read it already (door.py). Looking and acting need the levels that they need in the portal."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Raises NotSureEnough."""
        actor: Actor = request.actor  # type: ignore[attr-defined]
        needed = level_needed("look" if request.method in LOOKING else "apply", today())
        if actor.role == "applicant" and not enough(level_of(token), needed):
            raise NotSureEnough(needed)
        return None if actor == VISITOR else actor

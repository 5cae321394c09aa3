"""Who visits: the session behind the cookie, its actor and level, and the request that every view of a door gets."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, SessionBase, UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from yimen.core.people import visits
from yimen.core.people.actors import ROLES, SYSTEM, VISITOR, Actor
from yimen.core.people.sign_in_rules import LEVELS, RULES, Act, Level, enough, level_needed
from yimen.web.language import today
from yimen.web.preferences import Preferences

KEY, VISIT = "as", "visit"  # of the session: who acts, and how the visit began
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip
P = ParamSpec("P")


class Request(HttpRequest):
    """A request as views get it: it knows who acts, and how they like pages."""

    actor: Actor
    preferences: Preferences


View = Callable[Concatenate[Any, P], HttpResponse]


class SessionStore(SessionBase):
    """Sessions as settings.SESSION_ENGINE wants them: rows of people.visits, opened and limited by one statement."""

    def load(self) -> dict[str, Any]:
        found = visits.opened(self.session_key) if self.session_key else None
        if found is None:
            self._session_key = None
            return {}
        return found.data

    def exists(self, session_key: str) -> bool:
        return visits.is_known(session_key)

    def create(self) -> None:
        """A new key; of 32 random characters, so nobody asks first whether it is taken."""
        self._session_key = None
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def _get_new_session_key(self) -> str:
        return fresh_key()

    def save(self, must_create: bool = False) -> None:
        """Raises CreateError, and UpdateError for a visit that was ended meanwhile."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # Django's own way to the dict
        if not visits.keep(self.session_key, data, standing(data), fresh=must_create):
            raise CreateError if must_create else UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            visits.forget(key)

    @classmethod
    def clear_expired(cls) -> None:
        """Whoever comes in clears what has ended."""


def fresh_key() -> str:
    return get_random_string(32, VALID_KEY_CHARS)


def standing(data: Mapping[str, Any]) -> visits.Standing:
    """What stands beside the data of a session, from what sign_in() wrote there."""
    actor = acting_as(data.get(KEY))
    began = data.get(VISIT) or {}
    said = {name: str(began.get(name, "")) for name in ("how", "level", "device")}
    return visits.Standing(actor.id, actor.role if actor != VISITOR else "", actor.office, **said)


def sign_in(
    request: HttpRequest, actor: Actor, *, how: str = "demo", level: Level = "high", proved: datetime | None = None
) -> None:
    """From now on this session acts as `actor`; the session key changes, what another person began is forgotten.

    `how` is the way in, `level` how surely we know who it is, `proved` when that was shown last."""
    request.session.flush()
    request.session[KEY] = asdict(actor)
    at = (proved or real_now()).isoformat()
    request.session[VISIT] = {"how": how, "level": level, "device": device(request), "proved": at}


def act_as(request: HttpRequest, actor: Actor) -> None:
    """The same officer in another of the own roles: a new key, and the visit goes on as it began."""
    began = request.session.get(VISIT)
    request.session.flush()
    request.session[KEY] = asdict(actor)
    request.session[VISIT] = began or {}


def level_of(session: SessionBase) -> str:
    """How surely we know who this is. A visit that says nothing is of the weakest level."""
    return str((session.get(VISIT) or {}).get("level") or LEVELS[0])


def sure_enough(request: HttpRequest, act: Act) -> bool:
    """Is this visit of the level that the act needs? What needs the highest must have been proved a moment ago."""
    needed = level_needed(act, today())
    if not enough(level_of(request.session), needed):
        return False
    return needed != LEVELS[-1] or just_proved(request.session)


def just_proved(session: SessionBase) -> bool:
    try:
        at = datetime.fromisoformat(str((session.get(VISIT) or {}).get("proved")))
        return real_now() - at <= timedelta(minutes=RULES.stepping_up)
    except (TypeError, ValueError):
        return False


def real_now() -> datetime:
    """The real time: nobody steps up by turning the demo's clock."""
    return datetime.now(UTC)


def device(request: HttpRequest) -> str:
    """The browser and the system in words that a person knows: “Chrome, Windows”. Nothing finer is kept."""
    said = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in table if mark in said), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)


def sign_out(request: HttpRequest) -> None:
    request.session.flush()


def actor_of(session: SessionBase) -> Actor:
    """The actor of a session; whoever is not a person of flesh and blood there is a visitor."""
    return acting_as(session.get(KEY))


def acting_as(found: object) -> Actor:
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

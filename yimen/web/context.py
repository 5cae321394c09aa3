"""What every page knows: who serves it, who reads it and how they like it. Nothing here asks the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from yimen.core.people.actors import VISITOR, Actor
from yimen.web.language import OWN_NAMES
from yimen.web.preferences import Preferences, preferences
from yimen.web.words import choose, text

SWITCHES: tuple[Mapping[str, str], ...] = (
    {"text": "large"},
    {"text": "normal"},
    {"contrast": "high"},
    {"contrast": "normal"},
    {"lang": "zh-Hans"},
    {"lang": "zh-Hant"},
    {"lang": "en"},
)
OF_CASE = re.compile(r"/cases/([0-9a-f-]{36})/((?:[a-z_]+/)?(?:[\w.-]+/)?)", re.ASCII)
STAYS = ("handover/", "receipt/", "submission/", "documents/")  # pages that one does not go on with elsewhere


@dataclass(frozen=True, slots=True)
class Switch:
    """A link that changes how pages look, and brings the person back to this one."""

    kind: str
    value: str
    href: str

    @property
    def words(self) -> str:
        return OWN_NAMES[self.value] if self.kind == "lang" else text(f"frame.{self.kind}.{self.value}")


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page: top bar, banner, foot."""

    authority: str
    preferences: Preferences
    actor: Actor
    demo: bool
    here: str  # the page that is looked at, with its query
    tour: Any = None  # where a visitor of the demo is on a guided tour

    @property
    def switches(self) -> tuple[Switch, ...]:
        """All that is not already so, back to the page that was looked at (one that answered a POST is asked again)."""
        return tuple(
            Switch(kind, value, "/preferences/?" + urlencode({kind: value, "next": self.here}))
            for switch in SWITCHES
            for kind, value in switch.items()
            if getattr(self.preferences, kind) != value
        )

    @property
    def elsewhere(self) -> str:
        """Where a citizen on a page of a case gets the code for going on at another door."""
        found = OF_CASE.match(self.here) if self.actor.role == "applicant" else None
        if found is None or found[2].startswith(STAYS):
            return ""
        return f"/cases/{found[1]}/handover/?" + urlencode({"at": found[2]})

    @property
    def known(self) -> bool:
        return self.actor.role != "visitor"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    wanted = getattr(request, "preferences", None) or preferences(request)
    return {
        "frame": Frame(authority(), wanted, actor(request), settings.DEMO, request.get_full_path(), touring(request))
    }


def touring(request: HttpRequest) -> Any:
    """The bar of the tour (config.switchboard.TOUR); a page of an error may be made for a request without cookies."""
    return import_string(settings.TOUR)(request) if settings.TOUR and request.COOKIES else None


def authority() -> str:
    """The authority whose door this is: NODE's `name`, with `name_en` where there is one."""
    node: Mapping[str, str] = settings.NODE
    return choose({"zh": node["name"], "en": node.get("name_en", "")})


def actor(request: HttpRequest) -> Actor:
    return getattr(request, "actor", VISITOR)

"""The frame of every page of the desk: whose desk it is, its tabs as far as the powers of the role go, the search box."""

import time
from functools import lru_cache
from typing import Any

from django.conf import settings

from yimen.channels.hall.intentions.standing import beside
from yimen.core.people.acting_as import BLIND
from yimen.core.people.actors import Actor, Role
from yimen.core.people.powers import POWERS
from yimen.core.places.models import Office
from yimen.web.formats import badge
from yimen.web.language import in_script, spoken
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
RECHECK = 60  # seconds
TABS = (
    ("cases", "/desk/", "see_case"),
    ("intake", "/desk/intake/", "take_in_application"),
    ("look", "/desk/look/", "look_up_person"),
    ("leave", "/desk/leave/", "hold"),
    ("post", "/desk/post/", "post_letters"),
    ("board", "/desk/board/", "supervise"),
    ("data", "/desk/data/", "answer_data_request"),
    ("complaints", "/desk/complaints/", "supervise"),
    ("differences", "/desk/differences/", "settle_difference"),
    ("keeping", "/desk/keeping/", "clear_case"),
    ("staff", "/desk/staff/", "give_enrolment"),
    ("house", "/desk/house/", "administer"),
    ("offices", "/desk/house/offices/", "administer"),
    ("members", "/desk/house/staff/", "administer"),
    ("workbook", "/desk/house/workbook/", "administer"),
    ("wordings", "/desk/house/wordings/", "administer"),
    ("alterations", "/desk/house/alterations/", "administer"),
)


def room(request: Request, here: str, query: str = "") -> Json:
    actor = request.actor
    return {
        "officer": text("hall.officer", badge=badge(actor.id), role=role_name(actor.role)),
        "unit": unit(actor),
        "here": here,
        "query": query,
        "tabs": [{"name": name, "href": href} for name, href, power in TABS if POWERS[power].cell(actor.role)],
        "leave": "/demo" if settings.DEMO else "",
        "keys": "/desk/keys/",
        "home": home_of(actor.role),
        "blind": actor.role == BLIND,
        "intended": beside(request),
    }


def home_of(role: Role) -> str:
    """Where an officer begins: an administrator has no queue."""
    return "/desk/house/" if role == BLIND else "/desk/"


def role_name(role: Role) -> str:
    return text(f"hall.role.{role}")


def unit(actor: Actor) -> list[str]:
    """The office and, in a second line, the post."""
    found = office(actor.office)
    name = (found[1] if spoken() == "en" and found[1] else in_script(found[0])) if found else actor.office
    return [name, role_name(actor.role)]


def office(code: str) -> tuple[str, str] | None:
    """Both names of an office. An administrator may change them: a process asks again after a while."""
    return _office(code, int(time.monotonic() / RECHECK))


@lru_cache(maxsize=1024)
def _office(code: str, _while: int) -> tuple[str, str] | None:
    return Office.objects.filter(code=code).values_list("name_zh", "name_en").first()

"""The doors of a service as cards: what can be done here, and the halls around, so that every way ends somewhere."""

from collections.abc import Sequence
from typing import Any

from yimen.channels.portal.places import office_name
from yimen.channels.portal.shelf import does, takes_here
from yimen.core.places.models import Office
from yimen.core.services.editions import Edition
from yimen.web.language import in_script
from yimen.web.office_days import soon
from yimen.web.words import choose, text

Json = dict[str, Any]
MOST = 3  # halls on a card


def tags(edition: Edition, fee: str) -> list[Json]:
    """The short words under the name of a service."""
    here = {"apply": "online", "all": "online", "precheck": "once"}.get(does(edition), "window")
    drawn = {"online": "phone", "once": "pin", "window": "group"}[here]
    state = "ok" if here == "online" else "us"
    return [
        {"text": text(f"door.tag.{here}"), "state": state, "icon": drawn},
        {"text": text(f"door.area.{edition.service.accepted_in}"), "state": "us", "icon": "pin"},
        *([{"text": fee, "state": "us", "icon": "pay"}] if fee else []),
    ]


def cards(edition: Edition, halls: Sequence[Office]) -> list[Json]:
    return [online(edition), *(hall(one) for one in halls[:MOST]), *([] if halls else [no_hall()])]


def online(edition: Edition) -> Json:
    code, do = edition.service.service, does(edition)
    card = {"icon": "phone", "title": text("door.portal"), "text": text(f"door.do.{do or 'inform'}")}
    if not takes_here(edition):
        return card
    return card | {"href": f"/apply/{code}/", "go": text("door.start")}


def hall(office: Office) -> Json:
    return {"icon": "group", "title": office_name(office), "text": where(office)}


def where(office: Office) -> str:
    """Address, hours, the days when it is otherwise, and telephone, as far as known."""
    said = (in_script(office.address), in_script(office.opens), *soon(office.days.all()), office.phone)
    return text("door.stop").join(part for part in said if part)


def no_hall() -> Json:
    return {"icon": "call", "title": text("door.hall"), "text": text("door.no_hall")}


def visits(edition: Edition) -> Json:
    """How often one comes, and why."""
    told = edition.service.visits
    if told is None:
        return {"label": text("guide.gist_visits"), "value": text("door.visits_unknown")}
    return {
        "label": text("guide.gist_visits"),
        "value": text("door.visits", n=told.times) if told.times else text("door.no_visit"),
    }


def why_visit(edition: Edition) -> str:
    told = edition.service.visits
    return choose(told.why) if told and told.why else ""

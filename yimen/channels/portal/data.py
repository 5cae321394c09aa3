"""/mine/data/ – 我的数据: what is held of me room by room, what I may do about it, and under which article."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.matter import needs
from yimen.core.people.models import Person
from yimen.core.people.numbers import masked
from yimen.core.rights.rooms import ROOMS, counts
from yimen.core.rights.rules import rights
from yimen.web import days
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
DOINGS = (("corrections", "pen", "correct"), ("exports", "file", "see"), ("consents", "shield", "withdraw"))


@require_safe
@needs("see_own_data")
def data(request: Request) -> HttpResponse:
    me = UUID(request.actor.id)
    found, person = counts(me), Person.objects.get(pk=me)
    context: Json = {
        "back": "/",
        "rows": who(person),
        "rooms": [room(name, n) for name, n in found.items() if name != "person"],
        "doings": [doing(*one) for one in DOINGS],
        "erase": cited(rights().law.erase),
    }
    return render(request, "portal/data.html", context)


def who(person: Person) -> list[Json]:
    """The number is masked on a screen; the copy has it whole."""
    return [
        {"label": text("own.name"), "value": person.name},
        {"label": text("own.number"), "value": masked(person.id_number)},
        {"label": text("own.birth"), "value": days.long_day(person.born_on) if person.born_on else "—"},
        {"label": text("own.home"), "value": place_name(person.region) if person.region else "—"},
        {"label": text("own.phone"), "value": f"…{person.phone[-4:]}" if person.phone else "—"},
    ]


def room(name: str, n: int) -> Json:
    said = ROOMS[name]
    return {"href": said.href if n else "", "title": choose({"zh": said.zh, "en": said.en}), "more": text("own.n", n=n)}


def doing(name: str, drawn: str, law: str) -> Json:
    return {
        "href": f"/mine/data/{name}/",
        "icon": drawn,
        "title": text(f"own.do.{name}"),
        "more": text("own.by_law", law=cited(getattr(rights().law, law))),
    }

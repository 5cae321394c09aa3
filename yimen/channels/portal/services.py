"""/services/ – search and list: by words, by life situation, or all. Only what exists, packs and look-ups by what they belong to."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import doors, fees, situations
from yimen.channels.portal.places import home_region
from yimen.channels.portal.shelf import Shelf, best_first, shelf
from yimen.core.cases.numbers import NotANumber, read_number
from yimen.core.places.law_book import law_book
from yimen.core.services.catalogue import NotACursor, search
from yimen.core.services.editions import Edition
from yimen.core.services.tables import Place
from yimen.web.formats import yuan
from yimen.web.language import spoken, today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
PAGE = 12
LONGEST = 60  # characters that are searched for


@require_safe
def services(request: Request) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    life = request.GET.get("life", "")
    if number := case_number(query):
        return HttpResponseRedirect(f"/cases/{number}/")
    found = shelf()
    try:
        editions, following = listed(found, query, life, request.GET.get("after", ""))
    except NotACursor:
        return HttpResponseRedirect(address(q=query, life=life))
    return render(request, "portal/search.html", page(found, editions, query, life, following))


def case_number(query: str) -> str:
    """Who looks for a number that we gave is led to the case."""
    try:
        return read_number(query)
    except NotANumber:
        return ""


def listed(found: Shelf, query: str, life: str, after: str) -> tuple[list[Edition], str]:
    """The services of a page and the address of the next one. Raises NotACursor."""
    if life in situations.situations() and not query:
        return situations.within(life, found), ""
    if not query:
        return best_first(found.values()), ""
    answer = search(query, PAGE, after or None)
    following = address(q=query, after=answer["next"]) if answer["next"] else ""
    return [edition for item in answer["items"] for edition in behind(item, found)], following


def behind(item: Json, found: Shelf) -> list[Edition]:
    """The service that an entry of the catalogue is; of a pack, those that it makes lighter."""
    if item["code"] in found:
        return [found[item["code"]]]
    return [edition for edition in found.values() if any(pack.pack == item["code"] for pack, _ in edition.changes)]


def address(**words: str) -> str:
    said = {name: word for name, word in words.items() if word}
    return "/services/" + ("?" + urlencode(said) if said else "")


def page(found: Shelf, editions: list[Edition], query: str, life: str, following: str) -> Json:
    chosen = {edition.service.service: edition for edition in editions}
    return {
        "query": query,
        "found": [card(edition) for edition in chosen.values()],
        "next": following,
        "topics": topics(found, life),
        "near": [] if editions else chips(found),
    }


def card(edition: Edition) -> Json:
    place = Place(law_book(), today(), home_region())
    lowest = fees.amounts(edition, place)
    fee = text("fees.from_least", least=yuan(lowest[0])) if len(lowest) > 1 else yuan(lowest[0] if lowest else 0)
    return {
        "href": f"/services/{edition.service.service}/",
        "title": choose(edition.service.name),
        "more": said(edition),
        "tags": doors.tags(edition, fee),
    }


def short_fee(found: list[Decimal]) -> str:
    """15 元起; 最多 40 元 where some pay nothing."""
    if len(found) < 2:
        return yuan(found[0] if found else 0)
    return text("fees.from_least", least=yuan(found[0])) if found[0] else text("fees.at_most", most=yuan(found[-1]))


def said(edition: Edition) -> str:
    """How people say it; those words are Chinese, so in English what one gets."""
    service = edition.service
    if spoken() == "en":
        return text("guided.result", result=choose(service.result.zh)) if service.result and service.result.zh else ""
    return text("list.comma").join(choose(word) for word in service.words[:4])


def topics(found: Shelf, life: str) -> list[Json]:
    everything = {"href": "/services/", "text": text("search.all"), "current": not life}
    doors_found = [(key, one) for key, one in situations.situations().items() if situations.within(key, found)]
    return [
        everything,
        *(
            {"href": address(life=key), "text": text(f"home.door.{key}.title"), "current": key == life}
            for key, _ in doors_found
        ),
    ]


def chips(found: Shelf, most: int = 4) -> list[Json]:
    """What is often needed, in the words of those who need it: the services that can be applied for, one word each."""
    wanted = best_first(found.values())[:most]
    return [{"href": f"/services/{one.service.service}/", "text": situations.plain_name(one)} for one in wanted]

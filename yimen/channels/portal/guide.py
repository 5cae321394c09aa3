"""/services/<code>/ – what a service is for this person, as far as anything is known: the answers stand in the address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import checklist, doors, fees, times
from yimen.channels.portal.guided import Asking, Guided, guided, shown
from yimen.channels.portal.places import halls, home_region, known_place
from yimen.channels.portal.sample import drawing
from yimen.channels.portal.shelf import Shelf, edition_or_404, names, shelf, takes_here
from yimen.channels.portal.situations import situation_of
from yimen.channels.portal.verdict import verdict
from yimen.core.places.law_book import law_book
from yimen.core.services.editions import Edition
from yimen.core.services.reasons import reason
from yimen.core.services.tables import Place
from yimen.web.days import long_day
from yimen.web.forms import Answer, Question, Sent, known as known_answer, read
from yimen.web.forms.regions import TableOn, down_to, levels
from yimen.web.language import in_script, now, today
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_safe
def guide(request: Request, code: str) -> HttpResponse:
    found = shelf()
    edition = found.get(code) or edition_or_404(code)
    asking = Asking(edition, place_of(request), today(), now())
    return render(request, "portal/guide.html", page(request, guided(asking, Sent(request.GET)), found))


def place_of(request: Request) -> str:
    """Where the person would apply: as the address says, else as last chosen, else anywhere in the region of this node."""
    chosen = [request.GET.get(f"at.{level}", "") for level in (3, 2, 1)]
    wanted = (
        next((code for code in chosen if code), "")
        or request.GET.get("region")
        or str(request.session.get("place", ""))
    )
    return wanted if known_place(wanted) else home_region()


def page(request: Request, told: Guided, found: Shelf) -> Json:
    edition, advice = told.asking.edition, told.advice
    place = Place(law_book(), told.asking.on, told.asking.region)
    known = request.actor.role == "applicant"
    asked = checklist.bring(edition, advice, known=False)
    return {
        **heading(edition, fees.gist(edition, place, advice)),
        "gist": gist(told, place, len(asked)),
        "verdict": verdict(advice, edition, names=names(found), any_answer=told.any_answer, known=known),
        "asks": shown(told),
        "keep": [{"name": "region", "value": told.asking.region}],
        "asked": asked,
        "saved": checklist.may_be_saved(edition, advice, known=known),
        "spared": checklist.spared(advice),
        "before": checklist.before(edition, advice),
        "fees": fees.price_list(edition, place) if advice["fee"] is None else None,
        "fee_note": fees.note(edition, place, advice),
        "times": times.bars(advice),
        "time_table": times.table(edition, place, advice),
        "time_note": times.note(advice),
        "doors": doors.cards(edition, halls(told.asking.region, edition.service.authority)),
        "folds": folds(edition, advice, place),
        "rules_note": text("guided.rules", n=edition.number, day=long_day(edition.service.valid.from_)),
        "faq": [{"title": choose(one.q), "paragraphs": [choose(one.a)]} for one in edition.service.faq],
        "sample": picture(edition),
        "here_url": request.build_absolute_uri(request.path),
        "place": place_words(request, told),
    }


def place_words(request: Request, told: Guided) -> Json:
    """For which place the page was worked out, and the lists to choose another one from."""
    ask = Question("at", "region", text("guided.place_change"))
    answer = (
        read(ask, Sent(request.GET), TableOn(today(), home_region()))
        if "at.1" in request.GET
        else region_known(told.asking.region)
    )
    kept = [
        {"name": name, "value": value}
        for name, values in request.GET.lists()
        for value in values
        if not name.startswith(("at.", "region"))
    ]
    return {
        "name": place_name(told.asking.region),
        "ask": ask,
        "answer": answer,
        "places": levels(ask, answer, TableOn(today(), home_region())),
        "keep": kept,
    }


def region_known(region: str) -> Answer:
    return known_answer({f"at.{level}": code for level, code in down_to(region)})


def heading(edition: Edition, fee: str) -> Json:
    service = edition.service
    life = situation_of(edition)
    back = {"href": f"/services/?life={life}", "text": text(f"home.door.{life}.title")} if life else None
    made = text("guided.result", result=choose(service.result.zh)) if service.result and service.result.zh else ""
    start = {"href": f"/apply/{service.service}/", "text": text("door.start")} if takes_here(edition) else None
    return {
        "back": back or {"href": "/services/", "text": text("search.all")},
        "title": choose(service.name),
        "lead": made + doors.why_visit(edition),
        "tags": doors.tags(edition, fee),
        "apply": start,
    }


def picture(edition: Edition) -> Json | None:
    """How the result looks, where somebody has drawn it."""
    if drawing(edition) is None:
        return None
    result = edition.service.result
    name = choose(result.zh) if result and result.zh else choose(edition.service.name)
    return {"src": f"/services/{edition.service.service}/sample/", "alt": text("guided.sample_alt", result=name)}


def gist(told: Guided, place: Place, count: int) -> list[Json]:
    bring = text("guided.bring", n=count) if count else text("guided.bring_nothing")
    return [
        {"label": text("guide.gist_bring"), "value": bring},
        {"label": text("guide.gist_fee"), "value": fees.gist(told.asking.edition, place, told.advice)},
        {"label": text("guide.gist_time"), "lines": times.gist(told.asking.edition, place, told.advice)},
        doors.visits(told.asking.edition),
    ]


def folds(edition: Edition, advice: Json, place: Place) -> list[Json]:
    """The law behind it, how it is judged, and what to do if it goes wrong."""
    laws = list(dict.fromkeys([*map(cited, edition.service.law), *times.laws(advice), *fees.laws_of(edition, place)]))
    rules = judged(edition, place)
    return [
        {"title": text("guided.laws", n=len(laws)), "paragraphs": laws},
        {"title": text("guided.rules_fold", n=len(rules)), "paragraphs": [*rules, text("guided.never_refused")]},
        {"title": text("guided.wrong"), "paragraphs": [text("guided.wrong1"), text("guided.wrong2"), contact(edition)]},
    ]


def judged(edition: Edition, place: Place) -> list[str]:
    """The public rows of the table of who may apply: the reason and its article. What reads a secret shows nothing but its words."""
    said: list[str] = []
    for one in edition.tables.get("may_apply", []):
        words = reason(place.book, one.row.why) if one.row.why else None
        if words and place.in_force(one):
            secret = edition.secret(name for name, _ in one.conditions)
            law = "" if secret else text("guided.by", law=cited(one.row.law))
            said.append(choose({"zh": words.zh, "en": words.en}) + law)
    return list(dict.fromkeys(said))


def contact(edition: Edition) -> str:
    told = edition.service.contacts
    return text("guided.contact", consult=told.consult, complain=told.complain) if told else in_script("12345")

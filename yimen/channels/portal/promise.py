"""The pledge card: what the law asks, how it is checked, what follows if it is untrue – and a second choice that is just as good."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from yimen.channels.portal.drafts import Draft
from yimen.core.cases import pledges
from yimen.core.cases.procedure import Row
from yimen.core.cases.rulebook import procedure
from yimen.core.services.language import Service
from yimen.core.services.tables import Place, Standing
from yimen.web.formats import time
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.words import choose, text

Json = dict[str, Any]
NAME = "pledge"


def is_pledge(draft: Draft) -> bool:
    return bool(draft.advice["procedure"] == NAME)


def card(draft: Draft, place: Place, wrong: str = "") -> Json:
    """The context of ym/case.html pledge; the conditions and their law are the edition's, what is signed is shown whole."""
    service, on = draft.edition.service, today()
    result = choose(service.result.zh) if service.result and service.result.zh else choose(service.name)
    other = other_way(draft, place)
    return {
        "title": text("promise.title"),
        "instead_of": text("promise.instead", result=result),
        "points": [
            {"head": text("pledge.law"), "body": text("promise.law"), "list": listed(service, on)},
            {"head": text("pledge.check"), "body": checked(on)},
            {"head": text("pledge.untrue"), "body": untrue(service, on)},
        ],
        "whole": {"text": text("promise.whole"), "lines": pledges.text_of(service, on).splitlines()},
        "name": NAME,
        "accept": {"text": text("promise.accept"), "more": text("promise.accept_more")},
        "decline": {
            "text": text("promise.decline"),
            "more": choose(other[1]) if other else text("promise.decline_more"),
        },
        "wrong": wrong,
    }


def checked(on: date) -> str:
    limit = procedure(NAME, on).limit("after_check", on)
    if limit is None or limit.time is None:
        return text("promise.check_soon")
    return text("promise.check", time=time(limit.time), law=cited(limit.law))


def listed(service: Service, on: date) -> list[str]:
    """The conditions that are pledged, each with its article."""
    return [
        text("promise.condition", what=choose({"zh": one.zh.zh, "en": one.zh.en or ""}), law=cited(one.law))
        for one in pledges.conditions(service, on)
    ]


def untrue(service: Service, on: date) -> str:
    """What a revocation rests on: the article that the edition names, else that of the procedure."""
    if service.pledge and service.pledge.broken:
        return text("promise.untrue", law=cited(service.pledge.broken))
    rows: list[Row] = procedure(NAME, on).rows("revoke", on)
    return text("promise.untrue", law=cited(rows[0].law) if rows else cited(None))


def other_way(draft: Draft, place: Place) -> tuple[dict[str, str], Any] | None:
    """The answer that leads to the ordinary way, with its words: the other choice of the question that led to the pledge."""
    for fact, cell in conditions(draft, place):
        others = [(code, words) for code, words in draft.edition.choices(fact).items() if code != cell]
        if len(others) == 1:
            return {fact: others[0][0]}, others[0][1]
    return None


def conditions(draft: Draft, place: Place) -> Iterator[tuple[str, Any]]:
    rows: list[Standing] = draft.edition.tables.get("procedure", [])
    for one in rows:
        if one.row.then == NAME and place.in_force(one):
            yield from one.conditions


def digest_shown(draft: Draft) -> str:
    """By it the form says which text was shown: another one is not signed by it."""
    return pledges.digest(pledges.text_of(draft.edition.service, today()))

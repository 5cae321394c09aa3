"""Do the rows say what the events say? The chain shows that no step was changed; this shows that the row of a case, and what its steps
made – certificates, fees, papers, pledges – are still what the steps made of them.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from yimen.core.cases.attached import Certificate
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.core.places.clock import CHINA

GRANTS = ("approve", "renew_by_silence")
ENDS = {"suspend_certificate": "suspended", "reinstate_certificate": "valid", "replace_certificate": "replaced"}
BY_OTHERS = {
    "valid": {"valid", "expired", "replaced"},
    "suspended": {"suspended", "replaced"},
}  # time and later grants end it too
LATER = {"PAY"}  # papers of moves that were taken before without them: such a history is whole


def differences(dossier: Dossier) -> Iterator[str]:
    """What differs, each in words for an operator. Copies of cases that another node owns have only their row compared."""
    yield from of_row(dossier)
    if dossier.case.owner == settings.NODE["code"] and dossier.case.erased_on is None:
        yield from of_certificates(dossier)
        yield from of_fees(dossier)
        yield from of_papers(dossier)
        yield from of_pledges(dossier)


def of_row(dossier: Dossier) -> Iterator[str]:
    case, last = dossier.case, dossier.events[-1] if dossier.events else None
    if last is None:
        yield "there is no event"
        return
    if case.state != last.state_after:
        yield f"state is {case.state}, after event {last.n} it was {last.state_after}"
    if case.version != last.n:
        yield f"version is {case.version}, the last event is {last.n}"
    if bool(case.number) != bool(dossier.last("submit")):
        yield f"number is {case.number or 'missing'}, although it was {'' if dossier.last('submit') else 'not '}submitted"


def of_certificates(dossier: Dossier) -> Iterator[str]:
    moves = {event.n: event.move for event in dossier.events}
    for one in dossier.certificates:
        if moves.get(one.n) not in GRANTS:
            yield f"certificate {one.id} was granted by no event"
            continue
        told = state_told(one, dossier.events)
        if one.state not in BY_OTHERS.get(told, {told}):
            yield f"certificate {one.id} is {one.state}, its events leave it {told}"
    given = {one.n for one in dossier.certificates}
    for event in dossier.events:
        if event.move in GRANTS and event.n not in given and dossier.terms.certificates:
            yield f"event {event.n} granted a certificate that is not there"


def state_told(one: Certificate, events: list[Event]) -> str:
    state = "valid"
    for event in (event for event in events if event.n > one.n):
        if event.move == "revoke" and state in ("valid", "suspended"):
            state = "revoked"
        elif event.move in ENDS and said(event, "certificate") == str(one.id):
            state = ENDS[event.move]
    return state


def of_fees(dossier: Dossier) -> Iterator[str]:
    paid = {event.n: event for event in dossier.events if event.move == "pay"}
    for one in dossier.fees:
        event = paid.pop(one.n, None)
        if event is None:
            yield f"fee {one.number} was recorded by no event"
        elif event.said and (said(event, "number"), Decimal(said(event, "yuan"))) != (one.number, Decimal(one.yuan)):
            yield f"fee {one.number} of {one.yuan} yuan is not what event {one.n} recorded"
    yield from (f"event {n} recorded a fee that is not there" for n in paid)


def of_papers(dossier: Dossier) -> Iterator[str]:
    """Each paper belongs to an event that may issue its kind, and what every row of a move issues is there."""
    issued: dict[int, set[str]] = {}
    for paper in dossier.papers:
        issued.setdefault(paper.n, set()).add(paper.kind)
    for event in dossier.events:
        kinds, expected = issued.pop(event.n, set()), notices(dossier, event)
        if expected and kinds not in expected:
            yield f"event {event.n} ({event.move}) has the papers {listed(kinds)}, it issued {' or '.join(map(listed, expected))}"
    yield from (f"paper {listed(kinds)} was issued by no event" for kinds in issued.values())


def notices(dossier: Dossier, event: Event) -> list[set[str]]:
    """The papers of each way in which this move could be taken that day, with and without those that programs before did not issue; empty
    where no procedure of that day is known."""
    on = event.at.astimezone(CHINA).date()
    try:
        told = [set(row.notice) for row in procedure(dossier.case.procedure, on).rows(event.move, on)]
    except NoProcedure:
        return []
    return [*told, *(kinds - LATER for kinds in told if kinds & LATER)]


def of_pledges(dossier: Dossier) -> Iterator[str]:
    events = {event.n: event for event in dossier.events}
    for one in dossier.pledges:
        event = events.get(one.n)
        if event is None or (event.said and (said(event, "pledge") or {}).get("text") != one.text):
            yield f"pledge {one.id} is not what was signed with event {one.n}"
        check = dossier.last("after_check")
        if check and check.said and one.result != said(check, "result"):
            yield f"pledge {one.id} says {one.result or 'nothing'}, the check of event {check.n} found {said(check, 'result')}"


def said(event: Event, word: str) -> Any:
    return (event.said or {}).get(word)


def listed(kinds: set[str]) -> str:
    return ", ".join(sorted(kinds)) or "none"

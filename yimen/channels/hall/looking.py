"""/desk/look/ – look up a person, for a case or a stated purpose. The line is written first and shown; the person can read it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.matter import needs
from yimen.channels.hall.person import open_case
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.cases.models import Case
from yimen.core.cases.numbers import NotANumber, read_number
from yimen.core.people.actors import Role
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import LookUp, Person
from yimen.core.people.numbers import masked
from yimen.core.people.purposes import PURPOSES
from yimen.core.people.registry import find_person
from yimen.core.places.sentences import says_something
from yimen.web import days
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read_all
from yimen.web.language import now
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
STATED = (
    "application",
    "verification",
    "supervision",
    "inspection",
    "inquiry",
)  # not: what only the person's presence explains


@dataclass(frozen=True)
class Purpose:
    key: str
    case: UUID | None
    note: str


@require_http_methods(["GET", "HEAD", "POST"])
@needs("look_up_person")
def looking(request: Request) -> HttpResponse:
    offered = asks(request.actor.role)
    if request.method != "POST":
        return page(request, {})
    answers = read_all(offered, Sent(request.POST))
    purpose = stated(answers)
    if any(not one.right for one in answers.values()) or purpose is None:
        return page(request, answers, status=422)
    person = find_person(answers["id_number"].value)
    if person is None:
        fail(answers, "id_number", "looking.nobody")
        return page(request, answers, status=422)
    if purpose.case and not concerns(purpose.case, person):
        fail(answers, "case", "looking.not_in_case")
        return page(request, answers, status=422)
    line = record(Look(purpose.key, now(), purpose.case, purpose.note), person=person)
    return page(request, answers, found=found(person), line=told(line))


def asks(role: Role) -> list[Question]:
    """The purposes of this role only."""
    open_to = [key for key in STATED if PURPOSES[key].open_to(role)]
    purposes = tuple(Choice(key, choose({"zh": PURPOSES[key].zh, "en": PURPOSES[key].en})) for key in open_to)
    return [
        Question("id_number", "id_number", text("intake.number"), hint=text("field.hint.id_number")),
        Question("purpose", "choice", text("looking.purpose"), choices=purposes),
        Question("case", "text", text("looking.case"), hint=text("looking.case_hint"), optional=True, longest=40),
        Question("note", "long_text", text("looking.note"), hint=text("looking.note_hint"), optional=True, longest=500),
    ]


def stated(answers: dict[str, Answer]) -> Purpose | None:
    """The purpose with the case or the note that it needs; what is missing is said at its field."""
    key = answers["purpose"].value
    if key is None:
        return None
    case = case_named(answers) if PURPOSES[key].case else None
    note = answers["note"].value or ""
    if PURPOSES[key].case and case is None:
        fail(answers, "case", "looking.needs_case")
        return None
    if PURPOSES[key].note and not says_something(note):
        fail(answers, "note", "looking.needs_note")
        return None
    return Purpose(key, case, note)


def case_named(answers: dict[str, Answer]) -> UUID | None:
    """Only a case that this officer may see."""
    try:
        number = read_number(answers["case"].value or "")
    except NotANumber:
        return None
    return Case.objects.filter(number=number).values_list("id", flat=True).first()


def concerns(case: UUID, person: UUID) -> bool:
    """Is it a case of this person, or one in which this person acts for somebody?"""
    return Case.objects.filter(Q(applicant_id=person) | Q(agent_id=person), id=case).exists()


def fail(answers: dict[str, Answer], name: str, key: str) -> None:
    answers[name] = Answer(wrongs=(Worded(key, name),), sent=answers[name].sent)


def found(person: UUID) -> Json:
    """Who it is, with the number masked, and what is open within reach."""
    who = Person.objects.get(pk=person)
    rows = [
        {"label": text("intake.name"), "value": who.name},
        {"label": text("intake.number"), "value": masked(who.id_number)},
        {"label": text("looking.born"), "value": days.long_day(who.born_on) if who.born_on else "—"},
        {"label": text("looking.home"), "value": place_name(who.region)},
    ]
    cases = Case.objects.filter(applicant_id=person).exclude(state="draft").order_by("-created_at")[:20]
    return {"rows": rows, "cases": [open_case(one) for one in cases]}


def told(line: LookUp) -> str:
    """The line as it was written."""
    until = line.withheld_until
    said = text(
        "looking.line",
        at=days.moment(line.at),
        purpose=choose({"zh": PURPOSES[line.purpose].zh, "en": PURPOSES[line.purpose].en}),
    )
    return said + (text("looking.withheld", day=days.day(until)) if until else text("looking.open"))


def page(
    request: Request, answers: dict[str, Answer], *, found: Json | None = None, line: str = "", status: int = 200
) -> HttpResponse:
    context: Json = {
        "desk": room(request, "look"),
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks(request.actor.role)],
        "wrongs": [one for answer in answers.values() for one in answer.wrongs],
        "found": found,
        "line": line,
    }
    return render(request, "desk/look.html", context, status=status)

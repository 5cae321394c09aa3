"""The pages of a move: its form, and the letter before it is signed."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from yimen.channels.hall import acts, composing, holding
from yimen.channels.hall.case import short_heading
from yimen.channels.hall.correcting import worded
from yimen.channels.hall.evidence import rules
from yimen.channels.hall.letters import letter
from yimen.channels.hall.proceedings.hearing import record
from yimen.channels.hall.room import room
from yimen.channels.hall.saying import Form
from yimen.channels.hall.waiting import NEVER
from yimen.core.cases.hearings import CALLED_BEFORE
from yimen.core.cases.limits import limits
from yimen.core.cases.rulebook import asked_at, remedies
from yimen.core.places.notices import working_days
from yimen.core.places.working_days import due
from yimen.core.services.absent import Absent
from yimen.core.work.intentions import waits
from yimen.web import days
from yimen.web.formats import time
from yimen.web.forms import Answer, Question, blank, given
from yimen.web.language import now, today
from yimen.web.laws import cited
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
SENT_AT_ONCE = (
    "accept", "pay", "accept_owed", "deliver", "supply", "settle_owed", "withdraw_notice", "hand_on", "confirm_address", "certificate_here",
)  # fmt: skip
CONSENT = "against_hold"
HIDDEN = ("csrfmiddlewaretoken", "do", "version")
JUDGED = (
    "examine",
    "approve",
    "reject",
    "not_accept",
    "not_preaccept",
    "accept",
    "accept_owed",
    "answer_review",
)  # beside the rules
RESTS = ("approve", "reject")  # on the record of a hearing, where there was one (许可法§48)


def shown(
    request: Request, form: Form, *, older: list[str] | None = None, told: list[str] | None = None, status: int = 200
) -> HttpResponse:
    case, move = form.of.case, form.move.move
    name = acts.move_name(move)
    context: Json = {
        "desk": room(request, "cases"),
        "case": short_heading(case),
        "back": f"/desk/cases/{case.id}/",
        "title": text("hall.ask_owner", move=name) if acts.is_copy(case) else name,
        "lead": lead(form),
        "notices": notices(request, form),
        "asks": [shown_ask(form, ask) for ask in digits(form.asks) if not ask.name.startswith("defects.")],
        "consent": consent(request, form) if request.method == "POST" else None,
        "held": holding.taken_by_another(request, case),
        "wrongs": form.wrongs,
        "older": older or [],
        "told": told or [],
        "rules": rules(form.of) if move in JUDGED else [],
        "record": record(case) if move in RESTS else [],
        "action": f"/desk/cases/{case.id}/{move}/",
        "act": button(form),
        "kind": "bad" if move in acts.GRAVE else "",
        "version": case.version,
    }
    template = "desk/correction.html" if move in ("correct", "correct_again") else "desk/decision.html"
    context |= composer(form) if template == "desk/correction.html" else {}
    return render(request, template, context, status=status)


def button(form: Form) -> str:
    """What the button of the form does."""
    if previews(form):
        return text("hall.preview")
    name = acts.move_name(form.move.move)
    return text("hall.ask_owner", move=name) if acts.is_copy(form.of.case) else name


def previews(form: Form) -> bool:
    """Is there a letter that must be looked at before it goes out? Receipts and notices that only confirm need none."""
    return bool(form.move.notice) and form.move.move not in SENT_AT_ONCE


def lead(form: Form) -> str:
    """What the act does, under which article."""
    key = f"hall.lead.{form.move.move}"
    law = cited(form.move.law) if form.move.law != "事项版本" else ""
    said = text(key) if knows(key) else ""
    return " ".join(part for part in (said, text("hall.by_law", law=law) if law else "") if part)


def notices(request: Request, form: Form) -> list[Json]:
    found = [{"state": "us", "text": text("hall.by_letter")}] if acts.is_copy(form.of.case) else []
    if held := holding.taken_by_another(request, form.of.case):
        found.append({"state": "turn", "text": text("desk.held.other", **held)})
    return found


def needs_consent(request: Request, form: Form) -> bool:
    """Somebody else has it in hand: acting all the same must be wanted expressly."""
    return bool(holding.taken_by_another(request, form.of.case)) and request.POST.get(CONSENT) != "yes"


def consent(request: Request, form: Form) -> str:
    return CONSENT if holding.taken_by_another(request, form.of.case) else ""


def digits(asks: list[Question]) -> list[Question]:
    """The answers of a page are numbered through, so that each has a digit of its own: standard reasons first, since one brings its
    ground along; what comes after the ninth has none."""
    at, first = {}, 1
    for ask in sorted((one for one in asks if one.chosen), key=lambda one: not one.name.endswith(".key")):
        at[ask.name] = first
        first += len(ask.choices)
    return [replace(ask, keyed=at.get(ask.name, 0)) for ask in asks]


def shown_ask(form: Form, ask: Question) -> Json:
    """Whom a list of names lacks is typed below it: together they are asked for, though neither alone has to be filled."""
    ask = replace(ask, optional=False) if ask.name.endswith(".here") else ask
    return {"ask": ask, "answer": form.answers.get(ask.name) or before(form, ask), "places": None}


def before(form: Form, ask: Question) -> Answer:
    """What stands in a form that nobody has filled yet: facts as they are, reasons as the rules have them."""
    word, _, rest = ask.name.partition(".")
    if word == "changes" and rest in form.of.shown:
        value = form.of.facts[rest].value
        return blank() if isinstance(value, Absent) else given(ask, value)
    if ask.name == "reasons.key":
        unmet = {
            step["why"]
            for step in form.of.path
            if step["table"] == "may_apply" and step["verdict"] == "true" and step["then"] == "refuse"
        }
        return given(ask, [choice.code for choice in ask.choices if choice.code in unmet])
    if ask.name == "address.to":
        return given(ask, form.of.case.case.applicant_name)
    if ask.name == "officers.here":
        return given(ask, [form.by.id]) if form.by.id in form.register else blank()
    if ask.name == "yuan":
        return given(ask, form.of.case.terms.fee) if form.of.case.terms.fee is not None else blank()
    return given(ask, usual_day(form.move.move)) if ask.name == "on" else blank()


def usual_day(move: str) -> date:
    """A hearing is called for the first day that the law leaves; whatever else has a day has been today."""
    return due(today(), CALLED_BEFORE, working_days()).day or today() if move == "call_hearing" else today()


def composer(form: Form) -> Json:
    """Everything that the rules know to be wrong, each with its words to be changed, and a place for what only eyes can see."""
    own = next(ask for ask in form.asks if ask.name == "defects.own")
    until, length = answer_by(form)
    field = next(one for one in form.move.says if one.type == "defects")
    words = {found.about: ask for found, ask in worded(form, field)}
    return {
        "found": [composed(form, one, words.get(one.about)) for one in composing.found(form.of)],
        "extra": {"ask": own, "answer": form.answers.get(own.name) or blank()},
        "until_note": text("hall.until", day=days.day(until), time=time(length)) if until else "",
        "again": {"text": text("hall.again")} if form.move.move == "correct_again" else None,
    }


def composed(form: Form, one: composing.Found, words: Question | None) -> Json:
    """One thing to be ticked, with what the letter will say of it; `words` are none where nobody may ask for it."""
    chosen = form.answers.get("defects.found")
    return {
        "code": one.about,
        "title": one.name,
        "more": one.closed or one.how,
        "chosen": chosen.ticked("defects.found", one.about) if chosen else one.chosen,
        "ours": one.text if one.closed else "",
        "words": {"ask": words, "answer": form.answers.get(words.name) or given(words, one.text)} if words else None,
    }


def answer_by(form: Form) -> tuple[date | None, str]:
    """The day until which the applicant may answer, if the notice goes out today."""
    limit = limits(form.of.case.terms, today()).get("correction")
    if limit is None or limit.time is None:
        return None, ""
    said = (
        f"{limit.time.n} {limit.time.unit} days"
        if limit.time.unit in ("working", "calendar")
        else f"{limit.time.n} {limit.time.unit}s"
    )
    return due(today(), limit.time, working_days()).day, said


def confirm(request: Request, form: Form) -> HttpResponse:
    """The letter as it will be sent; what was typed goes along unseen and comes back when one goes back."""
    case, move = form.of.case, form.move.move
    kept = [(name, one) for name, ones in request.POST.lists() if name not in HIDDEN for one in ones]
    until, _ = answer_by(form)
    context: Json = {
        "desk": room(request, "cases"),
        "case": short_heading(case),
        "title": acts.move_name(move),
        "letter": letter(form, until or NEVER),
        "remedies": contest(form),
        "kept": kept,
        "version": case.version,
        "action": f"/desk/cases/{case.id}/{move}/",
        "kind": "bad" if move in acts.GRAVE else "",
        "note": text("hall.by_letter") if acts.is_copy(case) else note_of(move),
        "due": Running(case).drawn,
    }
    return render(request, "desk/confirm.html", context)


def note_of(move: str) -> str:
    """What signing brings about, and until when it can be taken back."""
    return text("intended.undo_note", n=settings.UNDO) if waits(move, now()) else text("hall.no_undo")


def contest(form: Form) -> list[str]:
    """How the act can be contested: all ways, as the law has them today."""
    of = acts.look_at(form.of.case, form.by)
    row = next((one for one in of.rows(form.move.move, today()) if form.by.role in one.by), None)
    if row is None or row.remedy is None:
        return []
    return [
        text(
            f"hall.remedy.{one.way}",
            within=time(one.within),
            where=choose(asked_at(one, form.by.office[:6])),
            law=cited(one.law),
        )
        for one in remedies(row.remedy, today())
    ]

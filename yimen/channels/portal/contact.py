"""/mine/contact/ – how we reach you: the confirmed number, consent to electronic service, kind words and quiet hours. One page each."""

from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import own
from yimen.core.notices import contacts
from yimen.core.notices.models import Contact
from yimen.core.notices.rules import sending
from yimen.core.people.numbers import masked
from yimen.web import days
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.questions import Choice
from yimen.web.language import now
from yimen.web.visitors import address
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
HERE = "/mine/contact/"
TOO_MANY = 429
HOURS = ("20:00-08:00", "21:00-09:00", "22:00-10:00")  # beside those of all


@require_http_methods(["GET", "HEAD"])
@own("change_phone")
def contact(request: Request) -> HttpResponse:
    me = UUID(request.actor.id)
    found, agreed = contacts.contact_of(me), contacts.consent(me)
    context = {"rows": [phone_row(found), consent_row(agreed.since if agreed else None), wishes_row(found)]}
    return render(request, "portal/contact.html", context)


def phone_row(found: Contact) -> Json:
    if found.confirmed_at:
        value = text("contact.phone_confirmed", phone=masked(found.phone), day=days.day(found.confirmed_at.date()))
    else:
        value = text("contact.phone_freed" if found.freed_at else "contact.phone_none")
    return {"label": text("contact.phone"), "value": value, "change": f"{HERE}phone/"}


def consent_row(since: Any) -> Json:
    value = text("contact.consent_since", day=days.moment(since)) if since else text("contact.consent_none")
    return {"label": text("contact.consent"), "value": value, "change": f"{HERE}consent/"}


def wishes_row(found: Contact) -> Json:
    value = text("contact.friendly_yes" if found.friendly else "contact.friendly_no")
    begins, ends = sending().quiet.hours()
    if found.quiet_from and found.quiet_to:
        begins, ends = found.quiet_from, found.quiet_to
    quiet = text("contact.quiet_is", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    return {"label": text("contact.wishes"), "lines": [value, quiet], "change": f"{HERE}wishes/"}


@require_http_methods(["GET", "HEAD", "POST"])
@own("change_phone")
def phone(request: Request) -> HttpResponse:
    """Type a number; a code goes there. `forget` gives it back."""
    me = UUID(request.actor.id)
    if "forget" in request.POST:
        contacts.forget(me)
        return HttpResponseRedirect(HERE)
    ask = Question("phone", "phone", text("contact.phone_ask"), hint=text("contact.phone_hint"))
    answer = read(ask, Sent(request.POST)) if request.method == "POST" else blank()
    if request.method != "POST" or not answer.right:
        return act(request, "phone", ask, answer, forget=bool(contacts.contact_of(me).confirmed_at))
    try:
        contacts.ask_code(me, answer.value, now(), address(request))
    except contacts.TooMany as much:
        told = text("contact.too_many_hour" if much.within == "hour" else "contact.too_many")
        return act(request, "phone", ask, answer, told=told, status=TOO_MANY)
    return HttpResponseRedirect(f"{HERE}code/")


@require_http_methods(["GET", "HEAD", "POST"])
@own("change_phone")
def code(request: Request) -> HttpResponse:
    me = UUID(request.actor.id)
    row = contacts.open_code(me, now())
    if row is None:
        return HttpResponseRedirect(HERE if contacts.contact_of(me).confirmed_at else f"{HERE}phone/")
    sent = text("contact.code_sent", phone=masked(row.phone), ends=days.moment(row.ends_at))
    ask = Question("code", "text", text("contact.code_ask"), hint=sent, longest=20)
    answer = read(ask, Sent(request.POST)) if request.method == "POST" else blank()
    if request.method == "POST" and answer.right:
        match contacts.confirm(me, answer.value, now()):
            case "confirmed":
                return HttpResponseRedirect(HERE)
            case "over":
                return act(request, "code", ask, answer, told=text("contact.code_over"), status=409)
        said = {"zh": text("contact.code_wrong", "zh-Hans"), "en": text("contact.code_wrong", "en")}
        answer = Answer(wrongs=(Wrong("number", said=said).placed("code"),), sent=answer.sent)
    return act(request, "code", ask, answer)


@require_http_methods(["GET", "HEAD", "POST"])
@own("change_phone")
def consent(request: Request) -> HttpResponse:
    """Agree, or take it back: the button that stands there says which."""
    me, agreed = UUID(request.actor.id), contacts.consent(UUID(request.actor.id)) is not None
    if request.method != "POST":
        return act(request, "consent_end" if agreed else "consent", action=f"{HERE}consent/")
    if request.POST.get("agree") == "yes":
        contacts.agree(me, now())
    elif request.POST.get("agree") == "no":
        contacts.take_back(me, now())
    return HttpResponseRedirect(HERE)


@require_http_methods(["GET", "HEAD", "POST"])
@own("change_phone")
def wishes(request: Request) -> HttpResponse:
    found = contacts.contact_of(UUID(request.actor.id))
    asks = wished()
    if request.method != "POST":
        own_hours = f"{found.quiet_from:%H:%M}-{found.quiet_to:%H:%M}" if found.quiet_from and found.quiet_to else "all"
        given = {"friendly": "yes" if found.friendly else "no", "quiet": own_hours}
        answers = [Answer(given[one.name], sent={one.name: [given[one.name]]}) for one in asks]
        return act(request, "wishes", *pairs(asks, answers))
    answers = [read(one, Sent(request.POST)) for one in asks]
    if wrong := tuple(wrong for one in answers for wrong in one.wrongs):
        return act(request, "wishes", *pairs(asks, answers), wrongs=wrong)
    hours = [time.fromisoformat(part) for part in answers[1].value.split("-")] if "-" in answers[1].value else []
    contacts.wishes(UUID(request.actor.id), friendly=answers[0].value, quiet=(hours[0], hours[1]) if hours else None)
    return HttpResponseRedirect(HERE)


def wished() -> list[Question]:
    begins, ends = sending().quiet.hours()
    all_of_us = Choice("all", text("contact.quiet_all", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}"))
    chosen = [Choice(hours, text("contact.quiet_own", begins=hours[:5], ends=hours[6:])) for hours in HOURS]
    yes, no = Choice("yes", text("contact.friendly_yes")), Choice("no", text("contact.friendly_no"))
    return [
        Question("friendly", "yes_no", text("contact.friendly_ask"), choices=(yes, no)),
        Question("quiet", "choice", text("contact.quiet_ask"), hint=text("contact.quiet_hint"), choices=(all_of_us, *chosen)),
    ]  # fmt: skip


def pairs(asks: list[Question], answers: list[Answer]) -> list[Any]:
    return [None, None, [{"ask": ask, "answer": answer} for ask, answer in zip(asks, answers, strict=True)]]


def act(
    request: Request, name: str, ask: Question | None = None, answer: Answer | None = None, asks: list[Json] | None = None, *,
    told: str = "", status: int = 200, forget: bool = False, action: str = "", wrongs: tuple[Any, ...] = (),
) -> HttpResponse:  # fmt: skip
    """One small page of the contact. `forget` offers to give the number back."""
    wrongs = wrongs or (answer.wrongs if answer else ())
    context: Json = {
        "back": HERE,
        "title": text(f"contact.{name}_title"),
        "lead": text(f"contact.{name}_lead"),
        "notices": [{"state": "bad", "text": told}] if told else [],
        "asks": asks if asks is not None else [{"ask": ask, "answer": answer}] if ask else [],
        "wrongs": wrongs,
        "action": action or request.path,
        "act": text(f"contact.{name}_act"),
        "more": {"name": "agree", "value": "yes" if name == "consent" else "no"}
        if name.startswith("consent")
        else None,
        "forget": text("contact.forget") if forget else "",
    }
    return render(request, "portal/contact_act.html", context, status=422 if wrongs else status)

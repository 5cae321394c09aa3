"""/mine/family/new/ – ask somebody to act for me, or for an organisation I speak for: who, in what, until when."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import own
from yimen.channels.portal.shelf import shelf
from yimen.core.people.models import EVERY_SERVICE, Organisation
from yimen.core.people.offers import NotOffered, Terms, offer, spoken_for
from yimen.web.forms import Answer, Choice, Question, Sent, blank, known, read_all
from yimen.web.forms.answers import Wrong
from yimen.web.language import today
from yimen.web.signing_in import sure
from yimen.web.visits import Request
from yimen.web.words import choose, say, text

Json = dict[str, Any]
LONGEST = timedelta(days=366)
MYSELF = "me"


class Said(Wrong):
    """What is wrong for a reason that the form cannot know, in words of this page."""

    def __init__(self, why: str, at: str):
        super().__init__("missing", at)
        self.said = f"family.wrong.{why}"

    @property
    def words(self) -> Any:
        return say(self.said)


@require_http_methods(["GET", "HEAD", "POST"])
@own("name_proxy")
@sure("name_proxy")
def family_offer(request: Request) -> HttpResponse:
    spoken = spoken_for(UUID(request.actor.id), today())
    asks = questions(spoken)
    if request.method != "POST":
        return page(request, asks, beginning())
    answers = read_all(asks, Sent(request.POST))
    if any(not one.right for one in answers.values()):
        return page(request, asks, answers, status=422)
    try:
        offer(terms(answers), whom(answers, spoken))
    except NotOffered as wrong:
        at = "services" if wrong.why == "no_services" else "id_number"
        answers[at] = Answer(wrongs=(Said(wrong.why, at),), sent=answers[at].sent)
        return page(request, asks, answers, status=422)
    return HttpResponseRedirect("/mine/family/#asked")


def questions(spoken: list[Organisation]) -> list[Question]:
    """For whom only where there is a choice."""
    services = tuple(Choice(code, choose(one.service.name)) for code, one in shelf().items())
    every = Choice(EVERY_SERVICE, text("family.everything"), text("family.everything_hint"))
    whom = (Choice(MYSELF, text("family.myself")), *(Choice(str(one.id), one.name) for one in spoken))
    latest, tomorrow = today() + LONGEST, today() + timedelta(days=1)
    asks = [
        Question("id_number", "id_number", text("family.number"), hint=text("family.number_hint")),
        Question("name", "text", text("family.name"), hint=text("family.name_hint"), longest=100),
        Question("services", "choices", text("family.services"), choices=(every, *services)),
        Question(
            "until", "date", text("family.until_ask"), hint=text("family.until_hint"), earliest=tomorrow, latest=latest
        ),
    ]
    return [Question("whom", "choice", text("family.whom"), choices=whom), *asks] if spoken else asks


def beginning() -> dict[str, Answer]:
    """Three months stand there already: nobody entrusts more than was meant."""
    day = today() + timedelta(days=90)
    return {
        "whom": known({"whom": MYSELF}),
        "until": known({"until.y": str(day.year), "until.m": str(day.month), "until.d": str(day.day)}),
    }


def terms(answers: dict[str, Answer]) -> Terms:
    chosen = list(answers["services"].value or [])
    services = [EVERY_SERVICE] if EVERY_SERVICE in chosen else chosen
    said = {name: answers[name].value for name in ("id_number", "name", "until")}
    return Terms(services=services, **said)


def whom(answers: dict[str, Answer], spoken: list[Organisation]) -> Organisation | None:
    chosen = answers["whom"].value if "whom" in answers else MYSELF
    return next((one for one in spoken if str(one.id) == chosen), None)


def page(request: Request, asks: list[Question], answers: dict[str, Answer], status: int = 200) -> HttpResponse:
    context: Json = {
        "back": "/mine/family/",
        "title": text("family.new"),
        "lead": text("family.new_lead"),
        "notices": [],
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks],
        "wrongs": [one for answer in answers.values() for one in answer.wrongs],
        "action": "/mine/family/new/",
        "act": text("family.send"),
        "no": {"href": "/mine/family/", "text": text("family.no")},
    }
    return render(request, "portal/act.html", context, status=status)

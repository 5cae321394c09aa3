"""/mine/data/consents/ – how I want to be recognised: the equal way without a face first; every choice dated, and taken back as easily."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import needs
from yimen.core.rights.consents import agree, lines, newest
from yimen.core.rights.models import Consent
from yimen.core.rights.rules import Topic, rights
from yimen.web import days
from yimen.web.forms import Choice, Question, known
from yimen.web.language import now, today
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
HERE = "/mine/data/consents/"
WITH, WITHOUT = "with", "without"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_data")
def consents(request: Request) -> HttpResponse:
    me = UUID(request.actor.id)
    if request.method == "POST":
        for topic in rights().consents:
            if (chosen := request.POST.get(topic)) in (WITH, WITHOUT):
                agree(me, topic, chosen == WITH, by=request.actor, at=now())
        return HttpResponseRedirect(HERE)
    found = lines(me)
    now_so = newest(found)
    context: Json = {
        "back": "/mine/data/",
        "law": cited(rights().law.withdraw),
        "topics": [shown(name, topic, now_so.get(name)) for name, topic in rights().consents.items()],
        "lines": [line(one) for one in found],
        "action": HERE,
    }
    return render(request, "portal/data_consents.html", context)


def shown(name: str, topic: Topic, last: Consent | None) -> Json:
    """The way without stands first, and is chosen as long as nothing was agreed to – or the text has changed since."""
    text_now = topic.text(today())
    agreed = bool(last and last.given and last.version == text_now.from_)
    two = [topic.instead, topic.instead_more, topic.by_it]
    without, more, with_it = (choose({"zh": one.zh, "en": one.en}) for one in two)
    said = choose({"zh": text_now.zh, "en": text_now.en})
    choices = (Choice(WITHOUT, without, more), Choice(WITH, with_it, said))
    return {
        "ask": Question(name, "choice", text(f"own.topic.{name}"), choices=choices),
        "answer": known({name: WITH if agreed else WITHOUT}),
        "law": cited(topic.law),
    }


def line(row: Consent) -> Json:
    key = "given" if row.given else "taken_back"
    return {
        "title": text(f"own.{key}", topic=text(f"own.topic.{row.topic}")),
        "more": text("own.text_of", moment=days.moment(row.at), day=days.long_day(row.version)),
    }

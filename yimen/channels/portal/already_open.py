"""The same person has the same service open: where it stands, and a box for why it is needed once more."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from yimen.channels.portal.form_keys import new_key
from yimen.core.cases.errors import AlreadyOpen
from yimen.core.services.editions import Edition
from yimen.web.formats import reference
from yimen.web.forms import Question, Sent, blank, read
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
LINK = Markup('<a href="{href}">{words}</a>')


def page(request: Request, edition: Edition, found: AlreadyOpen, region: str) -> HttpResponse:
    """409 with a way on: open the case that is there, or say why a second one is needed."""
    ask = Question("reason", "long_text", text("open.why"), hint=text("open.why_hint"), longest=500)
    answer = read(ask, Sent(request.POST)) if "reason" in request.POST else blank()
    service = choose(edition.service.name)
    context: Json = {
        "back": f"/services/{edition.service.service}/",
        "title": text("open.title"),
        "lead": text("open.lead", service=service),
        "notices": [],
        "rows": [row(case) for case in found.cases],
        "asks": [{"ask": ask, "answer": answer}],
        "wrongs": answer.wrongs,
        "action": action(request, region),
        "act": text("open.second"),
        "no": {"href": f"/cases/{found.cases[0]['id']}/", "text": text("open.go")},
    }
    return render(request, "portal/act.html", context, status=409)


def row(case: Json) -> Json:
    label = reference(case["number"]) if case["number"] else text("state.draft")
    link = LINK.format(href=f"/cases/{case['id']}/", words=text("open.see"))
    return {"label": label, "lines": [text(f"state.{case['state']}"), place_name(case["region"]), link]}


def action(request: Request, region: str) -> str:
    """The same place and person again, with a key of its own."""
    words = {"whom": request.GET.get("whom", ""), "key": new_key(), "at": region}
    return f"{request.path}?" + urlencode({name: word for name, word in words.items() if word})

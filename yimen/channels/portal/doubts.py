"""/cases/<id>/doubts/ – something a register says is wrong: which, and what is right. It is never overwritten, an officer looks."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.drafts import Draft, draft_of
from yimen.channels.portal.known import from_ladder, shown_here
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.errors import SaysMissing
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read
from yimen.web.laws import cited
from yimen.web.values import worded
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
LAW = "个人信息保护法§46"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("apply")
@explained
def doubts(request: Request, case_id: UUID) -> HttpResponse:
    draft = draft_of(request, case_id)
    if not (listed := choices(draft)):
        return HttpResponseRedirect(f"{draft.at}have/")
    which = Question("which", "choice", text("doubt.which"), choices=listed)
    right = Question("right", "text", text("doubt.right"), longest=300)
    if request.method != "POST":
        return page(request, draft, [(which, blank()), (right, blank())])
    answers = [(ask, read(ask, Sent(request.POST))) for ask in (which, right)]
    if not all(answer.right for _, answer in answers):
        return page(request, draft, answers)
    return told(request, draft, str(answers[0][1].value), str(answers[1][1].value))


def choices(draft: Draft) -> tuple[Choice, ...]:
    facts, found = draft.edition.service.facts, []
    for name in facts:
        if (
            name in draft.facts
            and from_ladder(draft.edition, draft.facts, name)
            and shown_here(facts[name])
            and not facts[name].derivation
        ):
            found.append(Choice(name, choose(facts[name].zh), worded(draft.edition, name, draft.facts[name].value)))
    return tuple(found)


def told(request: Request, draft: Draft, name: str, right: str) -> HttpResponse:
    """What has a question of its own is answered there, against the register; the rest is a claim that an officer reads."""
    if draft.edition.service.facts[name].ask:
        return HttpResponseRedirect(f"{draft.at}questions/{name}/")
    try:
        draft_of(request, draft.case.id, {name: right})
    except SaysMissing:
        return HttpResponseRedirect(f"{draft.at}have/")
    return HttpResponseRedirect(f"{draft.at}have/?told=1")


def page(request: Request, draft: Draft, asks: list[tuple[Question, Answer]]) -> HttpResponse:
    wrongs = [wrong for _, answer in asks for wrong in answer.wrongs]
    context: Json = {
        "back": f"{draft.at}have/",
        "title": text("doubt.title"),
        "lead": text("doubt.lead", law=cited(LAW)),
        "notices": [],
        "asks": [{"ask": ask, "answer": answer} for ask, answer in asks],
        "wrongs": wrongs,
        "action": f"{draft.at}doubts/",
        "act": text("doubt.send"),
        "no": {"href": f"{draft.at}have/", "text": text("doubt.none")},
    }
    return render(request, "portal/act.html", context, status=422 if wrongs else 200)

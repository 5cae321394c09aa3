"""/cases/<id>/have/ – what we already have, each with its register, so that nobody types it again; and where to say that it is wrong."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.drafts import Draft, draft_of, next_step, progress
from yimen.channels.portal.known import from_registers, whose
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.channels.portal.silences import down
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("apply")
@explained
def have(request: Request, case_id: UUID) -> HttpResponse:
    draft = draft_of(request, case_id)
    if request.method == "POST":
        return HttpResponseRedirect(next_step(draft))
    return render(request, "portal/have.html", page(draft) | {"told": "told" in request.GET})


def page(draft: Draft) -> Json:
    known = [whose(draft.case), *from_registers(draft.edition, draft.facts)]
    now, total = progress(draft, "have")
    asked = {fact.source for name, fact in draft.facts.items() if "." in fact.source}
    return {
        "back": "/cases/",
        "now": now,
        "total": total,
        "title": choose(draft.edition.service.name),
        "known": known,
        "wrong": f"{draft.at}doubts/" if len(known) > 1 else "",
        "ask": None,
        "answer": None,
        "action": f"{draft.at}have/",
        "looked": len({source.partition(".")[0] for source in asked}),
        "down": [{"name": one, "text": text("silence.go_on")} for one in down(draft)],
    }

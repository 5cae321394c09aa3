"""/cases/<id>/questions/<fact>/ – one question a page, made from the fact; for a fact of items `fact.item`."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import silences, suggestions
from yimen.channels.portal.drafts import Draft, draft_of, next_step, progress, step_before
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.errors import SaysMissing
from yimen.core.services.facts import root
from yimen.web.asking import answered, ask_for, input_name, keys_of, questions_of, with_item
from yimen.web.forms import Answer, Question, Sent, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.regions import TableOn, levels
from yimen.web.language import today
from yimen.web.sources import source_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("apply")
@explained
def question(request: Request, case_id: UUID, name: str) -> HttpResponse:
    draft = draft_of(request, case_id)
    fact, item, ask = asked(draft, name)
    if request.method != "POST":
        answer = suggestions.filled(request, draft, ask, answered(draft.edition, draft.facts, fact, item, ask))
        return page(request, draft, name, ask, answer)
    answer = read(ask, Sent(request.POST, request.FILES), TableOn(today()))
    later = "later" in request.POST
    if later and unsaid(answer):
        return HttpResponseRedirect("/cases/")
    if not answer.right:
        return page(request, draft, name, ask, answer)
    try:
        kept = draft_of(request, case_id, {fact: with_item(draft.facts, fact, item, answer.value)})
    except SaysMissing:  # the form let pass what the language does not
        wrong = Answer(wrongs=(Wrong("unknown_choice", ask.name),), sent=answer.sent)
        return page(request, draft, name, ask, wrong)
    return HttpResponseRedirect("/cases/" if later else next_step(kept))


def unsaid(answer: Answer) -> bool:
    """Is there nothing on the page that could be lost?"""
    return not any(text_typed.strip() for texts in answer.sent.values() for text_typed in texts)


def asked(draft: Draft, name: str) -> tuple[str, str, Question]:
    """The fact, its item, and the question. Raises Http404 for what this service does not ask."""
    fact, _, item = name.partition(".")
    declared = draft.edition.service.facts.get(fact)
    if declared is None or not declared.ask or fact in draft.edition.tainted:
        raise Http404
    keys = keys_of(draft.edition, draft.facts, fact)
    if not item and keys and keys[0]:
        item = keys[0]
    if item not in keys:
        raise Http404
    return fact, item, ask_for(draft.edition, draft.facts, fact, item, draft.advice)


def page(request: Request, draft: Draft, name: str, ask: Question, answer: Answer) -> HttpResponse:
    now, total = progress(draft, "questions", name)
    context: Json = {
        "back": step_before(draft, "questions", name),
        "now": now,
        "total": total,
        "ask": ask,
        "answer": answer,
        "action": request.path,
        "other": [{"name": "later", "value": "1", "text": text("field.later")}],
        "why": why(draft, name.partition(".")[0]),
        "notice": silent(draft, ask),
        "made_out": suggestions.offers(draft, ask, answer),
        "filled": "fill" in request.GET,
    }
    if ask.kind == "region":
        context["places"] = levels(ask, answer, TableOn(today()))
    return render(request, "portal/question.html", context, status=422 if answer.wrongs else 200)


def silent(draft: Draft, ask: Question) -> Json | None:
    """A register that should have told, and does not answer."""
    for one in questions_of(draft.advice):
        if input_name(one["fact"], one["item"] or "") == ask.name and one.get("silence"):
            return {"state": "turn", "text": silences.why(one["silence"]) + text("silence.tell")}
    return None


def why(draft: Draft, fact: str) -> list[str]:
    """Which register was tried and could not tell, or that only the person knows."""
    facts = draft.edition.service.facts
    ladder = facts[root(facts, fact)].from_
    if not ladder:
        return [text("why.only_you", fact=choose(facts[fact].zh))]
    tried = text("list.comma").join(dict.fromkeys(source_name(source) for source in ladder))
    return [text("why.tried", registers=tried, fact=choose(facts[fact].zh))]

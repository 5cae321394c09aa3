"""/cases/<id>/materials/<material>/ – send one material: a plain upload, known by its content. What is refused costs nothing else."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import checklist, reuses, silences
from yimen.channels.portal.drafts import Draft, draft_of, next_step
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.channels.portal.uploads import Taken, file_row, take_file
from yimen.core.cases import documents
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.models import Upload
from yimen.core.cases.uploading import lasting, under_way
from yimen.web import days
from yimen.web.files import Unfit
from yimen.web.forms import Answer, Question
from yimen.web.forms.files import hint
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("apply")
@explained
def material(request: Request, case_id: UUID, name: str) -> HttpResponse:
    draft = draft_of(request, case_id)
    wanted = next((one for one in draft.uploads if one["id"] == name), None)
    if wanted is None:
        raise Http404
    if request.method != "POST":
        return page(request, draft, wanted, Taken())
    if gone := request.POST.get("remove", ""):
        return removed(request, draft, gone)
    if before := request.POST.get("again", ""):
        return used_again(request, draft, wanted, before)
    taken = take_file(request, draft.case.id, name, ask_for(wanted, optional=name in draft.files))
    if taken.wrongs:
        return page(request, draft, wanted, taken)
    return HttpResponseRedirect(next_step(draft_of(request, case_id)) if "more" not in request.POST else request.path)


def ask_for(wanted: Json, *, optional: bool) -> Question:
    label = text("material.upload", name=choose(wanted))
    return Question("file", "file", label, choose(wanted), hint=hint(), optional=optional)


def page(request: Request, draft: Draft, wanted: Json, taken: Taken) -> HttpResponse:
    here = [file_row(draft.case.id, one) for one in draft.case.documents if one.material == wanted["id"]]
    silence = wanted.get("silence")
    context = {
        "back": f"{draft.at}materials/",
        "ask": ask_for(wanted, optional=False),
        "answer": taken.answer,
        "action": request.path,
        "files": here,
        "begun": [begun_row(one) for one in under_way(draft.case.id, wanted["id"], at=now())],
        "again": reuses.offered(request, draft.case, wanted["id"], wanted["zh"]),
        "notice": silences.why(silence) if silence else "",
        "ways": silences.choices(wanted, draft.advice) if silence else [checklist.ways(wanted["get"])],
        "later": f"{draft.at}materials/",
    }
    return render(request, "portal/material.html", context, status=422 if taken.wrongs else 200)


def begun_row(one: Upload) -> Json:
    """A file that was interrupted on its way."""
    ends = days.moment(one.last_at + lasting())
    done = one.here * 100 // one.size
    return {
        "href": f"/cases/{one.case_id}/uploads/{one.id}/",
        "mark": one.mark,
        "text": text("material.begun", name=one.filename, n=done, day=ends),
    }


def used_again(request: Request, draft: Draft, wanted: Json, before: str) -> HttpResponse:
    """One that is no longer offered is said like any file that is not taken."""
    try:
        reuses.use(request, draft.case, wanted["id"], wanted["zh"], before)
    except BadDocument as bad:
        return page(request, draft, wanted, Taken(Answer(wrongs=(Unfit(bad, "file"),))))
    return HttpResponseRedirect(next_step(draft_of(request, draft.case.id)))


def removed(request: Request, draft: Draft, gone: str) -> HttpResponse:
    """Take a file out of the draft again; one that is not there is gone already."""
    if any(str(one.id) == gone for one in draft.case.documents):
        documents.throw_away(UUID(gone))
    return HttpResponseRedirect(request.path)

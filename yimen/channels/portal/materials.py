"""/cases/<id>/materials/ – what is asked, in any order: send it from here, bring it, or what a silent register leaves open."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import checklist, silences
from yimen.channels.portal.drafts import Draft, draft_of, progress, step_before
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_safe
@needs("apply")
@explained
def materials(request: Request, case_id: UUID) -> HttpResponse:
    draft = draft_of(request, case_id)
    now, total = progress(draft, "materials")
    context = {
        "back": step_before(draft, "materials"),
        "now": now,
        "total": total,
        "tasks": [task(draft, one) for one in draft.uploads],
        "bring": [brought(draft, one) for one in draft.asked if "upload" not in one["get"]],
        "spared": checklist.spared(draft.advice),
        "next": f"{draft.at}answers/",
        "left": [one for one in draft.uploads if one["id"] not in draft.files],
    }
    return render(request, "portal/materials.html", context)


def task(draft: Draft, material: Json) -> Json:
    """A material that can be sent from here, with how it stands."""
    mine = [file for file in draft.case.documents if file.material == material["id"]]
    here = [file.filename for file in mine if file.usable]
    more = text("list.comma").join(here) or checklist.ways(material["get"])
    tag = {"text": text("material.here"), "state": "ok"} if here else {"text": text("material.open"), "state": "turn"}
    if mine and not here:
        tag = {"text": text("material.bad"), "state": "bad"}
    elif not here and material["may_be_owed"] and checklist.owing(draft.advice):
        tag = {"text": text("material.later"), "state": "us"}
    if material.get("silence") and not here:
        more = silences.why(material["silence"])
    return {"href": f"{draft.at}materials/{material['id']}/", "title": choose(material), "more": more, "tag": tag}


def brought(draft: Draft, material: Json) -> Json:
    return checklist.brought(material, draft.advice)

"""/mine/data/exports/ – a copy of everything to take away: made by a job, there for a week, only for the one who is signed in."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.portal.matter import needs
from yimen.core.rights.exporting import ask, contents, mine
from yimen.core.rights.models import Export
from yimen.core.rights.rules import rights
from yimen.core.rights.tasks import make_export
from yimen.web import days
from yimen.web.language import now
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
HERE = "/mine/data/exports/"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_data")
def exports(request: Request) -> HttpResponse:
    if request.method == "POST":
        made = ask(UUID(request.actor.id), now())
        make_export.defer(export_id=str(made.id))
        return HttpResponseRedirect(HERE)
    found = mine(UUID(request.actor.id))
    context: Json = {
        "back": "/mine/data/",
        "law": cited(rights().law.see),
        "exports": [line(one) for one in found],
        "waiting": any(one.made_at is None for one in found),
    }
    return render(request, "portal/data_exports.html", context)


def line(row: Export) -> Json:
    ready = row.made_at is not None and row.ends is not None and row.ends > now()
    tag = text("own.ready") if ready else text("own.over") if row.made_at else text("own.making")
    return {
        "href": f"{HERE}{row.id}/" if ready else "",
        "title": text("own.copy_of", moment=days.moment(row.asked_at)),
        "more": text("own.until", moment=days.moment(row.ends)) if ready and row.ends else "",
        "tag": {"text": tag, "state": "ok" if ready else "hold" if row.made_at else "us"},
    }


@require_safe
@needs("see_own_data")
def export(request: Request, export_id: UUID) -> HttpResponse:
    """The file itself. Raises Http404 where it is another's, not made, or over."""
    row = Export.objects.filter(id=export_id, person_id=UUID(request.actor.id)).first()
    packed = contents(row, now()) if row else None
    if packed is None:
        raise Http404
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return response

"""/desk/meetings/<id>/ – two open cases of one person that met from two nodes: an officer looks at both and writes down what was done."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.board import line
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.cases.meetings import resolve
from yimen.core.cases.models import Case, Meeting
from yimen.web.forms import Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("supervise")
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    found = Meeting.objects.filter(id=meeting_id).select_related("case", "other").first()
    if found is None:
        raise Http404
    ask = Question("note", "long_text", text("board.note"), hint=text("board.note_hint"), longest=2000)
    answer = read(ask, Sent(request.POST)) if request.method == "POST" else blank()
    if request.method == "POST" and answer.right:
        resolve(found.id, by=request.actor, note=answer.value, at=now())
        return HttpResponseRedirect("/desk/board/#met")
    context: Json = {
        "desk": room(request, "board"),
        "pair": [beside(found.case), beside(found.other)],
        "ask": ask,
        "answer": answer,
        "wrongs": list(answer.wrongs),
        "resolved": found.resolved_at is not None,
        "action": f"/desk/meetings/{found.id}/",
    }
    return render(request, "desk/meeting.html", context, status=422 if answer.wrongs else 200)


def beside(row: Case) -> Json:
    return line(row, place_name(row.region), "us", text(f"hall.state.{row.state}"))

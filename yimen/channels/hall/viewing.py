"""/desk/cases/<id>/documents/ – files of a case, large, one or two beside each other, turned by keys; each opening is a look."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.case import short_heading
from yimen.channels.hall.documents import kind, made_out_of, title, why_closed
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.core.cases.attached import Document
from yimen.core.cases.dossier import Dossier
from yimen.web import days
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
SIDES = {"left": "123456789", "right": "abcdefghi"}  # the keys that choose a file for a side


@require_safe
@needs("see_documents")
@explained
def viewing(request: Request, case_id: UUID) -> HttpResponse:
    """Without a file in the address the first one is looked at; two are compared."""
    case = case_of(request, case_id, "see_documents")
    if not case.documents:
        return HttpResponseRedirect(f"/desk/cases/{case_id}/")
    chosen = {side: of_address(request, case, side) for side in SIDES}
    chosen["left"] = chosen["left"] or case.documents[0]
    context: Json = {
        "desk": room(request, "cases"),
        "case": short_heading(case),
        "back": f"/desk/cases/{case_id}/",
        "sides": [one_side(case, side, chosen) for side in SIDES if side == "left" or len(case.documents) > 1],
    }
    return render(request, "desk/viewing.html", context)


def of_address(request: Request, case: Dossier, side: str) -> Document | None:
    wanted = request.GET.get(side, "")
    return next((one for one in case.documents if str(one.id) == wanted), None)


def one_side(case: Dossier, side: str, chosen: dict[str, Document | None]) -> Json:
    """The files that may come here, and the one that is here."""
    here = chosen[side]
    rows = [thumb(case, side, chosen, n) for n in range(len(case.documents))]
    if side == "right" and here:
        rows.append(
            {
                "href": address(case, chosen | {"right": None}),
                "title": text("viewing.alone"),
                "key": "x",
                "current": False,
            }
        )
    return {"name": text(f"viewing.{side}"), "thumbs": rows, "shown": shown(case, here) if here else None}


def thumb(case: Dossier, side: str, chosen: dict[str, Document | None], n: int) -> Json:
    one = case.documents[n]
    key = SIDES[side][n] if n < len(SIDES[side]) else ""
    return {
        "href": address(case, chosen | {side: one}),
        "title": title(case, one),
        "key": key,
        "current": one is chosen[side],
    }


def address(case: Dossier, chosen: dict[str, Document | None]) -> str:
    said = "&".join(f"{side}={one.id}" for side, one in chosen.items() if one)
    return f"/desk/cases/{case.id}/documents/?{said}"


def shown(case: Dossier, one: Document) -> Json:
    return {
        "made_out": made_out_of(case, one),
        "kind": kind(one),
        "href": f"/desk/cases/{case.id}/documents/{one.id}/",
        "title": f"{title(case, one)} · {one.filename}",
        "note": why_closed(one) or days.moment(one.received_at),
    }

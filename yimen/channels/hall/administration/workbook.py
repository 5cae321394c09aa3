"""/desk/house/workbook/ – the house out to Excel and in again; wrong cells are listed one by one, and then nothing is written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.administration.asking import HOUSE, WHY, done, reason, why_not
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.tables import rows_of
from yimen.core.administration.workbook import Reading, Spot, exported, read_in, workbooks
from yimen.core.ports.workbooks import NotAWorkbook
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200  # cells that are listed
LARGEST = 5 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def workbook(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        return page(request, refused=text("house.workbook.no_file"))
    try:
        return taken(request, b"" if sent.size > LARGEST else sent.read())
    except NotAWorkbook as wrong:
        return page(request, refused=text(f"house.workbook.{wrong.why}"))
    except NotAltered as refused:
        return page(request, refused=why_not(refused))


def taken(request: Request, content: bytes) -> HttpResponse:
    """Read it, and do what it says if that was asked for and nothing is wrong. Raises NotAWorkbook, NotAltered."""
    if not content:
        raise NotAWorkbook("too_big")
    reading = read_in(workbooks().read(content))
    if reading.wrong or request.POST.get("do") == "check":
        return page(request, reading)
    return done(request, reading.changes, f"{HOUSE}workbook/")


@require_safe
@needs("administer")
def workbook_file(request: Request) -> HttpResponse:
    response = HttpResponse(exported(request.actor), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="yimen-{today().isoformat()}.xlsx"'
    return response


def page(request: Request, reading: Reading | None = None, *, refused: str = "") -> HttpResponse:
    wrong = reading.wrong if reading else []
    context: Json = {
        "desk": room(request, "workbook"),
        "refused": refused,
        "done": request.GET.get("done", "")[:36],
        WHY: reason(request),
        "wrong": [spot(one) for one in wrong[:SHOWN]],
        "count": len(wrong),
        "more": max(0, len(wrong) - SHOWN),
        "right": right(reading) if reading and not wrong else "",
    }
    return render(request, "desk/house_workbook.html", context, status=422 if refused or wrong else 200)


def spot(one: Spot) -> Json:
    where = text("house.workbook.where", sheet=one.sheet, letter=one.letter, row=one.row)
    return {"where": where, "heading": one.heading, "why": text(f"house.wrong.{one.wrong.key}", found=one.wrong.found)}


def right(reading: Reading) -> str:
    """What importing it would do."""
    rows = rows_of(reading.changes)
    new = sum(row.before is None for row in rows)
    return text("house.workbook.right", new=new, changed=len(rows) - new) if rows else text("house.workbook.same")

"""/cases/<id>/handover/ – 换个地方接着办: a code to type or scan, good once for a quarter of an hour. A button makes it, no visit does."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.handing_over import Code, NotTaken, hand_over
from yimen.web import days
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
ANY = "any"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_case")
@explained
def handover(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    at_page = request.GET.get("at", "")[:100]
    if request.method != "POST":
        return page(request, case_id)
    try:
        return page(request, case_id, hand_over(case.id, ANY, at_page, request.actor, now()))
    except NotTaken as busy:
        return page(request, case_id, told=text(f"handover.not.{busy.key}"))


def page(request: Request, case_id: UUID, code: Code | None = None, told: str = "") -> HttpResponse:
    context: Json = {
        "back": f"/cases/{case_id}/",
        "action": request.get_full_path(),
        "code": f"{code.digits[:3]} {code.digits[3:]}" if code else "",
        "scan": request.build_absolute_uri(f"/continue/{code.token}/") if code else "",
        "ends": days.moment(code.ends) if code else "",
        "told": told,
    }
    return render(request, "portal/handover.html", context, status=503 if told else 200)

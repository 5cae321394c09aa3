"""/overruns/ – what is overdue, in public: which service, where, by how much. Nothing about any person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.web.visits import Request

Json = dict[str, Any]


@require_safe
def overruns(request: Request) -> HttpResponse:
    return render(request, "portal/overruns.html", {"rows": [], "next": ""})

"""/desk/ahead.json – what a browser may load before it is opened: the case on whose row the officer's hand rests, and no other.

Reading a case is a look that its person can read about; a whole queue loaded ahead would tell people of looks that nobody took. What
is loaded lives in the memory of the page that asked for it, for one opening and at most five minutes: `no-store` holds (ADR 0030).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from yimen.web.visits import outside

HERE = "/desk/ahead.json"
CASES = {"href_matches": "/desk/cases/*"}
RULES: dict[str, Any] = {
    "prefetch": [
        {
            "where": {"and": [CASES, {"selector_matches": "a[data-ahead]"}]},
            "eagerness": "immediate",
        },  # keys.js: J and K
        {
            "where": {"and": [CASES, {"selector_matches": "a[data-row]"}]},
            "eagerness": "moderate",
        },  # a pointer that rests
    ]
}


@require_safe
@outside
def ahead(_: HttpRequest) -> HttpResponse:
    response = JsonResponse(RULES, content_type="application/speculationrules+json")
    response["Cache-Control"] = "max-age=3600"
    return response


def loading_ahead(response: HttpResponse) -> HttpResponse:
    """A page with rows of cases; browsers that do not know the header open rows as ever."""
    response["Speculation-Rules"] = f'"{HERE}"'
    return response

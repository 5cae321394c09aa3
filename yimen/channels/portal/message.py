"""/m/<token>/ – the page behind the link of a message. Opening it changes nothing: it may be a preview, or somebody else's phone.

It says nothing about anybody and, until its button is pressed, nor whether the link is good. One button leads to the own messages,
the other says “that is not me” and frees the number; pressed again, too late or on a made-up link it says so and changes nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.core.notices import contacts
from yimen.web.language import now
from yimen.web.visits import Request

STATUS = {"old": 410, "unknown": 410}


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: Request, token: str) -> HttpResponse:
    became = contacts.not_me(token, now()) if request.method == "POST" else ""
    context = {"became": became, "action": f"/m/{token}/"}
    response = render(request, "portal/message.html", context, status=STATUS.get(became, 200))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = (
        "same-origin"  # no other site learns the link; with less, browsers send our form as from nowhere
    )
    return response

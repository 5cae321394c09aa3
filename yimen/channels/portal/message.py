"""/m/<token>/ – the page behind the link of a message. Opening it changes nothing: it may be a preview, or somebody else's phone.

It says nothing about anybody, not even whether the link is good. One button leads to the own messages, the other says “that is not
me” and frees the number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.core.notices import contacts
from yimen.web.language import now
from yimen.web.visits import Request

GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: Request, token: str) -> HttpResponse:
    freed = request.method == "POST" and contacts.not_me(token, now())
    over = request.method == "POST" and not freed
    context = {"freed": freed, "over": over, "action": f"/m/{token}/"}
    response = render(request, "portal/message.html", context, status=GONE if over else 200)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = (
        "same-origin"  # no other site learns the link; with less, browsers send our form as from nowhere
    )
    return response

"""/demo/messages/ – the messages that somebody would have got, and how the provider behaves. Everybody in the demo is made up."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.demo.rehearsal import only_in_the_demo
from yimen.core.notices.sending import provider
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.messages import Viewable
from yimen.core.ports.rehearsals import Rehearses
from yimen.web import days, errors
from yimen.web.visits import Request, outside

SHOWN = 50
MODES = (
    "normal",
    "down",
    "throttled",
    "lost_answer",
    "lost_for_good",
    "undelivered",
    "twice",
    "out_of_order",
    "contradict",
    "silent",
)


@outside
@only_in_the_demo
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: Request) -> HttpResponse:
    wire = provider()
    if request.method == "POST":
        mode = request.POST.get("mode", "")
        if mode not in MODES or not isinstance(wire, Rehearses):
            return errors.refusal(request, 400)
        with acting(RULE):
            wire.rehearse(mode, None, {})
        return HttpResponseRedirect("/demo/messages/")
    with acting(RULE):
        shown = wire.shown(SHOWN) if isinstance(wire, Viewable) else []
        mode = wire.rehearsing() if isinstance(wire, Rehearses) else ""
    rows = [{"to": one.phone, "text": one.text, "at": days.moment(one.at), "fate": one.fate} for one in shown]
    return render(request, "demo/messages.html", {"rows": rows, "mode": mode, "modes": MODES})

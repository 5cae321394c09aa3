"""/desk/cases/<id>/<move>/ – any move of the procedure: its form, what the letter will say, and then the act itself.

An older page is refused with what has changed, and every word typed stays. A case of another node is asked for, not moved.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from yimen.channels.hall import acts, holding, move_page
from yimen.channels.hall.evidence import evidence
from yimen.channels.hall.intentions import standing
from yimen.channels.hall.intentions.pages import form_again
from yimen.channels.hall.matter import case_of, has, must, needs
from yimen.channels.hall.refusals import explained, happened, lines, refusal, typed_words
from yimen.channels.hall.saying import Form, hear
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, OlderPage, SaysMissing, Why
from yimen.core.cases.requests import request_move
from yimen.core.cases.take import beside, take
from yimen.core.payments.window import make_way
from yimen.core.people.powers import OF_MOVE, power_of
from yimen.core.places.clock import CHINA
from yimen.core.work.intentions import AlreadyIntended, intend, waits
from yimen.core.work.models import Intention
from yimen.core.work.standing_in import standing_in
from yimen.web.forms import Sent
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_case")
@explained
def move(request: Request, case_id: UUID, name: str) -> HttpResponse:
    if name not in OF_MOVE:
        raise Http404
    case = case_of(request, case_id)
    must(request, power_of(name), case)
    if request.method == "POST" and (changed := older(request, case)):
        return outdated(request, case, name, changed)
    form = form_of(request, case, name)
    if request.method == "POST":
        return said(request, form)
    if fields := form_again(request, case.id):
        hear(form, Sent(fields))
    if request.method == "GET":
        holding.begin_work(request, case)
    return move_page.shown(request, form)


def older(request: Request, case: Dossier) -> list[str]:
    """What has happened since the page was made, if any of it touches what is done here; a form without a version is one of now."""
    version = request.POST.get("version", "")
    if not version.isdecimal() or len(version) > 6:
        return []
    since = [event for event in case.events if event.n > int(version)]
    return [happened(event) for event in since] if any(not beside(case, event) for event in since) else []


def outdated(request: Request, case: Dossier, name: str, changed: list[str]) -> HttpResponse:
    """What has changed since, with the form as it was typed – or, where the case has moved too far for it, with the words alone."""
    try:
        return move_page.shown(request, typed(request, case, name), older=changed, status=409)
    except NotNow as refused:
        return refusal(request, refused, case.id, changed=changed, typed=typed_words(request))


def form_of(request: Request, case: Dossier, name: str) -> Form:
    """Raises NotNow with why, and what may be done instead."""
    found = acts.offered(case, request.actor, now())
    chosen = next((one for one in found.moves if one.move == name), None)
    if chosen is None:
        why = dict(found.blocked).get(name) or [Why("not_from", {"state": case.state})]
        raise NotNow(name, why, [one.move for one in found.moves])
    return Form(evidence(case, secret=has(request, "see_secret", case)), chosen, request.actor)


def typed(request: Request, case: Dossier, name: str) -> Form:
    """The form again with what was typed. Raises NotNow."""
    form = form_of(request, case, name)
    hear(form, Sent(request.POST, request.FILES))
    return form


def said(request: Request, form: Form) -> HttpResponse:
    hear(form, Sent(request.POST, request.FILES))
    wanted = request.POST.getlist("do")
    if "back" in wanted:
        return move_page.shown(request, form)
    if form.wrongs or move_page.needs_consent(request, form):
        return move_page.shown(request, form, status=422)
    if "sign" not in wanted and move_page.previews(form):
        return move_page.confirm(request, form)
    return done(request, form)


def done(request: Request, form: Form) -> HttpResponse:
    case, by, expects = form.of.case, standing_in(form.of.case.id, request.actor), form.of.case.version
    try:
        if waits(form.move.move, now()):
            typed = {name: values for name, values in request.POST.lists() if name not in move_page.HIDDEN}
            standing.keep(request, intend(case, form.move.move, by=by, says=form.says, typed=typed))
        elif acts.is_copy(case):
            request_move(case.id, form.move.move, by=by, says=form.says, expects=expects)
        else:
            if form.move.move == "pay":
                make_way(case.id, by, now())
            take(case.id, form.move.move, by=by, says=form.says, expects=expects, channel="hall")
    except AlreadyIntended as another:
        return move_page.shown(request, form, told=[waiting(another.one)], status=409)
    except OlderPage as refused:
        return move_page.shown(request, form, older=lines(refused), status=409)
    except SaysMissing as refused:
        return move_page.shown(request, form, told=lines(refused), status=422)
    except NotNow as refused:
        return move_page.shown(request, form, told=lines(refused), status=409)
    return HttpResponseRedirect(f"/desk/cases/{case.id}/")


def waiting(one: Intention) -> str:
    return text("intended.another", move=acts.move_name(one.move), at=f"{one.due.astimezone(CHINA):%H:%M:%S}")

"""/apply/<code>/ – begin: for whom, where, and then a draft. Somebody who has the same service open is told so and may say why again."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import already_open
from yimen.channels.portal.applicants import Applicant, applicants
from yimen.channels.portal.form_keys import new_key, once
from yimen.channels.portal.matter import own
from yimen.channels.portal.places import halls, home_region, known_place, office_name
from yimen.channels.portal.shelf import edition_or_404, takes_here
from yimen.core.cases.begin import begin
from yimen.core.cases.errors import AlreadyOpen, AnsweredBefore, NoMandate, NoService
from yimen.core.services.editions import Edition
from yimen.web import errors
from yimen.web.forms import Answer, Choice, Question, Sent, blank, known, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.regions import TableOn, levels
from yimen.web.language import in_script, now, today
from yimen.web.signing_in import sure
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
OTHER = "other"  # the choice of another place


@require_http_methods(["GET", "HEAD", "POST"])
@own("apply")
@sure("apply")
def application(request: Request, code: str) -> HttpResponse:
    edition = edition_or_404(code)
    if not takes_here(edition):
        return redirect(f"/services/{code}/#where")
    listed = applicants(request.actor, edition, today())
    chosen = pick(listed, request.POST.get("whom") or request.GET.get("whom", ""))
    if not listed:
        return render(
            request, "portal/no_applicant.html", {"title": choose(edition.service.name), "code": code}, status=403
        )
    if chosen is None:
        return ask_whom(request, edition, listed)
    if "whom" in request.POST:
        return HttpResponseRedirect(address(code, whom=chosen.code))
    return where(request, edition, chosen, listed)


def pick(listed: list[Applicant], wanted: str) -> Applicant | None:
    """The one who was chosen; the only one there is needs no choice."""
    found = next((one for one in listed if one.code == wanted), None)
    return found or (listed[0] if len(listed) == 1 else None)


def address(code: str, **words: str) -> str:
    said = {name: word for name, word in words.items() if word}
    return f"/apply/{code}/" + ("?" + urlencode(said) if said else "")


def ask_whom(request: Request, edition: Edition, listed: list[Applicant]) -> HttpResponse:
    choices = tuple(Choice(one.code, one.name, whom_hint(one, request)) for one in listed)
    ask = Question("whom", "choice", text("start.whom"), choices=choices)
    answer = read(ask, Sent(request.POST)) if request.method == "POST" else blank()
    return page(
        request,
        edition,
        ask,
        answer,
        action=address(edition.service.service),
        back=f"/services/{edition.service.service}/",
    )


def whom_hint(one: Applicant, request: Request) -> str:
    return text("start.myself") if str(one.id) == request.actor.id else text(f"start.for_{one.kind}")


def where(request: Request, edition: Edition, chosen: Applicant, listed: list[Applicant]) -> HttpResponse:
    """The place of acceptance: a hall near home, or any region of this node level by level; then the draft."""
    code = edition.service.service
    whom = chosen.code if len(listed) > 1 else ""
    ask = place_question(request, edition, chosen)
    back = address(code) if whom else f"/services/{code}/"
    if request.method != "POST":
        return page(
            request,
            edition,
            ask,
            beginning(request, ask, chosen),
            action=address(code, whom=whom, key=new_key(), other=other(request)),
            back=back,
        )
    answer = told_place(request, ask)
    if answer.right and answer.value == OTHER:
        return HttpResponseRedirect(address(code, whom=whom, other="1"))
    if answer.right:
        return begun(request, edition, chosen, answer, ask)
    return page(request, edition, ask, answer, action=request.get_full_path(), back=back)


def told_place(request: Request, ask: Question) -> Answer:
    """From the form, or kept in the address while the person says why a second case is needed."""
    at = request.GET.get("at", "")
    return Answer(at) if known_place(at) else read(ask, Sent(request.POST), TableOn(today(), home_region()))


def other(request: Request) -> str:
    return "1" if request.GET.get("other") else ""


def place_question(request: Request, edition: Edition, chosen: Applicant) -> Question:
    label = text("start.where_venue" if edition.service.accepted_in == "county" else "start.where")
    near = halls(start_region(request, chosen), edition.service.authority)
    if other(request) or not near:
        return Question("place", "region", label, hint=text("field.hint.region"))
    by_region = {one.region: one for one in reversed(near)}
    choices = [Choice(region, office_name(one), in_script(one.address)) for region, one in reversed(by_region.items())]
    return Question(
        "place", "choice", label, choices=(*choices, Choice(OTHER, text("start.other"), text("start.other_hint")))
    )


def start_region(request: Request, chosen: Applicant) -> str:
    """Where to look first: the home of the person, if this node answers for it, else the place chosen last, else anywhere here."""
    for region in (chosen.region, str(request.session.get("place", ""))):
        if known_place(region) and region[:2] == home_region()[:2]:
            return region
    return home_region()


def beginning(request: Request, ask: Question, chosen: Applicant) -> Answer:
    """The nearest place stands chosen already."""
    start = start_region(request, chosen)
    if ask.kind == "region":
        return known({"place.1": home_region(), **({"place.2": f"{start[:4]}00"} if start != home_region() else {})})
    return known({"place": ask.choices[0].code})


def page(request: Request, edition: Edition, ask: Question, answer: Answer, *, action: str, back: str) -> HttpResponse:
    context: Json = {"ask": ask, "answer": answer, "action": action, "back": back, "now": 1, "total": 0}
    if ask.kind == "region":
        context["places"] = levels(ask, answer, TableOn(today(), home_region()))
    why = text("start.why_place") if ask.name == "place" else text("start.why_whom")
    context |= {"why": [why], "kicker": choose(edition.service.name)}
    return render(request, "portal/question.html", context, status=422 if answer.wrongs else 200)


def begun(request: Request, edition: Edition, chosen: Applicant, answer: Answer, ask: Question) -> HttpResponse:
    """The draft, or why there is none."""
    code, region = edition.service.service, str(answer.value)
    try:
        case = begin(
            code, by=request.actor, channel="portal", region=region, applicant=chosen.person, organisation=chosen.organisation,
            reason=request.POST.get("reason", "")[:500], at=now(), once=once(request),
        )  # fmt: skip
    except AnsweredBefore as before:
        return HttpResponseRedirect(before.body.decode())
    except AlreadyOpen as found:
        return already_open.page(request, edition, found, region)
    except NoMandate:
        return errors.refusal(request, 403)
    except NoService as none:
        return not_here(request, edition, ask, answer, none)
    request.session["place"] = region
    return HttpResponseRedirect(f"/cases/{case.id}/have/")


def not_here(request: Request, edition: Edition, ask: Question, answer: Answer, none: NoService) -> HttpResponse:
    """Another node serves that place, or nobody takes it here: the guide says who does."""
    code = edition.service.service
    if none.why not in ("another_node", "unknown_region", "too_wide"):
        return redirect(f"/services/{code}/#where")
    wrong = Wrong("unknown_place", f"{ask.name}.1" if ask.kind == "region" else ask.name)
    told = Answer(wrongs=(wrong,), sent=answer.sent)
    return page(request, edition, ask, told, action=request.get_full_path(), back=f"/services/{code}/")

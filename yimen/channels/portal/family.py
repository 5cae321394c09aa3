"""/mine/family/ – who may act for me and for whom I may act; what waits for an answer; either side ends it at once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.lookups import is_person
from yimen.channels.portal.matter import own
from yimen.channels.portal.shelf import names, shelf
from yimen.core.exchange.wards import Followed, NotAnswered, follow
from yimen.core.people import offers
from yimen.core.people.models import EVERY_SERVICE, Person, Proxy
from yimen.core.people.models_access import Offer
from yimen.web import days
from yimen.web.language import now, today
from yimen.web.signing_in import step_up
from yimen.web.visits import Request, sure_enough
from yimen.web.words import choose, text

Json = dict[str, Any]
HERE = "/mine/family/"
DONE = ("accept", "decline", "withdraw", "end", "register", "register_none", "register_silent")


@require_http_methods(["GET", "HEAD", "POST"])
@own("name_proxy")
def family(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    do, which = request.POST.get("do", ""), request.POST.get("id", "")
    if do == "accept" and not sure_enough(request, "name_proxy"):
        return step_up(request, "name_proxy")
    if do == "register":
        return by_register(request)
    done = is_person(which) and act(do, UUID(which))
    return HttpResponseRedirect(f"{HERE}?done={do}" if done else HERE)


def by_register(request: Request) -> HttpResponse:
    """For whom the population register names one as the guardian; it opens what is another's, so one proves who one is."""
    if not sure_enough(request, "name_proxy"):
        return step_up(request, "name_proxy")
    try:
        found = follow(UUID(request.actor.id), now())
    except NotAnswered:
        return HttpResponseRedirect(f"{HERE}?done=register_silent#guardian")
    done = "register_none" if found == Followed(0, 0) else "register"
    return HttpResponseRedirect(f"{HERE}?done={done}#guardian")


def act(do: str, which: UUID) -> bool:
    """Answer an offer, take one back, or end a proxy; False for what is not there, not mine, or over."""
    if do == "end":
        return offers.end_now(which)
    found = Offer.objects.filter(pk=which, answer="").first()
    does: Any = {"accept": offers.accept, "decline": offers.decline, "withdraw": offers.withdraw}.get(do)
    return bool(found and does and does(found))


def page(request: Request) -> HttpResponse:
    me = Person.objects.get(pk=request.actor.id)
    mine, theirs = offers.acting_for_me(me.id, today()), offers.i_act_for(me.id, today())
    called = agents(mine)
    done = request.GET.get("done", "")
    context: Json = {
        "waiting": [offer(one, one.principal_name) for one in offers.offered_to_me(me)],
        "asked": [offer(one, one.agent_name) for one in offers.made_by_me()],
        "for_me": [row(one, called.get(one.id) or text("family.somebody")) for one in mine],
        "by_me": [row(one, principal(one)) for one in theirs],
        "done": text(f"family.done.{done}") if done in DONE else "",
        "silent": done == "register_silent",
    }
    return render(request, "portal/family.html", context)


def agents(found: list[Proxy]) -> dict[Any, str]:
    """What I called those whom I asked: their own entry is not mine to read."""
    return {one.proxy_id: one.agent_name for one in Offer.objects.filter(proxy_id__in=[one.id for one in found])}


def principal(one: Proxy) -> str:
    whose = one.principal_person or one.principal_organisation
    return whose.name if whose else ""


def offer(one: Offer, name: str) -> Json:
    return {
        "id": one.id,
        "name": name,
        "more": text("family.until", day=days.day(one.until)),
        "services": services(one.services),
        "kind": text(f"family.kind.{one.kind}"),
    }


def row(one: Proxy, name: str) -> Json:
    return {
        "id": one.id,
        "name": name,
        "kind": text(f"family.kind.{one.kind}"),
        "services": services(one.services),
        "more": text("family.until", day=days.day(one.until)) if one.until else text("family.lasting"),
        "evidence": one.evidence,
        "ends": one.kind in ("family", "employer"),
    }


def services(codes: list[str]) -> str:
    if EVERY_SERVICE in codes:
        return text("family.everything")
    known = names(shelf())
    return text("list.comma").join(choose(known[code]) if code in known else code for code in codes)

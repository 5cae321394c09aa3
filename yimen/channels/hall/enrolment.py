"""/desk/enrol/ – a member of staff makes the own keys with the one-time code of a supervisor, and is shown the recovery codes once."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall import key_forms
from yimen.channels.hall.sign_in import come_in
from yimen.core.people import tries
from yimen.core.people.actors import RULE
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting
from yimen.core.people.staff_keys import enrolling
from yimen.core.people.staff_secrets import recovery_codes
from yimen.core.ports.passkeys import Holder
from yimen.web.visitors import address
from yimen.web.visits import Request, personal, real_now

Json = dict[str, Any]
ENROLLING = "enrolling"  # of the session: whose code was used here, and when
LASTS = timedelta(minutes=30)
LONGEST = 64


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def enrol(request: Request) -> HttpResponse:
    """The code is used up here; the keys are made on the next page, in this browser."""
    if request.method != "POST":
        return render(request, "desk/enrol.html", {"wrong": False, "badge": ""})
    badge, code = (request.POST.get(name, "").strip()[:LONGEST] for name in ("badge", "code"))
    one = tries.begin(f"enrol {badge}", address(request))
    with acting(RULE):
        staff = enrolling(badge, code) if one.open else None
        if staff:
            tries.went_well(one)
    if staff is None:
        return render(request, "desk/enrol.html", {"wrong": True, "badge": badge}, status=403)
    request.session.flush()
    request.session[ENROLLING] = {"badge": staff.id, "at": real_now().isoformat()}
    return HttpResponseRedirect("/desk/enrol/keys/")


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def make_keys(request: Request) -> HttpResponse:
    staff = whose(request)
    if staff is None:
        return HttpResponseRedirect("/desk/enrol/")
    holder = Holder(staff.id, staff.name)
    with acting(RULE):
        wrong = key_forms.taken(request, holder) if request.method == "POST" else ""
        if request.method == "POST" and not wrong:
            codes = recovery_codes(staff.id)
            how = "enrolment"
    if request.method == "POST" and not wrong:
        signed_in = come_in(request, staff, how)
        response = render(request, "desk/recovery.html", {"codes": codes, "go": "/desk/keys/"})
        response.cookies = signed_in.cookies
        return response
    with acting(RULE):
        context = key_forms.forms(request, holder) | {"staff": staff, "wrong": wrong}
    return render(request, "desk/enrol_keys.html", context, status=422 if wrong else 200)


def whose(request: Request) -> Staff | None:
    """The active member whose code this browser used a moment ago."""
    found = request.session.get(ENROLLING) or {}
    if not found or real_now() - datetime.fromisoformat(found["at"]) > LASTS:
        return None
    return Staff.objects.filter(pk=found["badge"], active=True).first()

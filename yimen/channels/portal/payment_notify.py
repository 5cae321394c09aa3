"""POST /payments/<gateway>/notify – a gateway tells what it charged or gave back. Signed, of this moment, each id once.

Everything a stranger can send is answered below 500. What is genuine is heard; where it does not agree, that becomes a difference.
"""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yimen.core.exchange.callers import must_wait, note_refusal
from yimen.core.payments.notifications import NoSuchGateway, receive
from yimen.core.ports.payments import NotGenuine
from yimen.web.language import now
from yimen.web.problems import problem
from yimen.web.visits import Request, outside

LONGEST = 64 * 2**10  # bytes
STATUS = {"signature": HTTPStatus.UNAUTHORIZED, "time": HTTPStatus.UNAUTHORIZED, "form": HTTPStatus.BAD_REQUEST}


@csrf_exempt
@outside
@require_POST
def notify(request: Request, gateway: str) -> HttpResponse:
    caller = request.META.get("REMOTE_ADDR", "")[:64]
    if must_wait(caller):
        refused = problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many_letters")
        refused["Retry-After"] = "60"
        return refused
    if len(request.body) > LONGEST:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "notice_refused")
    try:
        answer = receive(gateway, request.headers, request.body, now())
    except NoSuchGateway:
        return problem(HTTPStatus.NOT_FOUND, "notice_refused")
    except NotGenuine as forged:
        note_refusal(caller)
        return problem(STATUS[forged.why], "notice_refused", more={"reason": forged.why})
    return HttpResponse(answer, content_type="application/json")

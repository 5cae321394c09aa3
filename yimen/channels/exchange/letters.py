"""Letters of another node: one a line, signed; the answer is signed too and says up to which number everything is here."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yimen.core.exchange.callers import must_wait, note_refusal
from yimen.core.exchange.letter import Reason, Refused
from yimen.core.exchange.receiving import receive
from yimen.web.problems import problem
from yimen.web.visits import outside

ACCEPTED = {"application/json", "application/x-ndjson"}
STATUS: dict[Reason, HTTPStatus] = {
    "malformed": HTTPStatus.BAD_REQUEST,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unknown_peer": HTTPStatus.FORBIDDEN,
    "unknown_key": HTTPStatus.FORBIDDEN,
    "expired_key": HTTPStatus.FORBIDDEN,
    "bad_signature": HTTPStatus.FORBIDDEN,
    "wrong_addressee": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_kind": HTTPStatus.UNPROCESSABLE_ENTITY,
}


@csrf_exempt
@require_POST
@outside
def letters(request: HttpRequest) -> HttpResponse:
    caller = request.META.get("REMOTE_ADDR", "")[:64]
    if must_wait(caller):
        return _wait()
    if request.content_type not in ACCEPTED:
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "letter_type", more={"accepted": sorted(ACCEPTED)})
    try:
        answer = receive(request.body)
    except Refused as refused:
        note_refusal(caller)
        return problem(
            STATUS[refused.reason], "letter_refused", more={"reason": refused.reason, "detail": str(refused)}
        )
    return HttpResponse(answer, content_type="application/json")


def _wait() -> HttpResponse:
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many_letters")
    response["Retry-After"] = "60"
    return response

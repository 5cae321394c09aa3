"""Who this node is and with which key it signs. Public: a key proves nothing until an operator has compared it by telephone."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from yimen.core.exchange.keys import key_id
from yimen.core.people.secrecy import public_key
from yimen.web.visits import outside


@require_safe
@outside
def key(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({**settings.NODE, "key": public_key(), "key_id": key_id(public_key())})

"""The line to the other province: cut, doubled, reordered or damaged until told otherwise. Letters wait meanwhile; none is lost."""

from django.http import HttpResponse

from yimen.channels.demo.rehearsal import back, switch
from yimen.core.exchange.models import Outbox, Peer
from yimen.core.exchange.tasks import deliver_letters
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.rehearsals import Rehearses
from yimen.core.ports.wires import wire
from yimen.web import errors
from yimen.web.visits import Request

MODES = ("normal", "cut", "duplicate", "reorder", "corrupt")


@switch
def tell(request: Request) -> HttpResponse:
    mode, line = request.POST.get("mode", ""), rehearsing()
    if line is None or mode not in MODES:
        return errors.refusal(request, 400)
    with acting(RULE):
        line.rehearse(mode, None, {})
        push_again()
    return back("line")


def rehearsing() -> Rehearses | None:
    """The line, if it can be told to have a bad day."""
    line = wire("letters")
    return line if isinstance(line, Rehearses) else None


def push_again() -> None:
    """What waits is tried now, not when its turn would come."""
    Outbox.objects.filter(acked_at=None).update(next_try=None)
    for peer in Peer.objects.values_list("code", flat=True):
        deliver_letters.defer(peer=peer)

"""Bad days of registers: one of them, or all, is slow, down, answers later or contradicts itself until told otherwise."""

from collections.abc import Iterator

from django.http import HttpResponse

from yimen.channels.demo.rehearsal import back, switch
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.rehearsals import Rehearses, RehearsesTogether
from yimen.core.ports.wires import wires
from yimen.web import errors
from yimen.web.visits import Request

ALL = "all"
MODES = ("normal", "slow", "down", "later", "contradict")


@switch
def tell(request: Request) -> HttpResponse:
    """`register` (a name or `all`) and `mode`."""
    name, mode = request.POST.get("register", ""), request.POST.get("mode", "")
    told = rehearsing() if name == ALL else {known: wire for known, wire in rehearsing().items() if known == name}
    if not told or mode not in MODES:
        return errors.refusal(request, 400)
    with acting(RULE):
        for register in told.values():
            register.rehearse(mode, None, {})
    return back("registers")


def rehearsing() -> dict[str, Rehearses]:
    """The registers that can be told to have a bad day, by name."""
    return dict(_rehearsing())


def _rehearsing() -> Iterator[tuple[str, Rehearses]]:
    for name, register in wires("registers").items():
        if isinstance(register, Rehearses):
            yield name, register


def unwell() -> dict[str, str]:
    """The registers that do not behave normally, with how. One question where the wires can be asked together."""
    told = rehearsing()
    if together := next((one for one in told.values() if isinstance(one, RehearsesTogether)), None):
        return {name: mode for name, mode in together.unwell().items() if name in told}
    modes = {name: one.rehearsing() for name, one in told.items()}
    return {name: mode for name, mode in modes.items() if mode != "normal"}

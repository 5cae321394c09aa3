"""What a supervisor does about a difference: compare again, give back, or write off with a second name."""

from uuid import UUID

from yimen.core.payments import differences as core, proposals, reconciling, refunds
from yimen.core.payments.models import Difference
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.ports.payments import Unsure
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

COMPARED = frozenset(reconciling.KINDS)
WITH_REASON = ("refund", "write_off")
SERVES_NOBODY = ("short", "no_service", "amount", "contradicts", "strange", "refund_failed", "missing_there")


def offered(found: Difference, me: str) -> list[str]:
    """The buttons, as far as they lead anywhere."""
    if found.state == "settled":
        return []
    if found.state == "proposed":
        return ["agree", "decline"] if found.first_by != me else []
    money = found.kind in SERVES_NOBODY and found.payment is not None and refunds.held(found.payment) > 0
    return [
        *(["match"] if found.kind in COMPARED else []),
        *(["paid_out"] if found.kind == "by_hand" else ["refund"] if money else []),
        "write_off",
    ]


def act(request: Request, found: Difference, reason: str) -> str:
    """Do what the button says, if it is offered. Words of why not, or nothing."""
    wanted, by = request.POST.get("do", ""), request.actor
    if wanted not in offered(found, by.id):
        return text("differences.not_now")
    match wanted:
        case "match":
            return compare_again(found)
        case "refund":
            return refund(found, reason, by)
        case "paid_out":
            paid_out(found, by)
        case "write_off":
            core.propose(found, reason, by=by)
        case "agree":
            core.agree(found, by=by, at=now())
        case "decline":
            core.decline(found)
    return ""


def compare_again(found: Difference) -> str:
    """The day is compared again; what agrees by now is settled by that."""
    try:
        reconciling.of_gateway(found.gateway, found.day, now())
    except Unsure:
        return text("differences.no_file")
    found.refresh_from_db()
    return "" if found.state == "settled" else text("differences.still")


def refund(found: Difference, reason: str, by: Actor) -> str:
    """All that the payment holds goes back to the person, who reads the reason; what needs a second name waits for it at the case."""
    assert found.payment
    assert found.order
    sum_, seen = refunds.held(found.payment), proposals.seen(found.order.case_id)
    try:
        became = proposals.give_back(found.payment, sum_, reason, overtakes=seen, by=by, at=now())
    except proposals.CannotGiveBack as refused:
        return text(f"money.not.{refused.why}")
    if became == "proposed":
        return text("differences.second_name")
    core.settle(found, "refund", reason, by=by, at=now())
    return ""


def paid_out(found: Difference, by: Actor) -> None:
    """Money taken at a window was handed back there."""
    with acting(RULE):
        refunds.handed_back(UUID(found.number), now())
    core.settle(found, "refund", "", by=by, at=now())

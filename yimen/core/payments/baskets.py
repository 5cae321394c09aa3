"""一起付: one charge at a gateway for the orders of several cases. Each order keeps its own payment, bill and refunds.

What came is shared out among them to the cent, so that every case agrees with its order whatever the gateway did."""

from decimal import Decimal

from yimen.core.payments.models import Payment
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.payments import Charge

NOTHING = Decimal("0.00")


def parts_of(gateway: str, charge: str) -> list[Payment]:
    """The payments of one charge, in the order in which their rows are locked."""
    return list(
        Payment.objects.select_related("order__case")
        .filter(gateway=gateway, charge=charge)
        .order_by("order__case_id", "number")
    )


def share(parts: list[Payment], came: Decimal) -> list[Decimal]:
    """What of the sum is for each: in full from the first on, as far as it goes. What is too much lies with the last and goes back."""
    left, shares = came, []
    for part in parts:
        shares.append(min(left, part.yuan))
        left -= shares[-1]
    return [*shares[:-1], shares[-1] + left]


def refs(parts: list[Payment], ref: str) -> list[str]:
    """The gateway's number of the charge, of which each payment after the first is a part."""
    return [f"{ref}/{n}" if n > 1 else ref for n, _ in enumerate(parts, start=1)]


def told_before(parts: list[Payment], told: Charge) -> str:
    """Of a charge that is booked: the same again, or something else."""
    paid = [one for one in parts if one.state == "paid"]
    if not paid:
        return ""
    came = sum((one.charged or NOTHING for one in paid), NOTHING)
    return "again" if came == told.yuan and paid[0].ref == told.ref else "contradicts"


def seen_parts(charge: str) -> list[Payment]:
    """The payments of a charge; none where whoever asks does not see all of them."""
    seen = list(Payment.objects.select_related("order").filter(charge=charge).order_by("order__case_id"))
    with acting(RULE):
        all_of_it = Payment.objects.filter(charge=charge).count()
    return seen if len(seen) == all_of_it else []


def states_of(charge: str) -> list[str]:
    """How far the payments of a charge are, for a screen that sees no case; two words and no name."""
    with acting(RULE):
        return list(Payment.objects.filter(charge=charge).values_list("state", flat=True))

"""对账差异: each has an owner and a day by which it is settled, and ends in one of three ways: it agrees now, the money goes back, or two
people write it off with a reason."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import F

from yimen.core.payments.models import Difference, Payment
from yimen.core.payments.settings import difference_due
from yimen.core.people.actors import Actor
from yimen.core.people.models import Staff
from yimen.core.people.powers import reaches
from yimen.core.places.clock import CHINA

ACTIONS = ("match", "refund", "write_off")


class SamePerson(ValueError):
    """Who proposed to write something off may not also agree."""


def note(
    kind: str, number: str, *, at: datetime, payment: Payment | None = None, ours: Decimal | None = None, theirs: Decimal | None = None,
    bank: Decimal | None = None, day: date | None = None, gateway: str = "",
) -> bool:  # fmt: skip
    """Write it down once; whether it is new. Within acting(RULE)."""
    region = payment.order.region if payment else settings.NODE["region"]
    row = Difference(
        gateway=gateway or (payment.gateway if payment else settings.GATEWAY), day=day or at.astimezone(CHINA).date(), kind=kind,
        number=number, payment=payment, order=payment.order if payment else None, ours=ours, theirs=theirs, bank=bank, region=region,
        owner=owner(region), due=difference_due(at.astimezone(CHINA).date()), found_at=at,
    )  # fmt: skip
    if Difference.objects.filter(gateway=row.gateway, kind=kind, number=number).exists():
        return False
    Difference.objects.bulk_create([row], ignore_conflicts=True)
    return True


def owner(region: str) -> str:
    """The supervisor nearest to the place: the one with the smallest reach over it. Empty where a place has none: then the region's."""
    over = [
        one for one in Staff.objects.filter(active=True, roles__contains=["supervisor"]) if reaches(one.reach, region)
    ]
    return max(over, key=lambda one: (len(one.reach.rstrip("0")), one.id)).id if over else ""


def open_ones(limit: int = 100) -> list[Difference]:
    """Those that this actor may settle, the most urgent first."""
    return list(Difference.objects.exclude(state="settled").order_by("due", "found_at")[:limit])


def settle(found: Difference, action: str, reason: str, *, by: Actor, at: datetime) -> None:
    """It ends by one name, except a write-off."""
    Difference.objects.filter(id=found.id).exclude(state="settled").update(
        state="settled", action=action, reason=reason, first_by=by.id, first_name=by.name, settled_at=at
    )


def propose(found: Difference, reason: str, *, by: Actor) -> None:
    """The first name under a write-off."""
    Difference.objects.filter(id=found.id, state="open").update(
        state="proposed", action="write_off", reason=reason, first_by=by.id, first_name=by.name
    )


def agree(found: Difference, *, by: Actor, at: datetime) -> None:
    """The second name. Raises SamePerson."""
    if found.first_by == by.id:
        raise SamePerson(by.id)
    Difference.objects.filter(id=found.id, state="proposed").exclude(first_by=by.id).update(
        state="settled", second_by=by.id, second_name=by.name, settled_at=at
    )


def decline(found: Difference) -> None:
    """Back to open: the second person does not agree."""
    Difference.objects.filter(id=found.id, state="proposed").update(
        state="open", action="", first_by=F("second_by"), first_name=F("second_name")
    )


def later_agreed(gateway: str, numbers: set[tuple[str, str]], at: datetime) -> None:
    """Accounts that agree now settle what was found before. Within acting(RULE)."""
    for kind, number in numbers:
        Difference.objects.filter(gateway=gateway, kind=kind, number=number).exclude(state="settled").update(
            state="settled", action="match", reason="", settled_at=at
        )


def by_id(wanted: UUID) -> Difference | None:
    return Difference.objects.select_related("order__case", "payment").filter(id=wanted).first()

"""The parts of the pages of paying for several cases at once: what can be picked, a line for each case, the facts of the common receipt."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from yimen.channels.portal.case import name
from yimen.channels.portal.payment_parts import kept
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.payments.models import Payment
from yimen.core.payments.whereabouts import whereabouts
from yimen.web.formats import yuan
from yimen.web.together import STATES, choice, whose
from yimen.web.words import choose, text

Json = dict[str, Any]


def choices(owed: list[Dossier], picked: set[str] | None) -> list[Json]:
    return [choice(case, choose(name(case)), picked) for case in owed]


def line(payment: Payment, at: datetime) -> Json:
    """A case of the charge: its own sum, its own bill and where its own money is now."""
    case = read_case(payment.order.case_id)
    now_at = whereabouts(case, at)
    bill = now_at.bill.number if now_at.bill else ""
    more = [whose(case), yuan(payment.yuan), f"{text('payment.bill')} {bill}" if bill else ""]
    return {
        "href": f"/cases/{case.id}/payment/",
        "title": choose(name(case)),
        "more": " · ".join(part for part in more if part),
        "tag": {"text": text(f"payment.tag.{now_at.where}"), "state": STATES[now_at.where]},
    }


def facts(charge_id: UUID, found: list[Payment]) -> list[Json]:
    """Of what was paid: how much came, when, and the number of the payment that all have in common."""
    paid = [one for one in found if one.state == "paid"]
    if not paid or paid[0].paid_at is None:
        return []
    return [
        {"label": text("payment.together.came"), "value": yuan(sum((one.charged or 0 for one in paid), Decimal(0)))},
        {"label": text("payment.paid_at"), "value": kept(paid[0].paid_at)},
        {"label": text("payment.way"), "value": text("payment.by.online")},
        {"label": text("payment.together.number"), "value": charge_id.hex},
    ]

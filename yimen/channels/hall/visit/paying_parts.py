"""The parts of paying at the counter: what can be picked, a line for each case, what the second screen shows."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from yimen.channels.hall.case import name
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.payments.models import Payment
from yimen.core.payments.whereabouts import Where, Whereabouts, whereabouts
from yimen.web import days
from yimen.web.formats import yuan
from yimen.web.together import STATES, choice, whose
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
Owing = tuple[Dossier, Whereabouts]
STATE_HERE: dict[Where, str] = {"waiting": "us"}  # it is not this officer's turn
BEGUN: tuple[Where, ...] = ("opening", "waiting", "short", "returning")


def owed(found: list[Owing]) -> list[Dossier]:
    return [case for case, money in found if money.where == "owed"]


def choices(person: UUID, found: list[Owing], picked: set[str] | None) -> Json:
    """What can be picked, all of it at first, and what is under way or paid, with its page."""
    open_ones = owed(found)
    return {
        "rows": [choice(case, name(case), picked) for case in open_ones],
        "total": yuan(sum((Decimal(case.terms.fee or 0) for case in open_ones), Decimal(0))),
        "others": [other(person, case, money) for case, money in found if money.where in (*BEGUN, "paid")],
    }


def other(person: UUID, case: Dossier, money: Whereabouts) -> Json:
    at_gateway = money.payment and money.payment.gateway != "window" and money.where in BEGUN[:2]
    page = f"/desk/intake/{person}/payment/{UUID(money.payment.charge)}/" if money.payment and at_gateway else ""
    return {
        "href": page or f"/desk/cases/{case.id}/",
        "title": name(case),
        "more": " · ".join((whose(case), yuan(case.terms.fee or "0.00"))),
        "tag": {"text": text(f"paying.tag.{money.where}"), "state": STATES[money.where]},
    }


def line(payment: Payment, at: datetime) -> Json:
    """A case of the charge: its own sum, its own bill, and where its own money is now."""
    case = read_case(payment.order.case_id)
    money = whereabouts(case, at)
    bill = text("paying.bill", number=money.bill.number) if money.bill else ""
    return {
        "href": f"/desk/cases/{case.id}/",
        "title": name(case),
        "more": " · ".join(part for part in (whose(case), yuan(payment.yuan), bill) if part),
        "tag": {"text": text(f"paying.tag.{money.where}"), "state": STATES[money.where]},
    }


def total(found: list[Payment]) -> Decimal:
    return sum((one.yuan for one in found), Decimal(0))


def code(request: Request, found: list[Payment]) -> str:
    """The whole address of the page of the gateway, for a phone; empty where it cannot be paid there now."""
    address = next((one.code for one in found if one.state == "open"), "")
    return request.build_absolute_uri(address) if address.startswith("/") else address


def until(live: Payment | None) -> str:
    return text("paying.until", at=days.moment(live.expires_at)) if live and live.expires_at else ""


def acts(where: Where, screen: bool) -> list[Json]:
    offered = {"waiting": ["ask", "close"], "opening": ["ask", "close"]}.get(where, [])
    shown = ["show"] if screen and where == "waiting" else []
    return [{"do": one, "text": text(f"paying.do.{one}")} for one in (*shown, *offered)]


def on_screen(request: Request, charge_id: UUID, found: list[Payment]) -> Json:
    """What the person sees: the sum, the code and what it is for. No number of an identity card, no address of a home."""
    cases = [(read_case(one.order.case_id), one.yuan) for one in found]
    return {
        "kind": "pay",
        "title": text("screen.pay"),
        "charge": charge_id.hex,
        "cases": [{"title": name(case), "more": " · ".join((whose(case), yuan(sum_)))} for case, sum_ in cases],
        "fee": yuan(total(found)),
        "code": code(request, found),
        "until": until(next((one for one in found if one.state == "open"), None)),
    }

"""The parts of the payment page: where the money is in words, the rows of the fee with their articles, what goes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from yimen.core.cases.dossier import Dossier
from yimen.core.payments.models import Payment, Refund
from yimen.core.payments.orders import rows, told as of_advice
from yimen.core.payments.whereabouts import Where, Whereabouts
from yimen.core.places.clock import CHINA
from yimen.web import days
from yimen.web.formats import reference, yuan
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.words import knows, text

Json = dict[str, Any]


def told(case: Dossier, found: Whereabouts) -> list[str]:
    """Where the money is, in two or three sentences: charged or not, and what comes next."""
    lines = [text(f"payment.money.{found.where}")]
    if knows(f"payment.next.{found.where}"):
        lines.append(text(f"payment.next.{found.where}"))
    if found.where == "free" and (laws := [cited(row["law"]) for row in of_advice(case) if row["law"]]):
        lines.append(text("payment.free_by", law=text("list.comma").join(dict.fromkeys(laws))))
    return lines


def fee_rows(case: Dossier, found: Whereabouts) -> list[Json]:
    """Each row of the fee with its article."""
    if found.order:
        items = [(row.item, f"{row.yuan:.2f}", row.law) for row in found.order.rows.order_by("id")]
    elif case.terms.fee is not None and found.where != "free":
        items = [(row["item"], row["yuan"], row["law"]) for row in rows(case)]
    else:
        items = []
    return [{"label": item_name(item), "lines": [yuan(sum_), cited(law)]} for item, sum_, law in items]


def item_name(item: str) -> str:
    return text(f"payment.item.{item}") if knows(f"payment.item.{item}") else text("payment.item.fee")


def total(case: Dossier, found: Whereabouts) -> str:
    if found.order:
        return yuan(found.order.yuan)
    return yuan(case.terms.fee) if case.terms.fee is not None else text("payment.not_known")


def until(live: Payment | None) -> str:
    return text("payment.until", at=days.moment(live.expires_at)) if live and live.expires_at else ""


def acts(where: Where) -> list[Json]:
    """The buttons, the first of them the act itself."""
    offered = {"owed": ["begin"], "waiting": ["ask", "close"], "opening": ["ask", "close"]}.get(where, [])
    online = [one for one in offered if one != "begin" or settings.GATEWAY]  # without a gateway people pay at a window
    return [{"do": one, "text": text(f"payment.do.{one}")} for one in online]


def together(found: Whereabouts) -> Json | None:
    """Where it is paid, or was, at once with others: the page of that."""
    one = found.payment
    if one is None or one.charge == one.number:
        return None
    words = text(f"payment.together.{'other_receipt' if one.state == 'paid' else 'others'}")
    return {"href": f"/mine/payments/{UUID(one.charge)}/", "text": words}


def refunds(found: Whereabouts) -> list[Json]:
    return [refund(one) for one in found.refunds]


def refund(row: Refund) -> Json:
    """One that failed is still owed: somebody sees to it."""
    why = (
        row.reason
        if row.key == "officer"
        else text(f"payment.why.{row.key if knows(f'payment.why.{row.key}') else 'other'}")
    )
    when = days.moment(row.done_at or row.asked_at)
    done = row.state == "done"
    return {
        "title": yuan(row.yuan),
        "more": f"{why} · {when}",
        "tag": {"text": text(f"payment.back.{'done' if done else 'way'}"), "state": "ok" if done else "us"},
    }


def receipt(case: Dossier, found: Whereabouts) -> list[Json]:
    """The facts of a receipt."""
    assert found.bill
    paid = found.bill.payment
    return [
        {"label": text("payment.bill"), "value": found.bill.number},
        {"label": text("receipt.case"), "value": reference(case.number or "")},
        {"label": text("payment.payer"), "value": case.case.applicant_name},
        {"label": text("payment.sum"), "value": yuan(found.bill.yuan)},
        {"label": text("payment.paid_at"), "value": kept(paid.paid_at or found.bill.issued_at)},
        {
            "label": text("payment.way"),
            "value": text(f"payment.by.{'window' if paid.gateway == 'window' else 'online'}"),
        },
        {"label": text("payment.taken_for"), "value": place_name(case.case.region)},
    ]


def paper(case: Dossier) -> str:
    """Where the sealed receipt is; empty for what was paid before there was one."""
    found = next((one for one in reversed(case.papers) if one.kind == "PAY"), None)
    return f"/papers/{found.id}/" if found else ""


def kept(at: datetime) -> str:
    """A day and time for a paper that is kept: never “today”."""
    return f"{days.long_day(at)} {at.astimezone(CHINA):%H:%M}"

"""What a case owes: one order a case and purpose, with its rows and their articles (许可法§58 §59: only what a law lets be charged)."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.sheets import sheet_of
from yimen.core.cases.table import possible
from yimen.core.payments import writing
from yimen.core.payments.models import Order, Payment
from yimen.core.payments.writing import Row
from yimen.core.people.actors import RULE

LIVE = ("opening", "open")


def payable(case: Dossier, at: datetime) -> bool:
    """Could money come for it now? The sum is known, nothing was paid, and the procedure is at a place where fees are taken."""
    fee = case.terms.fee
    return fee is not None and Decimal(fee) > 0 and any(one.move == "pay" for one in possible(case, RULE, at))


def rows(case: Dossier) -> list[Row]:
    """The rows of the fee as the advice of the case has them; they come to what the case says that it costs."""
    items = [row for row in told(case) if Decimal(row["yuan"])]
    if items and sum(Decimal(row["yuan"]) for row in items) == Decimal(case.terms.fee or 0):
        return items
    return [unnamed(case.terms.fee or "0.00")]


def unnamed(yuan: str) -> Row:
    """A sum whose rows are not known: what a window's bill says, under the article by which fees are taken at all."""
    return Row(item="fee", yuan=yuan, law="许可法§59", mark="K")


def told(case: Dossier) -> list[Row]:
    """Every row that the advice found, those that cost nothing too: they name the law by which it is free."""
    sheet = sheet_of(case.id)
    public = ((sheet.advice or {}).get("public") or {}) if sheet else {}
    items = (public.get("fee") or {}).get("items", ())
    return [Row(item=row["item"], yuan=row["yuan"], law=row["law"], mark=row["mark"]) for row in items]


def order_of(case_id: UUID) -> Order | None:
    """The order that counts: the last one, which may be void."""
    return Order.objects.filter(case_id=case_id, purpose="fee").order_by("-opened_at", "-id").first()


def open_order(case: Dossier, at: datetime, found: list[Row] | None = None) -> Order:
    """The one order of a case, made where there is none that counts."""
    told = writing.open_order(
        case.id, found or rows(case), office=case.case.office or case.case.region, region=case.case.region, at=at
    )
    return Order.objects.get(id=told)


def being_paid(case_id: UUID) -> bool:
    """May something of this case still be paid at a gateway? (config.switchboard.BEING_PAID)"""
    return Payment.objects.filter(order__case_id=case_id, state__in=LIVE).exists()

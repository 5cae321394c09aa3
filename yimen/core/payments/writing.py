"""The functions of sql/writers.sql by name: the only way in which money is written. Call them within people.scope.acting."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypedDict
from uuid import UUID

import msgspec

from yimen.core.ports.ids import new_id
from yimen.core.ports.statements import ask_row

Tried = Literal["made", "live", "held", "settled"]
Took = Literal["took", "again", "contradicts"]


class Row(TypedDict):
    item: str
    yuan: str
    law: str
    mark: str


def open_order(case_id: UUID, rows: list[Row], *, office: str, region: str, at: datetime, purpose: str = "fee") -> UUID:
    """The order of a case and purpose. Raises IntegrityError where the rows are not what the case owes."""
    doc = {
        "id": new_id(),
        "case_id": case_id,
        "purpose": purpose,
        "rows": rows,
        "office": office,
        "region": region,
        "at": at,
    }
    found: UUID = one("select payments_open(%s::jsonb)", msgspec.json.encode(doc).decode())
    return found


def attempt(
    order: UUID, payment: UUID, gateway: str, *, charge: str = "", at: datetime, ends: datetime, query: datetime
) -> Tried:
    """`charge` is the number of what is paid at once with others; without it, it is the payment's own."""
    said: Tried = one(
        "select payments_attempt(%s, %s, %s, %s, %s, %s, %s, %s)",
        *(order, payment, payment.hex, charge or payment.hex, gateway, at, ends, query),
    )
    return said


def step(payment: UUID, state: str, *, at: datetime, code: str = "", why: str = "") -> bool:
    return bool(one("select payments_step(%s, %s, %s, %s, %s)", payment, state, code, at, why))


def took(payment: UUID, yuan: Decimal, ref: str, *, paid_at: datetime, at: datetime) -> Took:
    said: Took = one("select payments_took(%s, %s, %s, %s, %s)", payment, yuan, ref, paid_at, at)
    return said


def at_window(order: UUID, number: str, at: datetime) -> UUID:
    payment = new_id()
    one("select payments_at_window(%s, %s, %s, %s)", order, payment, number, at)
    return payment


def settle(payment: UUID, number: str | None, *, at: datetime, year: int) -> str | None:
    """The number of the bill, or None where the order is not open or the payment holds too little."""
    bill: str | None = one("select payments_settle(%s, %s, %s, %s)", payment, number, at, year)
    return bill


def continue_series(office: str, year: int, prefix: str, last: int) -> None:
    """Raises IntegrityError for a series that has gone further."""
    one("select payments_continue(%s, %s, %s, %s)", office, year, prefix, last)


def lower(order: UUID, why: str, at: datetime) -> bool:
    return bool(one("select payments_lower(%s, %s, %s)", order, at, why))


def give_back(payment: UUID, yuan: Decimal, key: str, reason: str, at: datetime) -> UUID | None:
    """The id of the refund, or None where there is not so much to give back."""
    refund = new_id()
    made = one(
        "select payments_give_back(%s, %s, %s, %s, %s, %s, %s)", payment, refund, refund.hex, yuan, key, reason, at
    )
    return refund if made else None


def refund_step(refund: UUID, state: str, *, at: datetime, ref: str = "", done_at: datetime | None = None) -> bool:
    return bool(one("select payments_refund_step(%s, %s, %s, %s, %s)", refund, state, ref, done_at or at, at))


def ask_again(table: Literal["payment", "refund"], row: UUID, at: datetime) -> None:
    one("select payments_ask_again(%s, %s, %s)", table, row, at)


def broken(order: UUID) -> list[int]:
    """The lines of an order's chain that do not follow from the one before."""
    found: list[int] = one("select coalesce(array_agg(n order by n), '{}') from payments_broken(%s) as n", order)
    return found


def one(statement: str, *values: Any) -> Any:
    row = ask_row(statement, list(values))
    return row[0] if row else None

"""对账: every day, to the cent, what our orders, the gateway's file and the bank's file say of each number.

What the gateway has and we have not heard of is booked first, as if it had told us. What then does not agree is a Difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum

from yimen.core.payments import attempts, booking, differences, refunds
from yimen.core.payments.models import Day, Payment, Refund, Statement
from yimen.core.payments.orders import LIVE
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.ports.payments import Charge, Gateway, Kind, Line, Returned
from yimen.core.ports.wires import wire

Key = tuple[Kind, str]
Sums = dict[Key, Decimal]
NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Sums are what came less what went back."""

    gateway: str
    day: date
    ours: Decimal
    theirs: Decimal
    bank: Decimal
    differences: int


def reconcile(day: date, at: datetime) -> list[Outcome]:
    """All gateways. Raises Unsure where a file cannot be had: the day is then done later."""
    return [of_gateway(name, day, at) for name in settings.ADAPTERS["payments"]]


def of_gateway(name: str, day: date, at: datetime) -> Outcome:
    gateway: Gateway = wire("payments", name)
    ask_first(name, day, at)
    theirs, bank = gateway.day(day), gateway.bank(day)
    with acting(RULE):
        keep("gateway", name, day, theirs)
        keep("bank", name, day, bank)
        hear(name, theirs, at)
        ours = our_lines(name, day)
        found = compare((name, day), ours, sums(theirs), sums(bank), at)
        outcome = Outcome(
            gateway=name,
            day=day,
            ours=balance(ours),
            theirs=balance(sums(theirs)),
            bank=balance(sums(bank)),
            differences=found,
        )
        Day.objects.update_or_create(
            gateway=name, day=day,
            defaults={"ours": outcome.ours, "theirs": outcome.theirs, "bank": outcome.bank, "differences": found, "at": at},
        )  # fmt: skip
    return outcome


def ask_first(name: str, day: date, at: datetime) -> None:
    """Whatever of that day is still unknown is asked for, so that a lost notification is no difference."""
    with acting(RULE):
        unknown = Payment.objects.filter(gateway=name, state__in=LIVE, opened_at__lt=span(day)[1])
        waiting = list(unknown.values_list("id", flat=True))
        sent = list(Refund.objects.filter(payment__gateway=name, state="sent").values_list("id", flat=True))
    for payment in waiting:
        attempts.query(payment, at)
    for refund in sent:
        refunds.send(refund, at)


def span(day: date) -> tuple[datetime, datetime]:
    first = datetime.combine(day, datetime.min.time(), CHINA)
    return first, first + timedelta(days=1)


def keep(source: str, name: str, day: date, lines: Iterable[Line]) -> None:
    Statement.objects.bulk_create(
        [
            Statement(
                source=source,
                gateway=name,
                day=day,
                kind=one.kind,
                number=one.number,
                ref=one.ref,
                yuan=one.yuan,
                at=one.at,
            )
            for one in lines
        ],
        ignore_conflicts=True,
    )


def hear(name: str, lines: Iterable[Line], at: datetime) -> None:
    """The file is the gateway's word as well: what it lists as paid or given back is booked where we did not know it."""
    for line in lines:
        if line.kind == "charge":
            waiting = (
                Payment.objects.select_related("order")
                .filter(gateway=name, charge=line.number)
                .exclude(state="paid")
                .first()
            )
            if waiting:
                booking.took(waiting, Charge(line.number, "paid", line.yuan, line.ref, line.at), at)
        else:
            row = (
                Refund.objects.select_related("payment__order")
                .filter(payment__gateway=name, number=line.number)
                .first()
            )
            if row and row.state in ("asked", "sent"):
                refunds.book(row, Returned(line.number, "done", line.yuan, line.ref, line.at), at)


def our_lines(name: str, day: date) -> Sums:
    first, after = span(day)
    paid = Payment.objects.filter(gateway=name, state="paid", paid_at__gte=first, paid_at__lt=after)
    gone = Refund.objects.filter(payment__gateway=name, state="done", done_at__gte=first, done_at__lt=after)
    came = paid.values("charge").annotate(sum=Sum("charged")).values_list("charge", "sum")
    found: Sums = {("charge", number): yuan for number, yuan in came}
    return found | {("refund", number): yuan for number, yuan in gone.values_list("number", "yuan")}


def sums(lines: Iterable[Line]) -> Sums:
    """By number; a number that stands twice in a file counts twice, and so cannot hide."""
    found: Sums = {}
    for line in lines:
        found[line.kind, line.number] = found.get((line.kind, line.number), NOTHING) + line.yuan
    return found


def balance(found: Sums) -> Decimal:
    return sum((yuan if kind == "charge" else -yuan for (kind, _), yuan in found.items()), NOTHING)


def compare(of: tuple[str, date], ours: Sums, theirs: Sums, bank: Sums, at: datetime) -> int:
    """How many numbers do not agree; those that now do settle what was found before."""
    (name, day), wrong = of, 0
    agreed: set[tuple[str, str]] = set()
    for key in ours.keys() | theirs.keys() | bank.keys():
        kind = what_differs(ours.get(key), theirs.get(key), bank.get(key))
        if kind:
            wrong += 1
            payment = payment_of(name, key)
            differences.note(
                kind,
                key[1],
                payment=payment,
                ours=ours.get(key),
                theirs=theirs.get(key),
                bank=bank.get(key),
                day=day,
                gateway=name,
                at=at,
            )
        agreed |= {(one, key[1]) for one in KINDS if one != kind}
    differences.later_agreed(name, agreed, at)
    return wrong


KINDS = ("unknown_to_us", "missing_there", "amount", "missing_at_bank", "bank_amount", "unknown_at_bank")


def what_differs(ours: Decimal | None, theirs: Decimal | None, bank: Decimal | None) -> str:
    """Which of KINDS, or nothing: gateway against us first, then the bank against the gateway."""
    if ours != theirs:
        return "unknown_to_us" if ours is None else "missing_there" if theirs is None else "amount"
    if theirs != bank:
        return "unknown_at_bank" if theirs is None else "missing_at_bank" if bank is None else "bank_amount"
    return ""


def payment_of(name: str, key: Key) -> Payment | None:
    kind, number = key
    found = Payment.objects.select_related("order").filter(gateway=name)
    return found.filter(charge=number).first() if kind == "charge" else found.filter(refunds__number=number).first()

"""Whatever happens in whatever order – told, asked, closed, given back, killed, ended – what we hold is what the gateway holds and what
the bank holds, nothing was charged twice, and no money stays without a service or a refund on its way."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, example, given, settings, strategies as st

from tests.core.cases.people import DECIDER, EXAMINER, REASONS, SUPERVISOR, WINDOW, move
from tests.core.payments.till import Till
from yimen.adapters.payments.models import DemoCharge, DemoNotice, DemoReturn
from yimen.core.cases.errors import NotNow
from yimen.core.payments import attempts, booking, refunds, writing
from yimen.core.payments.models import Difference
from yimen.core.payments.orders import LIVE
from yimen.core.payments.tasks import query_all
from yimen.core.payments.window import make_way
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

ENOUGH = timedelta(days=1)
MODES = ("normal", "twice", "never", "wrong_amount", "out_of_order", "contradict", "down", "slow")


def pay(till: Till) -> None:
    """At any address that was ever given out."""
    for charge in DemoCharge.objects.filter(state="open"):
        try:
            till.gateway.pay(charge.token)
        except attempts.Unsure:
            return


def close(till: Till) -> None:
    for one in till.payments():
        attempts.close(one.id, now(), "test")


def close_only_with_us(till: Till) -> None:
    """As after a gateway that said closed and was paid all the same."""
    with acting(RULE):
        for one in till.payments():
            if one.state in LIVE:
                writing.step(one.id, "closed", at=now())


def forget(till: Till) -> None:
    """The line was cut: what the gateway owed us to know is gone."""
    DemoNotice.objects.all().delete()


def give_back(till: Till) -> None:
    for one in till.payments():
        with acting(SUPERVISOR):
            if one.state == "paid" and refunds.held(one) > 1:
                refunds.ask_by_officer(one, Decimal("1.00"), "试", by=SUPERVISOR, at=now())


def at_window(till: Till) -> None:
    make_way(till.case.id, WINDOW, now())
    try:
        move(till.case, "pay", WINDOW, now(), number="4401-2026-7", yuan="20.00")
    except NotNow:
        return
    till.follow("pay")


def refuse(till: Till) -> None:
    if till.read().state == "accepted":
        move(till.case, "examine", EXAMINER, now(), opinion="refuse", why="不符")
        move(till.case, "reject", DECIDER, now(), reasons=REASONS)
        till.follow("reject") if till.payments() else None


STEPS: dict[str, Callable[[Till], object]] = {
    "begin": Till.begin, "pay": pay, "notify": Till.notify, "query": lambda till: query_all(now() + ENOUGH), "close": close,
    "close_only_with_us": close_only_with_us, "forget": forget, "give_back": give_back, "send": Till.send_refunds, "at_window": at_window,
    "refuse": refuse, **{mode: (lambda till, mode=mode: till.rehearse(mode)) for mode in MODES},
}  # fmt: skip


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=3, max_size=14))
@example(steps=["begin", "pay", "close_only_with_us", "begin", "pay", "notify"])
@example(steps=["slow", "begin", "pay", "at_window", "normal", "notify", "refuse"])
@example(steps=["begin", "close_only_with_us", "pay", "at_window", "notify"])
@example(steps=["wrong_amount", "begin", "pay", "notify", "refuse"])
@pytest.mark.slow
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_order_of_things_loses_or_doubles_money(applicant: Person, steps: list[str]) -> None:
    with transaction.atomic():
        till = Till(applicant)
        for name in steps:
            STEPS[name](till)
            never(till)
        in_the_end(till)
        transaction.set_rollback(True)


def never(till: Till) -> None:
    """At no moment: two bills, two rows of the case, more given back than was charged."""
    assert len(till.bills()) <= 1
    assert len(till.read().fees) <= 1
    with acting(RULE):
        assert all(refunds.held(one) >= 0 for one in till.payments())


def in_the_end(till: Till) -> None:
    """Once everybody has been asked."""
    till.rehearse("normal")
    till.notify()
    query_all(now() + ENOUGH)
    close(till)
    with acting(RULE):
        for order in {one.order_id for one in till.payments()}:
            booking.settle(order, now())
    till.send_refunds()
    till.reconcile()
    day = till.reconcile()
    assert day.ours == day.theirs == day.bank == gateway_holds()
    assert day.differences == 0
    with acting(RULE):
        looked_at = set(Difference.objects.exclude(state="settled").values_list("payment_id", flat=True))
        for one in till.payments():
            served = one.order.state == "paid" and hasattr(one, "bill")
            assert refunds.held(one) == 0 or served or one.id in looked_at
            assert writing.broken(one.order_id) == []
    assert bool(till.read().fees) == bool(till.bills())


def gateway_holds() -> Decimal:
    came = DemoCharge.objects.filter(state="paid").aggregate(sum=Sum("charged"))["sum"] or Decimal(0)
    return came - (DemoReturn.objects.aggregate(sum=Sum("yuan"))["sum"] or Decimal(0))

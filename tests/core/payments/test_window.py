"""A window takes the same order by its own bill, and never beside a gateway."""

import pytest

from tests.core.cases.people import WINDOW, move
from tests.core.payments.till import FEE, Till
from yimen.core.cases.errors import NotNow
from yimen.core.payments import writing
from yimen.core.payments.window import make_way
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

BILL = {"number": "4401-2026-7", "yuan": "20.00"}


@pytest.fixture
def till(applicant: Person) -> Till:
    return Till(applicant)


def test_money_at_a_window_pays_the_order_under_its_own_bill(till: Till) -> None:
    move(till.case, "pay", WINDOW, "2026-09-08", **BILL)
    till.follow("pay")
    [bill], [payment] = till.bills(), till.payments()
    assert (bill.number, payment.gateway, payment.charged, till.order().state) == (
        BILL["number"],
        "window",
        FEE,
        "paid",
    )
    assert till.begin() == "settled"


def test_a_window_takes_no_money_while_an_address_of_payment_is_open(till: Till) -> None:
    till.begin()
    with pytest.raises(NotNow, match="nothing_being_paid"):
        move(till.case, "pay", WINDOW, now(), **BILL)
    assert make_way(till.case.id, WINDOW, now()) == "closed"
    assert till.pay() == "closed", "nobody can pay there any more"
    assert move(till.case, "pay", WINDOW, now(), **BILL).fees


def test_who_paid_online_a_moment_ago_is_not_asked_for_money(till: Till) -> None:
    till.rehearse("never")
    till.begin()
    till.pay()
    assert make_way(till.case.id, WINDOW, now()) == "paid"
    with pytest.raises(NotNow, match="once"):
        move(till.case, "pay", WINDOW, now(), **BILL)
    assert len(till.read().fees) == 1


def test_a_gateway_that_does_not_answer_keeps_the_window_from_taking_money(till: Till) -> None:
    till.begin()
    till.rehearse("down")
    assert make_way(till.case.id, WINDOW, now()) == "unsure"
    with pytest.raises(NotNow, match="nothing_being_paid"):
        move(till.case, "pay", WINDOW, now(), **BILL)


def test_money_that_turns_up_after_the_attempt_was_closed_and_the_window_paid_goes_back(till: Till) -> None:
    """A gateway that closed and was paid all the same: it happens, and no money stays without a service."""
    till.begin()
    till.pay()
    with_us = till.payment()
    with acting(RULE):
        writing.step(with_us.id, "closed", at=now())
    move(till.case, "pay", WINDOW, now(), **BILL)
    till.notify()
    till.follow("pay")
    [back] = till.refunds()
    assert (back.yuan, back.key, back.payment_id) == (FEE, "double", with_us.id)
    till.send_refunds()
    assert till.refunds()[0].state == "done"

"""What a case no longer owes goes back the way it came: by rule, or by an officer with a reason."""

from decimal import Decimal

import pytest

from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    REASONS,
    SUPERVISOR,
    WINDOW,
    as_applicant,
    complete,
    move,
    submitted,
)
from tests.core.payments.till import FEE, Till, paid
from yimen.core.payments import refunds
from yimen.core.payments.models import Difference
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today


@pytest.fixture
def till(applicant: Person) -> Till:
    return Till(applicant)


def test_who_withdraws_before_acceptance_gets_everything_back(applicant: Person) -> None:
    till = paid(Till(applicant, complete(submitted(applicant, day=today().isoformat(), size=20))))
    move(till.case, "withdraw", as_applicant(applicant), now())
    till.follow("withdraw")
    [back] = till.refunds()
    assert (back.yuan, back.key, back.state) == (FEE, "withdraw", "asked")
    till.send_refunds()
    assert (till.refunds()[0].state, till.read().last("refund") is not None) == ("done", True)


def test_after_acceptance_an_officer_decides(till: Till, applicant: Person) -> None:
    paid(till)
    move(till.case, "withdraw", as_applicant(applicant), now())
    till.follow("withdraw")
    assert till.refunds() == []


def test_what_is_refused_costs_nothing(till: Till) -> None:
    paid(till)
    move(till.case, "examine", EXAMINER, now(), opinion="refuse", why="不符")
    move(till.case, "reject", DECIDER, now(), reasons=REASONS)
    till.follow("reject")
    assert [(one.yuan, one.key) for one in till.refunds()] == [(FEE, "reject")]


def test_an_unpaid_order_of_a_case_that_ended_is_void_and_money_that_still_comes_goes_back(till: Till) -> None:
    till.rehearse("never")
    till.begin()
    move(till.case, "examine", EXAMINER, now(), opinion="refuse", why="不符")
    move(till.case, "reject", DECIDER, now(), reasons=REASONS)
    till.follow("reject")
    assert till.order().state == "void"
    till.pay()
    till.query()
    assert [(one.yuan, one.key) for one in till.refunds()] == [(FEE, "not_needed")]


def test_an_officer_gives_back_a_part_with_a_reason_that_the_person_reads(till: Till) -> None:
    payment = paid(till).payment()
    with acting(SUPERVISOR):
        assert refunds.ask_by_officer(payment, Decimal("5.00"), "标准用错", by=SUPERVISOR, at=now())
        assert refunds.ask_by_officer(payment, Decimal("15.01"), "多退", by=SUPERVISOR, at=now()) is None
    till.send_refunds()
    assert till.gateway.query_refund(till.refunds()[0].number).yuan == Decimal("5.00")
    event = till.read().last("owe_refund")
    assert event
    assert event.said == {"yuan": "5.00", "refund": str(till.refunds()[0].id), "why": "标准用错"}


def test_a_refund_that_was_not_answered_is_queried_and_given_once(till: Till) -> None:
    payment = paid(till).payment()
    with acting(SUPERVISOR):
        refunds.ask_by_officer(payment, FEE, "撤回", by=SUPERVISOR, at=now())
    till.rehearse("slow")
    till.send_refunds()
    assert till.refunds()[0].state == "asked"
    till.rehearse("normal")
    till.send_refunds()
    till.notify()
    assert [one.state for one in till.refunds()] == ["done"]
    assert till.reconcile().theirs == Decimal("0.00")


def test_money_of_a_window_goes_back_by_hand_and_a_supervisor_is_told(till: Till) -> None:
    move(till.case, "pay", WINDOW, now(), number="4401-2026-9", yuan="20.00")
    till.follow("pay")
    with acting(SUPERVISOR):
        refunds.ask_by_officer(till.payment(), FEE, "撤回", by=SUPERVISOR, at=now())
    with acting(RULE):
        assert [one.kind for one in Difference.objects.all()] == ["by_hand"]

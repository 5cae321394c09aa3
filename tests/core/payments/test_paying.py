"""A fee is paid online once, whatever the gateway tells and when; then the case knows, and what it grants can be handed over."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, WINDOW, move
from tests.core.payments.till import FEE, Till
from yimen.core.cases.errors import NotNow
from yimen.core.payments.tasks import query_all
from yimen.core.payments.whereabouts import whereabouts
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now


@pytest.fixture
def till(applicant: Person) -> Till:
    return Till(applicant)


def where(till: Till) -> str:
    with acting(RULE):
        return whereabouts(till.read(), now()).where


def paid_once(till: Till) -> None:
    """One payment, one bill, one row of the case, all of the same sum."""
    [fee], [bill] = till.read().fees, till.bills()
    assert (fee.number, fee.yuan, till.order().state) == (bill.number, f"{FEE:.2f}", "paid")
    assert [(one.state, one.charged) for one in till.payments()] == [("paid", FEE)]
    assert (where(till), till.refunds()) == ("paid", [])


@pytest.mark.parametrize("mode", ["normal", "twice", "out_of_order"])
def test_however_the_gateway_tells_it_is_one_payment_and_one_bill(till: Till, mode: str) -> None:
    till.rehearse(mode)
    assert (where(till), till.begin(), where(till)) == ("owed", "made", "waiting")
    assert till.pay() == "paid"
    till.notify()
    till.notify()
    paid_once(till)


@pytest.mark.parametrize("mode", ["never", "late"])
def test_what_is_not_told_is_asked_for_and_what_is_told_late_does_nothing_more(till: Till, mode: str) -> None:
    till.rehearse(mode, seconds=0)
    till.begin()
    till.pay()
    assert query_all(now() + timedelta(minutes=2)) == 1
    till.notify()
    paid_once(till)


def test_a_gateway_that_answers_too_late_is_asked_what_it_did_before_anything_is_done_again(till: Till) -> None:
    till.rehearse("slow")
    assert (till.begin(), where(till)) == ("made", "opening")
    assert till.begin() == "live", "nothing is tried under another number"
    till.rehearse("normal")
    assert till.query() == "open"
    assert where(till) == "waiting"
    till.pay()
    till.notify()
    paid_once(till)


def test_while_the_gateway_is_down_nobody_pays_and_nothing_is_lost(till: Till) -> None:
    till.rehearse("down")
    till.begin()
    assert (till.query(), where(till)) == ("unsure", "opening")
    till.rehearse("normal")
    assert till.query() == "unsure", "it had never heard of it, and now has"
    till.pay()
    till.notify()
    paid_once(till)


def test_a_killed_process_between_charge_and_notification_loses_nothing(till: Till) -> None:
    till.rehearse("never")
    till.begin()
    till.pay()  # and here everything of ours is gone but the database
    assert till.query() == "paid"
    paid_once(till)


def test_an_attempt_that_nobody_paid_in_time_is_closed_and_read_back_and_then_another_may_begin(till: Till) -> None:
    till.begin(now() - timedelta(hours=3))
    assert till.query() == "closed"
    assert where(till) == "owed"
    assert till.begin() == "made"


def test_too_little_is_kept_shown_and_never_taken_for_the_fee(till: Till) -> None:
    till.rehearse("wrong_amount", by="-1.00")
    till.begin()
    till.pay()
    till.notify()
    assert (where(till), till.order().state, till.read().fees) == ("short", "open", [])
    assert till.begin() == "held", "nobody pays again while money lies here"


def test_what_is_too_much_goes_back_by_rule(till: Till) -> None:
    till.rehearse("wrong_amount", by="1.00")
    till.begin()
    till.pay()
    till.notify()
    [back] = till.refunds()
    assert (back.yuan, back.key, where(till)) == (Decimal("1.00"), "overpaid", "returning")
    till.send_refunds()
    assert (till.refunds()[0].state, where(till)) == ("done", "paid")
    assert [event.move for event in till.read().events][-3:] == ["pay", "owe_refund", "refund"]


def test_what_was_paid_online_opens_the_handing_over(till: Till) -> None:
    with pytest.raises(NotNow, match="not_from"):
        move(till.case, "deliver", WINDOW, now(), way="window")
    move(till.case, "examine", EXAMINER, "2026-09-08", opinion="grant", why="齐全")
    move(till.case, "approve", DECIDER, "2026-09-08")
    with pytest.raises(NotNow, match="fee_paid"):
        move(till.case, "deliver", WINDOW, "2026-09-09", way="window")
    till.begin()
    till.pay()
    till.notify()
    assert move(till.case, "deliver", WINDOW, now(), way="window").state == "closed"

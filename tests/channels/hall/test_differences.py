"""The desk of differences: what differs, whose it is, and the three ways in which it ends."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from tests.channels.api.ground import SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, page, standing, words
from yimen.core.payments import booking, writing
from yimen.core.payments.models import Difference, Payment, Refund
from yimen.core.payments.orders import open_order
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import Charge

pytestmark = pytest.mark.django_db
SECOND = replace(SUPERVISOR, id="012399", name="吴测试")


@pytest.fixture
def short(ground: Ground) -> UUID:
    """Less came than is due."""
    case = standing(handed_in(ground, ground.li, destinations=["HKG"], entries={"HKG": "HKG3M1"}))
    with acting(RULE):
        order, payment = open_order(case, now()), new_id()
        writing.attempt(order.id, payment, "demo", at=now(), ends=now(), query=now())
        row = Payment.objects.select_related("order").get(id=payment)
        booking.took(row, Charge(row.number, "paid", Decimal("1.00"), "C1", now()), now())
        return Difference.objects.get().id


def found() -> Difference:
    with acting(RULE):
        return Difference.objects.get()


def test_a_supervisor_sees_what_differs_until_when_and_what_can_be_done(short: UUID) -> None:
    desk = at_the_desk(SUPERVISOR)
    assert "少付了" in words(page(desk, "/desk/differences/"))
    text = words(page(desk, f"/desk/differences/{short}/"))
    for said in ("少付了", "全部退回", "核销", "银行说的", "期限"):
        assert said in text
    page(at_the_desk(WINDOW), "/desk/differences/", 403)


def test_money_is_given_back_with_a_reason_and_only_with_one(short: UUID) -> None:
    desk = at_the_desk(SUPERVISOR)
    assert desk.post(f"/desk/differences/{short}/", {"do": "refund", "reason": " "}).status_code == 422
    assert desk.post(f"/desk/differences/{short}/", {"do": "refund", "reason": "渠道少扣，请重新缴"}).status_code == 302
    with acting(RULE):
        assert [(one.yuan, one.reason) for one in Refund.objects.all()] == [(Decimal("1.00"), "渠道少扣，请重新缴")]
    assert (found().state, found().action) == ("settled", "refund")
    assert desk.post(f"/desk/differences/{short}/", {"do": "refund", "reason": "再退"}).status_code == 409


def test_a_write_off_needs_a_second_person(short: UUID) -> None:
    first, second = at_the_desk(SUPERVISOR), at_the_desk(SECOND)
    assert first.post(f"/desk/differences/{short}/", {"do": "write_off", "reason": "金额太小"}).status_code == 302
    assert first.post(f"/desk/differences/{short}/", {"do": "agree"}).status_code == 409
    assert found().state == "proposed"
    assert "另一个人同意" in words(page(first, f"/desk/differences/{short}/"))
    assert second.post(f"/desk/differences/{short}/", {"do": "agree"}).status_code == 302
    assert (found().state, found().first_by, found().second_by) == ("settled", SUPERVISOR.id, SECOND.id)

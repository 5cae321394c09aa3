"""The money of a case at the desk: given back with a reason, by two names above a sum, and never twice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import ProgrammingError
from django.test import Client

from tests.channels.api.ground import EXAMINER, SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, page, standing, words
from yimen.core.cases.dossier import Dossier
from yimen.core.payments import booking, refunds, signing, writing
from yimen.core.payments.models import Payment, Refund
from yimen.core.payments.models_proposals import Proposal
from yimen.core.payments.orders import open_order
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import Charge

pytestmark = pytest.mark.django_db
SECOND = replace(SUPERVISOR, id="012399", name="吴测试")


@pytest.fixture
def paid(ground: Ground) -> Dossier:
    """Paid online in full."""
    case = standing(handed_in(ground, ground.li, destinations=["HKG"], entries={"HKG": "HKG3M1"}))
    with acting(RULE):
        order, payment = open_order(case, now()), new_id()
        writing.attempt(order.id, payment, "demo", at=now(), ends=now(), query=now())
        row = Payment.objects.select_related("order").get(id=payment)
        booking.took(row, Charge(row.number, "paid", order.yuan, "C1", now()), now())
    return case


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "two_names", lambda: signing.TwoNames(above="5.00", law="待核", mark="K"))


def asks(desk: Client, case: Dossier, sum_: str, why: str = "标准用错", seen: str = "0") -> int:
    sent = {"yuan": sum_, "reason": why, "seen": seen}
    return desk.post(f"/desk/cases/{case.id}/money/", sent).status_code


def given() -> list[tuple[Decimal, str]]:
    with acting(RULE):
        return [(one.yuan, one.reason) for one in Refund.objects.order_by("asked_at", "id")]


def test_a_part_goes_back_once_however_often_the_button_is_pressed_and_nobody_without_the_power(paid: Dossier) -> None:
    desk, path = at_the_desk(SUPERVISOR), f"/desk/cases/{paid.id}/money/"
    assert path in page(desk, f"/desk/cases/{paid.id}/")
    assert "还可以退" in words(page(desk, path))
    assert asks(desk, paid, "5.00", " ") == 422
    assert [asks(desk, paid, "5.00") for _ in range(2)] == [302, 409]
    assert given() == [(Decimal("5.00"), "标准用错")]
    assert asks(desk, paid, "9999.00", seen="1") == 409
    assert "等答复" in words(page(desk, path))
    page(at_the_desk(EXAMINER), path, 403)


def test_above_the_sum_a_second_officer_agrees_and_never_the_first(paid: Dossier, strict: None) -> None:
    first, second, path = at_the_desk(WINDOW), at_the_desk(SECOND), f"/desk/cases/{paid.id}/money/"
    assert asks(first, paid, "5.01") == 302
    assert given() == []
    assert first.post(path, {"do": "yes"}).status_code == 409, "the first name is not the second"
    assert asks(second, paid, "1.00") == 409, "one at a time"
    assert "提议退" in words(page(second, path))
    assert second.post(path, {"do": "yes"}).status_code == 302
    assert second.post(path, {"do": "yes"}).status_code == 409
    assert given() == [(Decimal("5.01"), "标准用错")]


def test_declined_nothing_goes_back_and_the_book_of_names_is_kept(paid: Dossier, strict: None) -> None:
    first, second, path = at_the_desk(WINDOW), at_the_desk(SECOND), f"/desk/cases/{paid.id}/money/"
    asks(first, paid, "5.01")
    assert second.post(path, {"do": "no"}).status_code == 302
    assert (given(), "没有同意" in words(page(first, path))) == ([], True)
    with pytest.raises(ProgrammingError, match="answered once"), acting(SECOND):
        Proposal.objects.update(state="agreed")
    asks(first, paid, "5.01", seen="1")
    with pytest.raises(ProgrammingError, match="signs as another"), acting(WINDOW):
        Proposal.objects.filter(state="proposed").update(state="agreed", second_by=SECOND.id)
    with acting(RULE):
        row = Payment.objects.select_related("order").get()
    with pytest.raises(refunds.NeedsTwoNames), acting(WINDOW):
        refunds.ask_by_officer(row, Decimal("5.01"), "绕过", by=WINDOW, at=now())

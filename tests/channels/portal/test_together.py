"""Paying for several cases at once: for me and for whom I stand for, picked, paid once, and a receipt with a line for each."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import ENDORSEMENT, drafted, move, picture
from tests.channels.portal.test_payment import post
from tests.channels.portal.town import Town, as_applicant
from tests.core.payments.till import GATEWAY
from tests.core.people.folk import proxy
from yimen.adapters.payments.models import DemoCharge
from yimen.adapters.payments.tasks import send_due
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.payments.models import Bill, Payment
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
DUE = "/mine/payments/"


@pytest.fixture
def cases(town: Town) -> list[Dossier]:
    """An endorsement of 张示例 and one of 李测试, for whom he acts."""
    proxy(town.zhang, town.li)
    return [handed_in(town.zhang), handed_in(town.li)]


def handed_in(someone: Person) -> Dossier:
    me = as_applicant(someone)
    found = drafted(someone, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"})
    with acting(me):
        receive(found.id, "photo", "照片.png", picture().read(), by=me)
    return move(found, "submit", me, anyway=True)


def picks(cases: list[Dossier]) -> list[str]:
    return [f"{case.id}:{case.terms.fee}" for case in cases]


def test_what_is_due_for_two_is_picked_paid_once_and_has_one_receipt_with_a_line_each(
    cases: list[Dossier], town: Town, browse: Browse
) -> None:
    zhang = browse(town.zhang)
    page = zhang.get(DUE)
    assert ("张示例" in page.text, "李测试" in page.text) == (True, True)
    waiting = zhang.submit(page, DUE, case=picks(cases))
    assert "还没有收到您的钱" in waiting.text
    alone = zhang.get(f"/cases/{cases[1].id}/payment/")
    assert "一起付" in alone.text
    assert "ym-qr__code" not in alone.source, "one address for both, on the common page"
    assert "现在没有要缴的费" in zhang.get(DUE).text
    [charge] = DemoCharge.objects.all()
    assert charge.yuan == sum(Decimal(case.terms.fee or 0) for case in cases)
    gateway = Browser(Client())
    gateway.submit(gateway.get(f"/demo/pay/{charge.token}/"))
    send_due(GATEWAY, post)
    receipt = zhang.get(waiting.path)
    with acting(RULE):
        bills = [bill.number for bill in Bill.objects.all()]
    assert (len(bills), [bill in receipt.text for bill in bills]) == (2, [True, True])
    assert browse(town.li).get(waiting.path).status == 404, "it pays for another's case, too"
    own = zhang.get(f"/cases/{cases[0].id}/payment/receipt/").text
    assert sum(bill in own for bill in bills) == 1, "each case has its own bill"


def test_nothing_picked_or_another_sum_than_was_read_begins_nothing_and_says_so(
    cases: list[Dossier], town: Town, browse: Browse
) -> None:
    zhang = browse(town.zhang)
    assert "一件也没选" in zhang.submit(zhang.get(DUE), DUE, case=[]).text
    before = [picks(cases)[0], f"{cases[1].id}:0.01"]
    answer = zhang.client.post(DUE, {"case": before}).content.decode()
    assert "有一件变了" in answer
    with acting(RULE):
        assert not Payment.objects.exists()

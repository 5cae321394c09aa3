"""Several cases of the person at the counter, paid at once: one code on the second screen, and screen and desk see when the money came."""

from uuid import UUID

import pytest
from django.test import Client

from tests.channels.api.ground import FAR_WINDOW, WINDOW, ZHANG, Ground
from tests.channels.hall.desk import PASSPORT, at_the_desk, handed_in, page, standing, words
from tests.channels.hall.test_visit import AT, begun, case_in, counter, identified, paired  # noqa: F401 – counter is a fixture
from tests.channels.portal.browsing import Browser
from tests.channels.portal.test_payment import post
from tests.core.payments.till import GATEWAY
from yimen.adapters.payments.models import DemoCharge
from yimen.adapters.payments.tasks import send_due
from yimen.core.cases.dossier import Dossier
from yimen.core.payments.models import Bill, Payment
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counter")]


def owing(client: Client, ground: Ground, person: str) -> list[Dossier]:
    """An endorsement handed in online before, and a passport handed in just now."""
    before = handed_in(ground, ground.zhang, destinations=["HKG"], entries={"HKG": "HKG3M1"})
    draft = begun(client, person, PASSPORT)
    done = client.post(draft, {"reason": "expiring", "do": "submit", "spoken": "yes", "anyway": "yes"})
    assert done.status_code == 302, words(done.content.decode())
    return [standing(before), standing(UUID(case_in(draft)))]


def test_two_cases_are_paid_by_one_code_and_screen_and_desk_see_when_the_money_came(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    screen, person = paired(client), identified(client)
    cases = owing(client, ground, person)
    fees = f"{person}payment/"
    assert fees in page(client, person)
    picks = [f"{case.id}:{case.terms.fee}" for case in cases]
    assert [f'value="{one}" checked' in page(client, fees) for one in picks] == [True, True]
    changed = client.post(fees, {"case": [picks[0], f"{cases[1].id}:0.01"]})
    assert (changed.status_code, "有一件变了" in words(changed.content.decode())) == (409, True)
    where = str(client.post(fees, {"case": picks}).headers["Location"])
    before = page(screen, AT + "now/")
    assert ("请扫码付款" in page(screen, AT), ZHANG in page(screen, AT)) == (True, False)
    assert "等对方扫码" in words(page(client, where))
    [charge] = DemoCharge.objects.all()
    assert f"/demo/pay/{charge.token}/" not in page(client, where), "the officer does not pay"
    gateway = Browser(Client())
    gateway.submit(gateway.get(f"/demo/pay/{charge.token}/"))
    send_due(GATEWAY, post)
    assert page(screen, AT + "now/") != before, "the screen changes by itself"
    assert "钱收到了" in words(page(screen, AT))
    with acting(RULE):
        bills = [bill.number for bill in Bill.objects.all()]
    told = words(page(client, where))
    assert (len(bills), [bill in told for bill in bills]) == (2, [True, True])
    assert at_the_desk(FAR_WINDOW).get(where).status_code == 302, (
        "whoever has not identified the person sees no payment"
    )


def test_a_code_is_ended_at_the_counter_so_that_cash_can_be_taken_and_one_case_alone_is_paid_the_same_way(
    ground: Ground,
) -> None:
    client = at_the_desk(WINDOW)
    screen, person = paired(client), identified(client)
    case = owing(client, ground, person)[0]
    where = str(client.post(f"{person}payment/", {"case": f"{case.id}:{case.terms.fee}"}).headers["Location"])
    assert client.post(where, {"do": "close"}).status_code == 302
    assert "没有扣您的钱" in words(page(screen, AT))
    with acting(RULE):
        assert [(one.state, one.charge == one.number) for one in Payment.objects.all()] == [("closed", True)]
    assert f"{case.id}:{case.terms.fee}" in page(client, f"{person}payment/"), "and can be paid again"

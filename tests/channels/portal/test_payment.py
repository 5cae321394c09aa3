"""The fee of a case through the portal: its law, a QR, a wait without a script, a result – and where the money is, on every page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import ENDORSEMENT, drafted, move, picture
from tests.channels.portal.town import WINDOW, Town, as_applicant
from tests.core.payments.till import GATEWAY
from yimen.adapters.payments.demo import Demo
from yimen.adapters.payments.signing import TIME, signed
from yimen.adapters.payments.tasks import send_due
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Paper
from yimen.core.payments.models import Bill, Difference, Payment
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
NOTIFY = f"/payments/{GATEWAY}/notify"


@pytest.fixture
def case(town: Town) -> Dossier:
    """An endorsement that is taken in and not accepted yet."""
    found, me = (
        drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}),
        as_applicant(town.zhang),
    )
    with acting(me):
        receive(found.id, "photo", "照片.png", picture().read(), by=me)
    return move(found, "submit", me, anyway=True)


def post(body: bytes, headers: dict[str, str]) -> int:
    """The gateway at our door: no cookie, no form key."""
    kind = headers["Content-Type"]
    more = {name: value for name, value in headers.items() if name != "Content-Type"}
    return Client(enforce_csrf_checks=True).post(NOTIFY, body, content_type=kind, headers=more).status_code


def fee_page(browser: Browser, case: Dossier) -> Page:
    return browser.get(f"/cases/{case.id}/payment/")


def test_a_person_pays_by_qr_and_is_told_where_the_money_is_at_every_step(case: Dossier, browse: Browse) -> None:
    zhang = browse_of(browse, case)
    page = fee_page(zhang, case)
    assert "还没有扣您的钱" in page.text
    assert "合计" in page.text
    waiting = zhang.submit(page, "/payment/", do="begin")
    assert "还没有收到您的钱" in waiting.text
    assert (waiting.response.headers["Refresh"], "ym-qr__code" in waiting.source) == ("5", True)
    [address] = [link for link in waiting.links if link.startswith("/demo/pay/")]
    Demo(GATEWAY).rehearse("twice", None, {})
    gateway = Browser(Client())
    assert "付好了" in gateway.submit(gateway.get(address)).text
    send_due(GATEWAY, post)
    paid = fee_page(zhang, case)
    assert "钱收到了" in paid.text
    assert "Refresh" not in paid.response.headers
    with acting(RULE):
        [bill], [payment] = Bill.objects.all(), Payment.objects.all()
    receipt = zhang.get(f"/cases/{case.id}/payment/receipt/")
    assert bill.number in receipt.text
    assert payment.state == "paid"
    [sealed] = {link for link in receipt.links if link.startswith("/papers/")}
    letter = zhang.get(sealed)
    assert ("缴费收据" in letter.text, bill.number in letter.text, "15 元" in letter.text) == (True, True, True)
    with acting(RULE):
        paper = Paper.objects.get(kind="PAY")
    assert "缴费收据" in Browser(Client()).get(f"/verify/{paper.token}/").text, "anybody sees that it is genuine"


def browse_of(browse: Browse, case: Dossier) -> Browser:
    assert case.case.applicant_id
    return browse(WINDOW.__class__("applicant", str(case.case.applicant_id), case.case.applicant_name))


def test_who_presses_twice_has_one_attempt_and_may_close_it(case: Dossier, browse: Browse) -> None:
    zhang = browse_of(browse, case)
    page = fee_page(zhang, case)
    for _ in range(2):
        waiting = zhang.submit(page, "/payment/", do="begin")
    assert "还没有扣您的钱" in zhang.submit(waiting, "/payment/", do="close").text
    with acting(RULE):
        assert [one.state for one in Payment.objects.all()] == ["closed"]


def test_while_the_gateway_is_down_the_page_says_that_no_charge_is_known(case: Dossier, browse: Browse) -> None:
    Demo(GATEWAY).rehearse("down", None, {})
    zhang = browse_of(browse, case)
    page = zhang.submit(fee_page(zhang, case), "/payment/", do="begin")
    assert "没有查到扣款" in page.text
    assert "不能再缴" in page.text


def test_what_costs_nothing_says_so_with_its_law(town: Town, browse: Browse) -> None:
    case = move(drafted(town.zhang, landing="talent_centre", family=[]), "submit", as_applicant(town.zhang))
    page = fee_page(browse(town.zhang), case)
    assert "不收费" in page.text or "还没有算出来" in page.text
    assert "去缴费" not in page.text


def test_another_person_sees_no_page_of_this_fee(case: Dossier, town: Town, browse: Browse) -> None:
    assert fee_page(browse(town.wang), case).status == 404


def test_what_is_forged_replayed_late_or_rubbish_moves_no_money_and_breaks_nothing(
    case: Dossier, browse: Browse
) -> None:
    zhang = browse_of(browse, case)
    zhang.submit(fee_page(zhang, case), "/payment/", do="begin")
    with acting(RULE):
        number = Payment.objects.get().number
    told = {"id": "E1", "number": number, "state": "paid", "yuan": "1.00", "ref": "C1", "at": now().isoformat()}
    body, headers = signed("another", told, now())
    assert post(body, headers) == 401, "signed by another"
    body, headers = signed(GATEWAY, told, now())
    assert post(body.replace(b"1.00", b"9.00"), headers) == 401
    assert post(body, headers | {TIME: "0"}) == 401
    assert post(b"\xff\xfe", headers | {"Content-Type": "text/plain"}) == 401
    assert post(b"", {"Content-Type": "application/json"}) == 401
    assert Client().post("/payments/nobody/notify", b"{}", content_type="application/json").status_code == 404
    with acting(RULE):
        assert Payment.objects.get().state == "open"


def test_a_genuine_word_of_something_unknown_is_heard_and_looked_at(town: Town) -> None:
    told = {"id": "E2", "number": new_id().hex, "state": "paid", "yuan": "15.00", "ref": "C2", "at": now().isoformat()}
    body, headers = signed(GATEWAY, told, now())
    first, again = (
        Client().post(
            NOTIFY,
            body,
            content_type="application/json",
            headers={k: v for k, v in headers.items() if k != "Content-Type"},
        )
        for _ in range(2)
    )
    assert (first.status_code, first.content) == (again.status_code, again.content) == (200, b'{"code":"SUCCESS"}')
    with acting(RULE):
        assert [one.kind for one in Difference.objects.all()] == ["unknown_to_us"]

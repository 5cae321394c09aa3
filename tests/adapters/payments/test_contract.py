"""What every payment gateway keeps to. One that is entered in the switchboard is tested here without being named.

Whatever is asked twice with the same words is done once; who does not answer raises Unsure; what is not the gateway's is not heard."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings

from yimen.adapters.payments.models import DemoNotice
from yimen.adapters.payments.signing import NONCE, SIGNATURE, TIME, signed
from yimen.core.places.clock import now, today
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import Charge, Gateway, Hosted, NotGenuine, Returned, ToPay, Unsure
from yimen.core.ports.rehearsals import Rehearses
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
GATEWAYS = sorted(settings.ADAPTERS["payments"])
YUAN = Decimal("120.00")


@pytest.fixture(params=GATEWAYS)
def gateway(request: pytest.FixtureRequest) -> Iterator[Gateway]:
    found = wire("payments", request.param)
    if not isinstance(found, Hosted):
        pytest.skip("its page of payment is another house's")
    return found


def asked(gateway: Gateway, yuan: Decimal = YUAN) -> tuple[str, str]:
    """A number, and the token of its page."""
    number = new_id().hex
    address = gateway.create(ToPay(number, yuan, "护照换发", now() + timedelta(hours=2)))
    return number, address.strip("/").rpartition("/")[2]


def paid(gateway: Gateway) -> str:
    number, token = asked(gateway)
    assert isinstance(gateway, Hosted)
    assert gateway.pay(token) == "paid"
    return number


def test_an_attempt_asked_for_twice_is_one_attempt(gateway: Gateway) -> None:
    number = new_id().hex
    wanted = ToPay(number, YUAN, "护照换发", now() + timedelta(hours=2))
    assert gateway.create(wanted) == gateway.create(wanted)
    assert gateway.query(number).state == "open"


def test_what_is_paid_twice_is_charged_once_in_yuan_with_two_decimals(gateway: Gateway) -> None:
    number, token = asked(gateway)
    assert isinstance(gateway, Hosted)
    assert [gateway.pay(token) for _ in range(2)] == ["paid", "paid"]
    charge = gateway.query(number)
    assert (charge.state, charge.yuan, bool(charge.ref)) == ("paid", YUAN, True)
    assert [line.yuan for line in gateway.day(today())] == [YUAN]
    assert isinstance(charge.yuan, Decimal)


def test_what_is_closed_cannot_be_paid_and_what_was_paid_cannot_be_closed(gateway: Gateway) -> None:
    number, token = asked(gateway)
    gateway.close(number)
    assert isinstance(gateway, Hosted)
    assert (gateway.query(number).state, gateway.pay(token)) == ("closed", "closed")
    other = paid(gateway)
    gateway.close(other)
    assert gateway.query(other).state == "paid"


def test_a_number_closed_before_it_was_heard_of_stays_closed(gateway: Gateway) -> None:
    number = new_id().hex
    assert gateway.query(number).state == "unknown"
    gateway.close(number)
    gateway.create(ToPay(number, YUAN, "", now() + timedelta(hours=2)))
    assert gateway.query(number).state == "closed"


def test_an_attempt_past_its_time_cannot_be_paid(gateway: Gateway) -> None:
    number = new_id().hex
    address = gateway.create(ToPay(number, YUAN, "", now() - timedelta(seconds=1)))
    assert isinstance(gateway, Hosted)
    assert gateway.pay(address.strip("/").rpartition("/")[2]) == "closed"


def test_a_refund_is_given_once_and_never_more_than_was_charged(gateway: Gateway) -> None:
    number, refund = paid(gateway), new_id().hex
    assert gateway.query_refund(refund).state == "unknown"
    first, again = (gateway.refund(number, refund, Decimal("100.00")) for _ in range(2))
    assert (first.state, first.ref) == ("done", again.ref)
    assert gateway.refund(number, new_id().hex, Decimal("20.01")).state == "failed"
    assert gateway.query_refund(refund) == Returned(refund, "done", Decimal("100.00"), first.ref, first.at)
    assert sum(one.yuan if one.kind == "charge" else -one.yuan for one in gateway.bank(today())) == Decimal("20.00")


@pytest.mark.parametrize("mode", ["down", "slow"])
def test_who_does_not_answer_is_unsure_and_says_so(gateway: Gateway, mode: str) -> None:
    number = paid(gateway)
    assert isinstance(gateway, Rehearses)
    gateway.rehearse(mode, None, {})
    for call in (
        lambda: gateway.create(ToPay(new_id().hex, YUAN, "", now())),
        lambda: gateway.query(number),
        lambda: gateway.close(number),
        lambda: gateway.refund(number, new_id().hex, YUAN),
        lambda: gateway.query_refund("x"),
    ):
        with pytest.raises(Unsure):
            call()


def test_a_notification_is_heard_once_genuine_and_of_now(gateway: Gateway) -> None:
    number = paid(gateway)
    [notice] = DemoNotice.objects.all()
    body, headers = signed("demo", notice.told, now())
    heard = gateway.verify(headers, body, now())
    assert isinstance(heard.told, Charge)
    assert (heard.told.number, heard.told.state, heard.told.yuan) == (number, "paid", YUAN)
    for other, why in (
        ((headers, body.replace(b"120.00", b"1200.00")), "signature"),
        ((headers | {TIME: str(int(headers[TIME]) + 1)}, body), "signature"),
        ((headers | {NONCE: "0"}, body), "signature"),
        ((headers | {SIGNATURE: ""}, body), "signature"),
        (({}, body), "signature"),
        (signed("demo", {"id": "x"}, now())[::-1], "form"),
        (signed("demo", notice.told | {"yuan": "much"}, now())[::-1], "form"),
        (signed("demo", notice.told | {"state": "perhaps"}, now())[::-1], "form"),
    ):
        with pytest.raises(NotGenuine, match=why):
            gateway.verify(*other, now())
    with pytest.raises(NotGenuine, match="time"):
        gateway.verify(headers, body, now() + timedelta(minutes=6))

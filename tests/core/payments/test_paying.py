"""A fee is paid online once, whatever the gateway tells and when; then the case knows, and what it grants can be handed over."""

from tests.core.payments.till import FEE, Till
from yimen.core.people.models import Person


def test_a_payment_that_is_told_twice_is_one_payment_and_one_bill(applicant: Person) -> None:
    till = Till(applicant)
    till.rehearse("twice")
    assert till.begin() == "made"
    assert till.pay() == "paid"
    till.notify()
    [fee], [bill] = till.read().fees, till.bills()
    assert (fee.number, fee.yuan, till.order().state) == (bill.number, "20.00", "paid")
    assert [(one.state, one.charged) for one in till.payments()] == [("paid", FEE)]

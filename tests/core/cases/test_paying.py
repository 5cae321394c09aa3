"""A fee is recorded as paid at a window by the number of its bill, and a bill pays once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.authorities import EVERY
from tests.core.cases.people import WINDOW, accepted, complete, draft, li, move, publish, zhang
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow
from yimen.core.cases.models import Fee
from yimen.core.cases.store import read_case
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

BILL = {"number": "4401-2026-7", "yuan": "20.00"}
FAR = Actor("window", "w9", "吴示例", "440306000001", "440300", serves=EVERY)


def paid(case: Dossier, by: Actor = WINDOW) -> str:
    try:
        return move(case, "pay", by, "2026-09-08", **BILL).fees[0].number
    except NotNow as refused:
        return refused.why[0].key


@pytest.mark.django_db
def test_a_bill_that_paid_for_something_else_is_refused_with_words_and_nothing_is_lost(applicant: Person) -> None:
    first, second = accepted(applicant, size=20), accepted(li(), size=20)
    assert paid(first) == BILL["number"]
    with acting(WINDOW):
        with pytest.raises(NotNow) as error:
            move(second, "pay", WINDOW, "2026-09-08", **BILL)
        assert [(why.key, why.params) for why in error.value.why] == [("bill_paid_before", {"number": BILL["number"]})]
        assert read_case(second.id).version == second.version  # the transaction goes on
    assert move(second, "pay", WINDOW, "2026-09-08", number="4401-2026-8", yuan="20.00").fees


@pytest.mark.django_db
def test_a_bill_is_known_beyond_the_reach_of_whoever_asks(applicant: Person) -> None:
    assert paid(accepted(applicant, size=20)) == BILL["number"]
    far = accepted_far(li())
    assert paid(far, FAR) == "bill_paid_before"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pay_with_one_bill_at_the_same_time_one_is_told() -> None:
    publish()
    cases = [accepted(zhang(), size=20), accepted(li(), size=20)]

    def one(case: Dossier) -> str:
        try:
            return paid(case)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(one, cases)) == sorted([BILL["number"], "bill_paid_before"])
    with acting(RULE):
        assert Fee.objects.count() == 1


def accepted_far(someone: Person) -> Dossier:
    """Taken in and accepted in another city."""
    case = draft(someone, by=FAR, channel="hall", region="440306", facts={"size": 20})
    return move(complete(move(case, "submit", FAR, "2026-09-07")), "accept", FAR, "2026-09-07")

"""What the application cannot do to money, whatever it tries; and that its chain shows what somebody else did."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.core.cases.people import ELSEWHERE, WINDOW, as_applicant, li
from tests.core.payments.till import FEE, Till
from yimen.core.payments import writing
from yimen.core.payments.models import Bill, Entry, Order, Payment
from yimen.core.payments.orders import open_order
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id

ROW = writing.Row(item="fee", yuan="1.00", law="许可法§59", mark="K")


@pytest.fixture
def till(applicant: Person) -> Till:
    found = Till(applicant)
    found.begin()
    return found


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value)


@pytest.mark.parametrize(
    "statement",
    [
        "update payments_order set due = 1",
        "update payments_order set state = 'paid'",
        "update payments_payment set charged = 1, state = 'paid'",
        "delete from payments_entry",
        "insert into payments_billseries (office, year, prefix, last) values ('x', 2026, 'x', 1)",
        "update payments_refund set state = 'done'",
    ],
)
def test_the_application_writes_no_money(till: Till, statement: str) -> None:
    with acting(RULE):
        assert "permission denied" in refused(statement)


def test_an_order_for_less_than_the_case_owes_is_refused(applicant: Person) -> None:
    till = Till(applicant)
    with acting(RULE), pytest.raises(DatabaseError, match="owes"), transaction.atomic():
        open_order(till.read(), now(), [ROW])
    with acting(RULE):
        assert not Order.objects.filter(case_id=till.case.id).exists()


def test_a_person_may_not_say_that_money_came(till: Till) -> None:
    with acting(till.who), pytest.raises(DatabaseError, match="may not write"), transaction.atomic():
        writing.took(till.payment().id, FEE, "C1", paid_at=now(), at=now())


def test_nobody_pays_twice_at_once(till: Till) -> None:
    with acting(RULE):
        order = till.order().id
        assert writing.attempt(order, new_id(), "demo", at=now(), ends=now(), query=now()) == "live"


def test_a_rule_gives_back_no_more_than_is_too_much(till: Till) -> None:
    till.pay()
    till.notify()
    with acting(RULE):
        assert writing.give_back(till.payment().id, Decimal("0.01"), "double", "", now()) is None


def test_an_order_is_seen_by_who_sees_the_case_and_nobody_else(till: Till) -> None:
    def seen(actor: Actor) -> tuple[int, int, int]:
        with acting(actor):
            return Order.objects.count(), Payment.objects.count(), Entry.objects.count()

    assert seen(till.who) == seen(WINDOW) == (1, 1, 3)
    assert seen(as_applicant(li())) == seen(ELSEWHERE) == (0, 0, 0)


def test_bills_of_an_office_continue_the_paper_and_never_go_back(till: Till) -> None:
    with acting(RULE):
        office, year = till.order().office, now().year
        writing.continue_series(office, year, "4401-", 1765)
    till.pay()
    till.notify()
    assert till.bills()[0].number == "4401-001766"
    with acting(RULE), pytest.raises(DatabaseError, match="gone further"), transaction.atomic():
        writing.continue_series(office, year, "4401-", 1000)
    with acting(RULE), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Bill.objects.update(number="x")


def test_the_chain_of_an_order_holds(till: Till) -> None:
    till.pay()
    till.notify()
    with acting(RULE):
        assert writing.broken(till.order().id) == []
        states = list(Entry.objects.order_by("n").values_list("kind", "state"))
    assert states == [
        ("order", "open"),
        ("payment", "opening"),
        ("payment", "open"),
        ("payment", "paid"),
        ("order", "paid"),
    ]

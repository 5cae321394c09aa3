"""Every day, to the cent: our orders, the gateway's file, the bank's file."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tests.core.cases.people import SUPERVISOR
from tests.core.payments.till import FEE, Till, paid
from yimen.adapters.payments.models import DemoCharge
from yimen.core.payments import differences
from yimen.core.payments.models import Difference
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.ports.payments import Unsure

SECOND = Actor("supervisor", "s2", "吴测试", SUPERVISOR.office, SUPERVISOR.reach, serves=SUPERVISOR.serves)


@pytest.fixture
def till(applicant: Person) -> Till:
    return Till(applicant)


def found() -> list[Difference]:
    with acting(RULE):
        return list(Difference.objects.order_by("kind"))


def test_a_good_day_agrees_to_the_cent_and_the_command_says_so(till: Till) -> None:
    paid(till)
    out = StringIO()
    call_command("reconcile", today().isoformat(), stdout=out)
    assert out.getvalue().strip().endswith("ours 20.00, gateway 20.00, bank 20.00, differences 0")
    assert found() == []


def test_a_payment_that_was_never_told_is_booked_from_the_file(till: Till) -> None:
    till.rehearse("never")
    till.begin()
    till.pay()
    day = till.reconcile()
    assert (day.ours, day.theirs, day.differences, len(till.read().fees)) == (FEE, FEE, 0, 1)


@pytest.mark.parametrize(("mode", "kind"), [("bank_missing", "missing_at_bank"), ("bank_cents", "bank_amount")])
def test_what_the_bank_has_otherwise_is_a_difference_until_it_agrees(till: Till, mode: str, kind: str) -> None:
    with acting(RULE):
        Staff.objects.create(id="s1", name="周示例", office=SUPERVISOR.office, reach="440000", roles=["supervisor"])
    paid(till).rehearse(mode)
    assert till.reconcile().differences == till.reconcile().differences == 1
    [one] = found()
    assert (one.kind, one.owner, one.payment_id, one.due > today()) == (kind, "s1", till.payment().id, True)
    till.rehearse("normal")
    assert till.reconcile().differences == 0
    assert found()[0].state == "settled"


def test_what_the_gateway_has_and_we_never_asked_for_is_found_and_so_is_another_sum(till: Till) -> None:
    paid(till)
    DemoCharge.objects.create(
        number="strange", token="t", yuan=FEE, title="", state="paid", charged=FEE, ref="C9", paid_at=now()
    )
    DemoCharge.objects.filter(number=till.payment().number).update(charged=Decimal("19.99"))
    till.reconcile()
    assert [one.kind for one in found()] == ["amount", "unknown_to_us"]


def test_a_contradiction_of_the_gateway_is_a_difference_and_changes_no_money(till: Till) -> None:
    till.rehearse("contradict")
    paid(till)
    differences_before = found()
    with acting(RULE):
        till.gateway._tell({"number": till.payment().number, "state": "closed"})
    till.notify()
    assert (till.order().state, len(till.read().fees)) == ("paid", 1)
    assert [one.kind for one in found()] == ["contradicts"]
    assert differences_before == []


def test_a_file_that_cannot_be_had_leaves_the_day_for_later(till: Till) -> None:
    till.rehearse("down")
    with pytest.raises(Unsure):
        till.reconcile()


def test_a_write_off_has_two_names_and_a_reason(till: Till) -> None:
    paid(till).rehearse("bank_missing")
    till.reconcile()
    [one] = found()
    with acting(SUPERVISOR):
        differences.propose(one, "银行确认差错", by=SUPERVISOR)
        one.refresh_from_db()
        with pytest.raises(differences.SamePerson):
            differences.agree(one, by=SUPERVISOR, at=now())
        with pytest.raises(DatabaseError, match="two_names"), transaction.atomic():
            Difference.objects.filter(id=one.id).update(state="settled")
    with acting(SECOND):
        differences.agree(one, by=SECOND, at=now())
    [one] = found()
    assert (one.state, one.first_by, one.second_by) == ("settled", "s1", "s2")


def test_yesterday_is_not_today(till: Till) -> None:
    paid(till)
    assert till.reconcile(today() - timedelta(days=1)).theirs == 0

"""One payment for several cases: to the cent, whatever the gateway tells and when, and whatever a case does meanwhile."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, REASONS, WINDOW, move
from tests.core.payments.till import FEE, Till
from tests.core.people.folk import person
from yimen.core.payments import attempts, refunds, window
from yimen.core.payments.baskets import parts_of
from yimen.core.payments.models import Difference
from yimen.core.payments.tasks import query_all
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

Pair = tuple[Till, Till]
BOTH = 2 * FEE
LI = "440402198512311236"


@pytest.fixture
def pair(applicant: Person) -> Pair:
    """The cases of two of one family, the one whose money is booked first before the other."""
    first, second = sorted((Till(applicant), Till(person("李测试", LI))), key=lambda till: till.case.id)
    return first, second


def together(pair: Pair) -> str:
    return attempts.begin_together([till.read() for till in pair], by=RULE, at=now())


def pay(pair: Pair, charge: str) -> None:
    pair[0].gateway.pay(_token(charge))


def _token(charge: str) -> str:
    with acting(RULE):
        return parts_of("demo", charge)[0].code.split("/")[-2]


def states(pair: Pair) -> list[tuple[str, int, Decimal]]:
    """Of each case: its order, its rows of money, and what its refunds come to."""
    back = [sum((one.yuan for one in till.refunds()), Decimal(0)) for till in pair]
    return [(till.order().state, len(till.read().fees), sum_) for till, sum_ in zip(pair, back, strict=True)]


@pytest.mark.parametrize("mode", ["twice", "late", "never", "out_of_order"])
def test_one_charge_pays_both_once_with_a_bill_each_and_the_day_agrees(pair: Pair, mode: str) -> None:
    pair[0].rehearse(mode, seconds=0)
    pay(pair, together(pair))
    if mode == "never":
        assert query_all(now() + timedelta(minutes=2)) == 1, "one question for both"
    for _ in range(2):
        pair[0].notify()
    assert states(pair) == [("paid", 1, 0), ("paid", 1, 0)]
    assert len({bill.number for till in pair for bill in till.bills()}) == 2
    day = pair[0].reconcile()
    assert (day.ours, day.theirs, day.differences) == (BOTH, BOTH, 0)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("-1.00", [("paid", 1, 0), ("open", 0, 0)]),  # the second lies with the desk for differences
        ("-20.00", [("paid", 1, 0), ("open", 0, 0)]),  # nothing came for the second: it can be paid again
        ("1.00", [("paid", 1, 0), ("paid", 1, Decimal("1.00"))]),
    ],
)
def test_a_wrong_sum_pays_what_it_covers_and_the_rest_has_an_answer(
    pair: Pair, by: str, expected: list[tuple[str, int, Decimal]]
) -> None:
    pair[0].rehearse("wrong_amount", by=by)
    pay(pair, together(pair))
    pair[0].notify()
    pair[0].notify()
    assert states(pair) == expected
    with acting(RULE):
        assert [one.kind for one in Difference.objects.all()] == (["short"] if by == "-1.00" else [])
    if by == "-20.00":
        assert pair[1].begin() == "made"
    assert pair[0].reconcile().differences == 0


def test_a_case_that_ends_between_choosing_and_paying_gets_its_part_back_and_the_other_is_paid(pair: Pair) -> None:
    charge = together(pair)
    end(pair[0])
    pay(pair, charge)
    pair[0].notify()
    assert states(pair) == [("void", 0, FEE), ("paid", 1, 0)]
    pair[0].send_refunds()
    assert [one.state for one in pair[0].refunds()] == ["done"]
    day = pair[0].reconcile()
    assert (day.ours, day.theirs, day.differences) == (FEE, FEE, 0)


def end(till: Till) -> None:
    """Refused: nothing is due for it any longer."""
    move(till.case, "examine", EXAMINER, now(), opinion="refuse", why="不符合")
    move(till.case, "reject", DECIDER, now(), reasons=REASONS)
    till.follow("reject")


def test_a_case_that_ends_closes_the_common_charge_and_the_other_may_begin_again(pair: Pair) -> None:
    together(pair)
    end(pair[0])
    assert pair[0].query() == "closed"
    assert [one.state for till in pair for one in till.payments()] == ["closed", "closed"]
    assert pair[1].begin() == "made"


def test_where_one_cannot_be_paid_none_is_begun_and_a_window_closes_the_common_charge_first(pair: Pair) -> None:
    pair[0].begin()
    with pytest.raises(attempts.NotTried, match="live"):
        together(pair)
    assert pair[1].payments() == []
    pair[0].gateway.close(pair[0].payment().charge)
    pair[0].query()
    together(pair)
    assert window.make_way(pair[1].case.id, WINDOW, now()) == "closed"
    assert [one.state for one in (pair[0].payment(), pair[1].payment())] == ["closed", "closed"]


def test_part_of_one_case_goes_back_and_the_other_stays_as_it_was(pair: Pair) -> None:
    pay(pair, together(pair))
    pair[0].notify()
    with acting(RULE):
        assert refunds.ask(pair[1].payment(), Decimal("5.00"), "officer", at=now(), reason="减免")
    pair[1].send_refunds()
    pair[0].notify()
    assert states(pair) == [("paid", 1, 0), ("paid", 1, Decimal("5.00"))]
    assert [one.state for one in pair[1].refunds()] == ["done"]
    assert pair[0].reconcile().differences == 0

"""A complaint has a human owner and two days, and is closed by the person's word or a manager's reason."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.core.cases.people import HEAD, WINDOW, as_applicant, li, submitted
from tests.core.cases.story import at
from yimen.core.people.actors import RULE, VISITOR, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.scope import acting
from yimen.core.ratings import orders
from yimen.core.ratings.models import WorkOrder
from yimen.core.ratings.orders import NotDone, Said, open_order

pytestmark = pytest.mark.django_db
WHEN = at("2026-09-08")
STUCK = Said(kind="stuck", words="窗口说系统不行，跑了三趟。")


def opened(by: Actor, said: Said = STUCK) -> tuple[WorkOrder, str]:
    with acting(by):
        return open_order(said, by, WHEN)


def refused(do: object, *values: object) -> str:
    with pytest.raises(NotDone) as told:
        do(*values)  # type: ignore[operator]
    return told.value.key


def test_a_complaint_has_an_owner_of_the_place_who_did_not_handle_the_case(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(RULE):
        for badge, reach in (("s1", HEAD.reach), ("s2", HEAD.reach), ("s3", "430000")):
            Staff.objects.create(id=badge, name="孙示例", office="", reach=reach, roles=["supervisor"])
    said = Said(kind="complaint", words="态度不好", case=case.id, region=case.case.region, not_by=frozenset({"s1"}))
    row, code = opened(as_applicant(applicant), said)
    assert (row.owner, code, row.call_by, row.due) == ("s2", "", date(2026, 9, 9), date(2026, 9, 29))


def test_without_sign_in_a_code_opens_the_own_order_and_no_other(applicant: Person) -> None:
    row, code = opened(VISITOR)
    other, _ = opened(VISITOR)
    with acting(VISITOR):
        assert WorkOrder.objects.count() == 0
        found = orders.looked_up(code.lower()[:4] + " " + code.lower()[4:])
        assert found
        assert found.id == row.id
        assert not WorkOrder.objects.filter(id=other.id).exists()
        assert orders.looked_up("2222 2222 2222") is None


def test_only_the_person_or_a_manager_with_a_reason_closes_it(applicant: Person) -> None:
    by = as_applicant(applicant)
    row, _ = opened(by)
    with acting(by):
        assert refused(orders.hear, row, True) == "answered_first"
    with acting(WINDOW):
        assert refused(orders.answer, row.id, "请再来一趟试试。", WINDOW) == "not_yours"
    with acting(HEAD):
        assert refused(orders.close, row.id, "。", HEAD) == "says_nothing"
        orders.called(row.id, "打通了，说明情况。", HEAD, WHEN)
        orders.answer(row.id, "已经当场补办，材料不用再交。", HEAD, WHEN)
    with acting(by):
        orders.hear(row, False, "还是不行")
    with acting(HEAD):
        [again] = orders.waiting()
        assert (again.heard, again.heard_words, again.closed_at) == ("wrong", "还是不行", None)
        orders.answer(row.id, "证件今天送到家里。", HEAD, WHEN)
    with acting(by):
        orders.hear(row, True)
    with acting(HEAD):
        assert orders.waiting() == []
        assert refused(orders.close, row.id, "已经解决的。", HEAD) == "closed"


def test_nobody_speaks_for_the_person_and_the_person_answers_for_nobody(applicant: Person) -> None:
    """The database itself refuses: negative control of the two sides."""
    by = as_applicant(applicant)
    row, _ = opened(by)
    attempts = [
        (HEAD, {"heard": "right"}),
        (by, {"answer": "我自己答复自己"}),
        (HEAD, {"said": "一切都好"}),
        (HEAD, {"closed_at": WHEN, "closed_how": "confirmed"}),
    ]
    for who, change in attempts:
        with pytest.raises((DatabaseError, IntegrityError)), acting(who), transaction.atomic():
            WorkOrder.objects.filter(id=row.id).update(**change)
    for stranger in (WINDOW, as_applicant(li())):
        with acting(stranger):
            assert not WorkOrder.objects.exists()

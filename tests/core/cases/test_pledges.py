"""A pledge: the edition's own text, signed by whoever acts; checked by officers; ordered to be mended first, and only then revoked."""

from datetime import date
from typing import Any

import pytest

from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    REASONS,
    WINDOW,
    as_applicant,
    draft,
    hand_in,
    move,
    on_duty as officers_on_duty,
    wang,
)
from tests.core.people.folk import proxy
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.pledges import digest, text_of
from yimen.core.cases.telling import running
from yimen.core.notices.models import Notice
from yimen.core.notices.telling import tell_person
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.services.published import edition_of

pytestmark = pytest.mark.django_db
DAY = "2026-09-07"
FOUND = {"officers": ["王示例", "e2"], "found": "疏散通道被占"}


@pytest.fixture
def on_duty(applicant: Person) -> Person:
    officers_on_duty()
    return applicant


def told() -> str:
    return text_of(edition_of("test.pledge", date.fromisoformat(DAY)).service, date.fromisoformat(DAY))


def submit(person: Person, by: Any = None, **pledge: Any) -> Dossier:
    by = by or as_applicant(person)
    more = {"by": by, "channel": "hall"} if by.role == "window" else {"by": by}
    case = draft(person, "test.pledge", facts={"way": "pledge"}, **more)
    hand_in(case, "plan", by)
    return move(case, "submit", by, DAY, pledge={"read": True} | pledge)


def why(error: pytest.ExceptionInfo[NotNow]) -> list[str]:
    return [one.key for one in error.value.why]


def test_what_is_kept_is_the_editions_own_text_with_its_conditions_and_articles(applicant: Person) -> None:
    case = submit(applicant)
    assert case.state == "approved"
    [kept] = case.pledges
    assert kept.text == told() == (case.events[1].said or {})["pledge"]["text"]
    assert "1. 场所符合消防技术标准和管理规定（《消防法》第15条）。" in kept.text
    assert kept.signed_by == "张示例"


def test_nobody_pledges_by_saying_no(applicant: Person) -> None:
    with pytest.raises(SaysMissing) as error:
        submit(applicant, read=False)
    assert [(one.at, one.key) for one in error.value.mistakes] == [("pledge.read", "not_agreed")]


@pytest.mark.parametrize("other", [{"text": "我什么也不承诺"}, {"digest": digest("昨天的承诺书")}])
def test_another_text_than_the_one_that_was_told_is_no_pledge(applicant: Person, other: dict[str, str]) -> None:
    with pytest.raises(NotNow) as error:
        submit(applicant, **other)
    assert why(error) == ["pledge_as_told"]


def test_the_text_as_told_or_its_digest_is_taken(applicant: Person) -> None:
    assert submit(applicant, text=told().replace("\n", "\n\n"), digest=digest(told())).state == "approved"


def test_only_who_acts_signs(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        submit(applicant, signed_by="张三")
    assert why(error) == ["pledge_signer"]


def test_an_agent_signs_for_whom_he_acts(applicant: Person) -> None:
    agent = wang()
    proxy(agent, applicant)
    assert submit(applicant, by=as_applicant(agent), signed_by="王样例").pledges[0].signed_by == "王样例"


def test_at_a_window_the_person_signs_and_not_the_officer(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        submit(applicant, by=WINDOW, signed_by=WINDOW.name)
    assert why(error) == ["pledge_signer"]


def check(case: Dossier, day: str, result: str = "not_as_pledged", **more: Any) -> Dossier:
    return move(case, "after_check", EXAMINER, day, **{"on": day, "result": result} | FOUND | more)


def revoke(case: Dossier, day: str, ground: str = "not_as_pledged") -> Dossier:
    return move(case, "revoke", DECIDER, day, ground=ground, reasons=REASONS)


def test_a_check_lies_neither_ahead_nor_before_the_grant_and_is_made_by_officers(on_duty: Person) -> None:
    case = submit(on_duty)
    for on in ("2030-12-03", "2026-09-01"):
        with pytest.raises(NotNow) as error:
            check(case, "2026-09-20", on=on)
        assert why(error) == ["checked_by_now"]
    with pytest.raises(NotNow) as error:
        check(case, "2026-09-20", officers=["甲", "乙"])
    assert why(error) == ["checked_by_staff"]
    with pytest.raises(NotNow) as error:
        check(case, "2026-09-20", officers=["王示例", "e1"])
    assert why(error) == ["two_names"], "a name and the badge of the same officer are one"


def test_not_as_pledged_is_no_ground_without_a_check_that_found_so(on_duty: Person) -> None:
    case = submit(on_duty)
    with pytest.raises(NotNow) as error:
        revoke(case, "2026-09-20")
    assert why(error) == ["found_otherwise"]
    case = check(case, "2026-09-20", "as_pledged")
    with pytest.raises(NotNow) as error:
        revoke(case, "2026-09-21")
    assert why(error) == ["found_otherwise"]


def test_first_it_is_ordered_to_be_mended_and_a_check_after_that_day_must_find_otherwise(on_duty: Person) -> None:
    case = check(submit(on_duty), "2026-09-20")
    with pytest.raises(NotNow) as error:
        revoke(case, "2026-09-21")
    assert why(error) == ["not_mended"]
    case = move(case, "order_to_mend", EXAMINER, "2026-09-21", mend_by="2026-09-28", why="清理疏散通道")
    with pytest.raises(NotNow) as error:
        revoke(check(case, "2026-09-25"), "2026-09-26")
    assert why(error) == ["not_mended"]
    case = revoke(check(case, "2026-09-29"), "2026-09-30")
    assert ([one.state for one in case.certificates], case.events[-1].law) == (["revoked"], "消防法§58")


def test_an_order_to_mend_has_a_day_a_paper_and_remedies_and_is_told(on_duty: Person) -> None:
    case = check(submit(on_duty), "2026-09-20")
    with pytest.raises(NotNow) as error:
        move(case, "order_to_mend", EXAMINER, "2026-09-21", mend_by="2026-09-21", why="清理疏散通道")
    assert why(error) == ["expected_ahead"]
    case = move(case, "order_to_mend", EXAMINER, "2026-09-21", mend_by="2026-09-28", why="清理疏散通道")
    event = case.events[-1]
    [clock] = [one for one in running(case, date(2026, 9, 21)) if one.kind == "after_check"]
    assert (clock.due, clock.law) == (date(2026, 9, 28), "消防法§58")
    assert (case.pledges[0].check_due, event.law) == (date(2026, 9, 28), "消防法§58")
    assert [paper.kind for paper in case.papers if paper.n == event.n] == ["ORD"]
    assert [remedy.act for remedy in case.remedies] == ["order", "order"]
    with acting(CLOCK):
        tell_person(case.id, event.n)
        assert Notice.objects.get(n=event.n).key == "order_to_mend"


def test_an_order_needs_a_check_that_found_otherwise(on_duty: Person) -> None:
    case = check(submit(on_duty), "2026-09-20", "as_pledged")
    with pytest.raises(NotNow) as error:
        move(case, "order_to_mend", EXAMINER, "2026-09-21", mend_by="2026-09-28", why="清理")
    assert why(error) == ["found_otherwise"]


def test_other_grounds_need_no_check(on_duty: Person) -> None:
    assert revoke(submit(on_duty), "2026-09-20", "deceit").certificates[0].state == "revoked"

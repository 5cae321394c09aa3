import pytest

from tests.core.cases.people import (
    DECIDER,
    DEFECT,
    ELSEWHERE,
    REASONS,
    WINDOW,
    as_applicant,
    complete,
    examined,
    move,
    submitted,
)
from yimen.core.cases import papers
from yimen.core.cases.models import Paper
from yimen.core.people.actors import VISITOR
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_receipt_is_issued_with_the_submission_and_says_what_runs_now(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(as_applicant(applicant)):
        paper = Paper.objects.get(case_id=case.id)
    assert (paper.kind, paper.data["applicant"], paper.data["case"]) == ("REC", "张示例", case.number)
    assert [(clock["kind"], clock["due"], clock["law"]) for clock in paper.data["clocks"]] == [
        ("notice", "2026-09-14", "许可法§32(四)")
    ]


def test_a_refusal_holds_reasons_and_remedies_as_they_were_on_its_day(applicant: Person) -> None:
    case = move(examined(applicant), "reject", DECIDER, "2026-09-08", reasons=REASONS)
    with acting(WINDOW):
        paper = Paper.objects.get(case_id=case.id, kind="NSA")
    assert paper.data["said"]["reasons"] == REASONS
    assert [(one["way"], one["where_zh"]) for one in paper.data["remedies"]] == [
        ("reconsideration", "广州市天河区人民政府"), ("litigation", "有管辖权的人民法院"),
    ]  # fmt: skip


def test_papers_are_numbered_by_office_kind_and_year(applicant: Person) -> None:
    case = move(complete(submitted(applicant)), "accept", WINDOW, "2026-09-08")
    assert [paper.number for paper in case.papers][1] == "440106000001-ACP-2026-000001"


def test_the_content_of_a_paper_is_sealed(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(WINDOW):
        [raw] = (
            Paper.objects.filter(case_id=case.id)
            .extra(select={"raw": "encode(data, 'escape')"})
            .values_list("raw", flat=True)
        )
    assert "张示例" not in raw


def test_anybody_who_holds_a_paper_can_see_that_it_is_genuine_and_nothing_more(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(VISITOR):
        found = papers.verify(case.papers[0].token)
        assert papers.verify("no-such-token") is None
        assert Paper.objects.count() == 0
    assert found
    assert (found.number, found.says["name"], found.says["case"]) == (case.papers[0].number, "张**", case.number)


def test_a_notice_that_was_withdrawn_says_so_when_it_is_verified(applicant: Person) -> None:
    defects = [DEFECT, {"about": "form", "text": "缺"}]
    case = move(submitted(applicant), "correct", WINDOW, "2026-09-08", defects=defects)
    case = move(case, "withdraw_notice", WINDOW, "2026-09-09", why="不该发")
    with acting(VISITOR):
        found = papers.verify(case.papers[-1].token)
    assert found
    assert str(found.withdrawn_on) == "2026-09-09"


def test_a_paper_is_read_by_whoever_sees_its_case(applicant: Person) -> None:
    paper = submitted(applicant).papers[0]
    for actor, visible in ((as_applicant(applicant), True), (WINDOW, True), (ELSEWHERE, False)):
        with acting(actor):
            assert (papers.read(paper.id) is not None) == visible

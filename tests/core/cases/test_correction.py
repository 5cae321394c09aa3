from datetime import date

import pytest

from tests.core.cases.people import CLOCK, DEFECT, SUPERVISOR, WINDOW, as_applicant, move, submitted
from tests.core.cases.story import at
from yimen.core.cases.amending import amended
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.models import Sheet
from yimen.core.cases.sheets import begin_answer, sheet_of
from yimen.core.cases.take import settle
from yimen.core.cases.wording import words
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
BOTH = [DEFECT, {"about": "form", "text": "没有签名"}]


def corrected(applicant: Person, day: str = "2026-09-08") -> Dossier:
    return move(submitted(applicant), "correct", WINDOW, day, defects=BOTH)


def answers(case: Dossier) -> dict[str, dict[str, str]]:
    return {defect.code: {"text": "改好了"} for defect in case.defects}


def test_a_notice_tells_every_defect_at_once_with_a_day_for_the_answer(applicant: Person) -> None:
    case = corrected(applicant)
    assert (case.state, [defect.code for defect in case.defects]) == ("correcting", ["3.1", "3.2"])
    assert case.corrections[0].due == date(2026, 9, 29)
    assert [paper.kind for paper in case.papers] == ["REC", "SGZ"]


def test_a_notice_that_leaves_out_what_is_known_to_be_missing_is_refused(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        move(submitted(applicant), "correct", WINDOW, "2026-09-08", defects=[DEFECT])
    assert [(one.key, one.params) for one in error.value.why] == [("all_defects_at_once", {"materials": ["申请表"]})]


def test_a_second_notice_is_the_supervisors_and_counted_as_our_fault(applicant: Person) -> None:
    case = corrected(applicant)
    case = move(case, "supply", as_applicant(applicant), "2026-09-10", answers=answers(case))
    with pytest.raises(NotNow, match="once"):
        move(case, "correct", WINDOW, "2026-09-11", defects=BOTH)
    more = {"defects": [{"about": "form", "text": "日期也缺"}], "why": "漏看了"}
    case = move(case, "correct_again", SUPERVISOR, "2026-09-11", visible_before=True, **more)
    assert (case.state, case.events[-1].fault, case.corrections[-1].again) == ("correcting", True, True)


def test_a_second_notice_for_what_the_answer_brought_is_no_fault(applicant: Person) -> None:
    case = corrected(applicant)
    case = move(case, "supply", as_applicant(applicant), "2026-09-10", answers=answers(case))
    more = {"defects": [{"about": "form", "text": "新交的表破损"}], "why": "新材料的问题"}
    assert not move(case, "correct_again", SUPERVISOR, "2026-09-11", visible_before=False, **more).events[-1].fault


def test_an_answer_answers_every_defect(applicant: Person) -> None:
    case = corrected(applicant)
    with pytest.raises(NotNow) as error:
        move(case, "supply", as_applicant(applicant), "2026-09-10", answers={"3.1": {"text": "改好了"}})
    assert error.value.why[0].params == {"defects": ["3.2"]}
    case = move(case, "supply", as_applicant(applicant), "2026-09-10", answers=answers(case))
    assert (case.state, [defect.answered_on for defect in case.defects]) == ("submitted", [date(2026, 9, 10)] * 2)


def test_a_file_that_nobody_handed_in_is_no_answer(applicant: Person) -> None:
    case = corrected(applicant)
    told = {defect.code: {"documents": ["00000000-0000-0000-0000-000000000001"]} for defect in case.defects}
    with pytest.raises(NotNow, match="no_such_document"):
        move(case, "supply", as_applicant(applicant), "2026-09-10", answers=told)


def test_a_notice_can_be_withdrawn_whole_and_the_clock_runs_as_if_it_had_never_been_sent(applicant: Person) -> None:
    case = move(corrected(applicant), "withdraw_notice", WINDOW, "2026-09-10", why="照片可以用")
    assert (case.state, case.case.act_by) == ("submitted", date(2026, 9, 14))
    assert case.papers[-1].withdrawn_on == date(2026, 9, 10)
    case = move(case, "correct", WINDOW, "2026-09-11", defects=BOTH)
    assert case.state == "correcting"


def test_a_notice_withdrawn_after_the_five_days_leaves_a_case_that_silence_has_accepted(applicant: Person) -> None:
    case = move(corrected(applicant), "withdraw_notice", WINDOW, "2026-09-17", why="照片可以用")
    with acting(CLOCK):
        settled = settle(case.id, at=at("2026-09-17", hour=10))
    assert settled
    assert (settled.state, settled.events[-1].dated) == ("accepted", date(2026, 9, 7))


def test_one_defect_can_be_withdrawn_and_the_other_still_waits(applicant: Person) -> None:
    case = move(corrected(applicant), "withdraw_defect", WINDOW, "2026-09-10", defect="3.1", why="照片可以用")
    assert (case.state, [defect.open for defect in case.defects]) == ("correcting", [False, True])
    with pytest.raises(NotNow, match="not_the_last_defect"):
        move(case, "withdraw_defect", WINDOW, "2026-09-10", defect="3.2", why="…")


def test_when_every_defect_is_withdrawn_after_the_answer_the_case_counts_from_its_receipt(applicant: Person) -> None:
    case = corrected(applicant)
    case = move(case, "supply", as_applicant(applicant), "2026-09-16", answers=answers(case))
    assert case.case.act_by == date(2026, 9, 22)
    for code in ("3.1", "3.2"):
        case = move(case, "withdraw_defect", WINDOW, "2026-09-17", defect=code, why="不该要")
    assert (case.case.act_by, case.case.next_due) == (date(2026, 9, 14), at("2026-09-15", hour=0))


def test_an_answer_begun_and_not_sent_is_kept_and_reminded_before_its_day(applicant: Person) -> None:
    case = corrected(applicant)
    with acting(as_applicant(applicant)):
        begin_answer(case.id, {"3.1": {"text": "改了一半"}})
        assert Sheet.objects.get(case_id=case.id).pending == {"3.1": {"text": "改了一半"}}
    assert case.case.next_due == at("2026-09-23", hour=0)
    with acting(CLOCK):
        reminded = settle(case.id, at=at("2026-09-23", hour=1))
    assert reminded
    assert (reminded.state, reminded.events[-1].said) == ("correcting", {"due": "2026-09-29"})
    assert reminded.case.next_due == at("2026-09-30", hour=0)


def test_a_case_lapses_only_after_a_reminder_and_some_days_to_answer_it(applicant: Person) -> None:
    case = corrected(applicant)
    with acting(CLOCK):
        late = settle(case.id, at=at("2026-10-15", hour=1))
    assert late
    assert (late.state, late.events[-1].move) == ("correcting", "remind")
    with acting(CLOCK):
        ended = settle(case.id, at=at("2026-10-21", hour=1))
    assert ended
    assert (ended.state, ended.events[-1].move) == ("closed", "lapse")
    assert [paper.kind for paper in ended.papers][-1] == "STL"


def test_an_obvious_slip_is_amended_with_the_person_and_both_values_are_kept(applicant: Person) -> None:
    case = submitted(applicant)
    with pytest.raises(NotNow, match="person_there"):
        move(case, "amend", WINDOW, "2026-09-08", changes={"size": 21}, with_person=False)
    case = move(case, "amend", WINDOW, "2026-09-08", changes={"size": 21}, with_person=True)
    assert (case.state, case.terms.fee, case.corrections) == ("submitted", "20.00", [])
    assert amended(case.events[-1]) == {"size": {"before": 20, "after": 21}}
    with acting(WINDOW):
        sheet = sheet_of(case.id)
    assert sheet
    assert {name: sheet.facts["facts"]["size"][name] for name in ("value", "source")} == {
        "value": 21,
        "source": "amended",
    }


@pytest.mark.parametrize("size", [5, 51, 120])
def test_what_would_change_outcome_materials_or_fee_is_no_slip_and_the_lawful_way_is_told(
    applicant: Person, size: int
) -> None:
    with pytest.raises(SaysMissing) as error:
        move(submitted(applicant), "amend", WINDOW, "2026-09-08", changes={"size": size}, with_person=True)
    assert [(one.at, one.key) for one in error.value.mistakes] == [("changes.size", "of_substance")]
    assert "补正" in words("wrong", "of_substance").zh


def test_what_a_register_or_a_device_knows_is_not_amended_and_that_is_said(applicant: Person) -> None:
    changes = {"face_match": True, "nothing": 1, "size": 20}
    with pytest.raises(SaysMissing) as error:
        move(submitted(applicant), "amend", WINDOW, "2026-09-08", changes=changes, with_person=True)
    told = {one.at: one.key for one in error.value.mistakes}
    assert told == {
        "changes.face_match": "known_elsewhere",
        "changes.nothing": "no_such_fact",
        "changes.size": "as_it_was",
    }


def test_an_amendment_is_no_correction_notice_so_that_one_can_still_be_sent(applicant: Person) -> None:
    case = move(submitted(applicant), "amend", WINDOW, "2026-09-08", changes={"size": 21}, with_person=True)
    assert move(case, "correct", WINDOW, "2026-09-08", defects=BOTH).state == "correcting"

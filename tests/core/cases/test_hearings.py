"""许可法§46–48: told of the right, asked within five days, held within twenty, called seven days before, written down; §45: not counted."""

from datetime import date

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, REASONS, WINDOW, accepted, as_applicant, move
from tests.core.cases.story import at, running, told
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow
from yimen.core.cases.telling import running as clocks_of
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.places.times import parse_time
from yimen.core.places.working_days import WorkingDays, due, released

DAYS = WorkingDays(released())
CALL = {"on": "2026-09-24", "place": "示例区办证大厅二楼", "chair": "何示例"}
HELD = {"present": ["张示例", "王示例"], "record": "双方陈述了意见。", "signed": True}


def refused(case: Dossier, name: str, by: object, day: str, **says: object) -> str:
    with pytest.raises(NotNow) as error:
        move(case, name, by, day, **says)  # type: ignore[arg-type]
    return error.value.why[0].key


def opened(applicant: Person) -> Dossier:
    """Accepted on the seventh, told of the right on the eighth; the notice reaches the person the same day."""
    return served(notified(applicant), "2026-09-08")


def notified(applicant: Person) -> Dossier:
    return move(accepted(applicant, size=5), "tell_hearing", EXAMINER, "2026-09-08", why="关系到邻居")


def served(case: Dossier, day: str, at: str = "", name: str = "serve", **says: object) -> Dossier:
    paper = case.papers[-1]
    said = {"on": day, "way": "hand"} if name == "serve" else {}
    return move(case, name, RULE, at or day, of=str(paper.n), paper=str(paper.id), **said, **says)


@pytest.mark.django_db
def test_the_five_days_begin_only_when_the_notice_has_reached_the_person(applicant: Person) -> None:
    """许可法§47: from being told, which is the day of service and not that of the move."""
    case = notified(applicant)
    [waits] = [one for one in clocks_of(case, at("2026-10-30").date()) if one.kind == "hearing_ask"]
    assert (waits.begun, waits.due, waits.late) == (False, None, False)
    case = served(case, "2026-09-18", "2026-09-21")
    assert (case.events[-1].dated.isoformat(), case.events[-1].said["way"]) == ("2026-09-18", "hand")  # type: ignore[index]
    [runs] = [one for one in clocks_of(case, at("2026-09-21").date()) if one.kind == "hearing_ask"]
    assert (runs.begun, runs.starts, runs.due) == (True, date(2026, 9, 18), date(2026, 9, 24))
    assert refused(case, "ask_hearing", as_applicant(applicant), "2026-09-28") == "hearing_askable"
    assert move(case, "ask_hearing", as_applicant(applicant), "2026-09-24").events[-1].move == "ask_hearing"


@pytest.mark.django_db
def test_nothing_is_decided_before_the_notice_was_served_and_a_letter_that_comes_back_stops_it_again(
    applicant: Person,
) -> None:
    case = move(notified(applicant), "examine", EXAMINER, "2026-09-09", opinion="grant", why="可以")
    assert refused(case, "approve", DECIDER, "2026-10-20") == "hearing_not_served"
    case = served(case, "2026-09-09")
    assert (
        refused(case, "serve", RULE, "2026-09-10", of="9", paper="x", on="2026-09-10", way="hand") == "paper_to_serve"
    )
    with pytest.raises(NotNow, match="served_before"):
        served(case, "2026-09-10")
    case = served(case, "2026-09-11", name="reopen_service", why="查无此人")
    assert refused(case, "approve", DECIDER, "2026-10-20") == "hearing_not_served"
    with pytest.raises(NotNow, match="served_on_a_day"):
        served(case, "2026-09-21", "2026-09-20")
    case = served(case, "2026-09-20")
    assert move(case, "approve", DECIDER, "2026-09-29").state == "approved"
    with pytest.raises(NotNow, match="not_by"):
        move(case, "reopen_service", WINDOW, "2026-09-29", of="4", paper=str(case.papers[-1].id), why="不能由人直接写")


@pytest.mark.django_db
def test_a_hearing_goes_from_the_right_to_the_record(applicant: Person) -> None:
    case = opened(applicant)
    assert [paper.kind for paper in case.papers][-1] == "HRT"
    case = move(case, "ask_hearing", as_applicant(applicant), "2026-09-10", why="想当面说")
    case = move(case, "call_hearing", EXAMINER, "2026-09-14", **CALL)
    assert (case.state, [paper.kind for paper in case.papers][-1]) == ("suspended", "HRN")
    case = move(case, "record_hearing", EXAMINER, "2026-09-24", **HELD)
    assert case.state == "accepted"
    case = move(case, "examine", EXAMINER, "2026-09-25", opinion="grant", why="按听证笔录")
    assert move(case, "approve", DECIDER, "2026-09-25").state == "approved"


@pytest.mark.django_db
def test_the_right_ends_five_working_days_after_it_was_told(applicant: Person) -> None:
    case = opened(applicant)
    last = due(case.events[-1].dated, parse_time("5 working days"), DAYS).day.isoformat()
    assert last == "2026-09-15"
    assert refused(case, "ask_hearing", as_applicant(applicant), "2026-09-16", why="晚了") == "hearing_askable"
    assert move(case, "ask_hearing", as_applicant(applicant), last, why="赶上了").state == "accepted"


@pytest.mark.django_db
def test_nothing_is_decided_while_a_hearing_may_be_asked_for_or_is_owed(applicant: Person) -> None:
    case = move(opened(applicant), "examine", EXAMINER, "2026-09-09", opinion="refuse", why="不行")
    assert refused(case, "approve", DECIDER, "2026-09-15") == "hearing_may_be_asked"
    asked = move(case, "ask_hearing", WINDOW, "2026-09-15", who="邻居李测试")
    assert refused(asked, "reject", DECIDER, "2026-09-16", reasons=REASONS) == "hearing_settled"


@pytest.mark.django_db
def test_once_nobody_has_asked_in_five_days_it_is_decided(applicant: Person) -> None:
    case = move(opened(applicant), "examine", EXAMINER, "2026-09-09", opinion="grant", why="可以")
    assert move(case, "approve", DECIDER, "2026-09-16").state == "approved"


@pytest.mark.django_db
def test_without_having_been_told_nobody_asks(applicant: Person) -> None:
    assert (
        refused(accepted(applicant, size=5), "ask_hearing", as_applicant(applicant), "2026-09-08") == "hearing_not_told"
    )


@pytest.mark.django_db
def test_a_hearing_is_called_seven_days_before_and_led_by_somebody_else(applicant: Person) -> None:
    case = move(opened(applicant), "ask_hearing", as_applicant(applicant), "2026-09-10")
    early = CALL | {"on": "2026-09-21"}
    assert refused(case, "call_hearing", EXAMINER, "2026-09-14", **early) == "hearing_called_in_time"
    assert refused(case, "call_hearing", EXAMINER, "2026-09-14", **CALL | {"chair": "王 示例"}) == "chair_is_another"


@pytest.mark.django_db
def test_a_hearing_ends_with_its_record_and_not_before_its_day(applicant: Person) -> None:
    case = move(opened(applicant), "ask_hearing", as_applicant(applicant), "2026-09-10")
    assert refused(case, "record_hearing", EXAMINER, "2026-09-24", **HELD) == "not_from"
    case = move(case, "call_hearing", EXAMINER, "2026-09-14", **CALL)
    assert refused(case, "resume", EXAMINER, "2026-09-15", result="不开了") == "not_in_hearing"
    assert refused(case, "record_hearing", EXAMINER, "2026-09-23", **HELD) == "hearing_held"


@pytest.mark.django_db
def test_another_standstill_is_not_written_down_as_a_hearing(applicant: Person) -> None:
    case = accepted(applicant, size=5)
    case = move(case, "suspend", EXAMINER, "2026-09-08", kind="testing", expected="2026-09-20", why="送检")
    assert refused(case, "record_hearing", EXAMINER, "2026-09-20", **HELD) == "hearing_not_called"
    assert move(case, "resume", EXAMINER, "2026-09-20", result="合格").state == "accepted"


@pytest.mark.django_db
def test_the_time_to_hold_it_is_ours_and_stands_in_the_queue(applicant: Person) -> None:
    case = move(opened(applicant), "ask_hearing", as_applicant(applicant), "2026-09-10")
    [clock] = [one for one in clocks_of(case, case.events[-1].dated) if one.kind == "hearing"]
    assert (clock.law, clock.due) == ("许可法§47", due(case.events[-1].dated, parse_time("20 working days"), DAYS).day)


ACCEPTED = (("submit", "2026-09-07"), ("accept", "2026-09-07"))
RIGHT = (*ACCEPTED, ("tell_hearing", "2026-09-08"), ("ask_hearing", "2026-09-10"))


def test_the_days_from_the_call_to_the_record_are_not_counted() -> None:
    plain = running(told(*ACCEPTED), "2026-09-08")["statute"]
    heard = running(told(*RIGHT, ("call_hearing", "2026-09-14"), ("record_hearing", "2026-09-18")), "2026-09-21")[
        "statute"
    ]
    assert plain.due
    assert heard.due == DAYS.after(plain.due, 5)
    standing = running(told(*RIGHT, ("call_hearing", "2026-09-14")), "2026-09-16")["statute"]
    assert (standing.stopped, standing.due) == (True, None)


def test_the_time_to_ask_is_shown_while_it_runs() -> None:
    right = told(*ACCEPTED, ("tell_hearing", "2026-09-08"), ("serve", "2026-09-08", {"of": "3", "way": "hand"}))
    assert running(right, "2026-09-15")["hearing_ask"].stops == "ask_hearing"
    assert "hearing_ask" not in running(right, "2026-09-16")
    assert "hearing" not in running(told(*RIGHT, ("record_hearing", "2026-09-24")), "2026-09-25")

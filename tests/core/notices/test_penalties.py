"""Penalty papers reach the person (处罚法§44, §52, §61): none of the moves that tell something is left out."""

from datetime import date

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, HERE, REASONS, WINDOW, draft, move
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.procedure import Row
from yimen.core.cases.rulebook import procedures
from yimen.core.cases.store import read_case
from yimen.core.notices import checks
from yimen.core.notices.contesting import contesting
from yimen.core.notices.models import Delivery, Notice
from yimen.core.notices.owed import count
from yimen.core.notices.telling import tell_person
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA

pytestmark = pytest.mark.django_db
DAY = "2026-09-07"
HIT = {"penalty": "警告", "reasons": REASONS}


def opened(someone: Person) -> Dossier:
    return draft(someone, "test.penalty", DAY, by=EXAMINER, channel="hall", region=HERE)


def told(case: Dossier) -> tuple[str, str]:
    with acting(CLOCK):
        tell_person(case.id, case.version)
        row = Notice.objects.get(case_id=case.id, n=case.version)
        return row.key, row.kind


def test_what_is_intended_and_what_was_decided_are_told_and_served(applicant: Person) -> None:
    case = move(opened(applicant), "submit", EXAMINER, DAY, found="现场查获")
    case = move(case, "tell", EXAMINER, DAY, **HIT)
    assert told(case) == ("tell_penalty", "legal")
    case = move(case, "examine", EXAMINER, DAY, opinion="grant", why="清楚")
    case = move(case, "approve", DECIDER, "2026-09-08", **HIT)
    assert told(case) == ("approve_penalty", "legal")
    with acting(RULE):
        assert sorted(Delivery.objects.values_list("paper", flat=True)) == ["PEN", "TEL"]


def test_a_penalty_on_the_spot_is_served_by_being_handed_over_and_contested_from_that_day(applicant: Person) -> None:
    case = move(opened(applicant), "decide_on_the_spot", WINDOW, DAY, **HIT)
    with acting(RULE):
        assert count(case.events[-1].at.astimezone(CHINA).replace(hour=18)).untold == 1, (
            "the daily count covers penalties"
        )
    assert told(case) == ("decide_on_the_spot", "legal")
    with acting(RULE):
        row = Delivery.objects.get()
        assert (row.state, row.way, row.served_on) == ("served", "hand", date(2026, 9, 7))
        case = read_case(case.id)
        assert case.events[row.event - 1].move == "serve"  # type: ignore[operator]
        first, then = contesting(case)
    assert (first.way, first.last) == ("reconsideration", date(2026, 11, 6))
    assert (then.way, then.starts, then.last) == ("litigation", None, None), (
        "its days begin with the answer to the first"
    )


def issuing() -> list[tuple[str, Row]]:
    return [(found.procedure, row) for found in procedures() for row in found.moves if row.notice]


def test_every_move_of_the_tables_that_issues_a_paper_tells_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(issuing()) > 30
    assert list(checks.untold()) == []
    name, row = issuing()[0]
    row.jobs.remove("tell_person")
    try:
        assert [line.split(": ")[1] for line in checks.untold()] == [f"{row.move}"], name
    finally:
        row.jobs.append("tell_person")
    monkeypatch.delitem(checks.catalogue(), "tell_penalty")
    assert any("penalty.yaml: tell: no words" in line for line in checks.untold())

"""Owed against sent: all is well, and each thing that goes wrong alarms."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests.core.cases.story import at
from tests.core.notices.serving_it import attempts, corrected, later, messaged, on_its_way
from yimen.core.notices.models import Attempt, Delivery, Notice
from yimen.core.notices.owed import Count, count
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NEXT_DAY = at("2026-09-08")


def counted(moment: object = NEXT_DAY) -> Count:
    with acting(RULE):
        return count(moment)  # type: ignore[arg-type]


def test_a_paper_that_is_on_its_way_is_no_alarm(applicant: Person) -> None:
    on_its_way(applicant)
    assert (counted().owed, counted().alarms) == (1, [])


def test_a_paper_of_which_nobody_was_told_alarms(applicant: Person) -> None:
    corrected(applicant)
    assert counted().alarms == ["untold"]


def test_a_notice_that_never_set_out_alarms(applicant: Person) -> None:
    on_its_way(applicant)
    with acting(RULE):
        Delivery.objects.all().delete()
    assert counted().alarms == ["not_begun"]


def test_a_sweep_that_stands_still_alarms(applicant: Person) -> None:
    row = messaged(applicant)
    assert counted(at("2026-09-09", 11)).alarms == ["unsent"]
    with acting(RULE):
        Attempt.objects.update(state="sent")
    assert counted(at("2026-09-11", 11)).alarms == ["stopped"]
    assert attempts(row) == [("sms", "sent")]


def test_letters_that_lie_and_papers_that_reach_nobody_alarm(applicant: Person) -> None:
    row = later(on_its_way(applicant), at("2026-09-09"))
    assert counted(at("2026-09-11")).alarms == []
    assert counted(at("2026-09-13")).alarms == ["letters"]
    with acting(RULE):
        Delivery.objects.filter(id=row.id).update(state="stuck")
    assert "stuck" in counted(at("2026-09-13")).alarms


def test_the_operators_command_ends_with_one_where_something_is_owed(
    applicant: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("notices")
    on_its_way(applicant)  # of September: its next way was due long ago
    with acting(RULE):
        assert Notice.objects.exists()
    with pytest.raises(SystemExit):
        call_command("notices")
    assert "!      1  their next way was due an hour ago" in capsys.readouterr().out
    assert timedelta(hours=1)

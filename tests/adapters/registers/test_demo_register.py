from argparse import ArgumentTypeError
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.core.people.folk import LI, ZHANG
from yimen.adapters.registers.management.commands.demo_register import span
from yimen.adapters.registers.models import DemoBehaviour, DemoRecord
from yimen.core.people.actors import RULE, VISITOR
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.registers import Known, Subject
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db


def subject(number: str = ZHANG) -> Subject:
    return Subject("", number, "张示例")


def told(query: str, number: str = ZHANG) -> object:
    with acting(RULE):
        answer = wire("registers", "population").look_up(query, subject(number), {}, 1)
    return answer.value if isinstance(answer, Known) else answer


def test_a_register_is_told_to_be_down_for_ten_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_register", "population", "down", "--for", "10m")
    row = DemoBehaviour.objects.get()
    assert row.until is not None
    assert timedelta(minutes=9) < row.until - now() <= timedelta(minutes=10)
    said = capsys.readouterr().out
    assert "population           down" in said
    assert "exit_entry           normal" in said


def test_all_registers_are_asked_in_one_question_which_of_them_have_a_bad_day(django_assert_num_queries: Any) -> None:
    wire("registers", "population").rehearse("down", None, {})
    wire("registers", "land").rehearse("slow", now() - timedelta(minutes=1), {})
    with django_assert_num_queries(2):  # the clock and the rows
        assert wire("registers", "exit_entry").unwell() == {"population": "down"}


@pytest.mark.parametrize(("register", "mode"), [("weather", "down"), ("population", "dancing")])
def test_an_unknown_register_or_mode_is_told_what_there_is(register: str, mode: str) -> None:
    with pytest.raises(CommandError, match="expected one of"):
        call_command("demo_register", register, mode)


@pytest.mark.parametrize("text", ["10", "m", "10 minutes", "-1h", "9999999d"])
def test_a_span_is_a_number_and_a_unit(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="such as 10m"):
        span(text)


def test_a_record_counts_on_its_days_and_a_later_one_takes_over() -> None:
    today = now().date()
    with acting(RULE):
        wire("registers", "population").fill(
            [
                Entry("old", ZHANG, "gone", date(2000, 1, 1), date(2010, 1, 1)),
                Entry("moved", ZHANG, "440106", date(2000, 1, 1)),
                Entry("moved", ZHANG, "430102", today - timedelta(days=1)),
                Entry("coming", ZHANG, "not yet", today + timedelta(days=1)),
            ]
        )
    assert (told("old"), told("moved"), told("coming")) == (None, "430102", None)
    assert told("moved", LI) is None


def test_a_record_is_sealed_found_by_number_only_and_read_by_nobody_who_does_not_act() -> None:
    with acting(RULE):
        wire("registers", "population").fill([Entry("person", ZHANG, {"name": "张示例"})])
        row = DemoRecord.objects.values().get()
        assert ZHANG not in str(row["subject"])
    assert DemoRecord.objects.count() == 0
    with acting(VISITOR):
        assert DemoRecord.objects.update(query="x") == 0

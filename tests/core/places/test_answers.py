"""“When is it due?” on the command line, and the checked question behind it that the API asks too."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from yimen.core.places.answers import CannotAnswer, answer_due

pytestmark = pytest.mark.django_db


def test_the_command_answers_in_json_with_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("due", "--from", "2026-09-28", "--days", "20", "--unit", "working", "--json")
    assert json.loads(capsys.readouterr().out) == {"due": "2026-10-30", "provisional": False, "law": "许可法§82"}


def test_the_command_says_in_words_that_a_day_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("due", "--from", "2026-12-24", "--days", "10")
    assert capsys.readouterr().out.strip() == "2027-01-08（暂定：当年放假通知尚未公布） 许可法§82"


def test_calendar_days_claim_no_article_since_none_says_how_they_count() -> None:
    assert answer_due(date(2026, 9, 2), 30, "calendar") == {"due": "2026-10-02", "provisional": False, "law": None}


def test_no_days_at_all_end_on_the_day_itself() -> None:
    assert answer_due("2026-10-01", "0", "working")["due"] == "2026-10-01"


@pytest.mark.parametrize(
    ("from_", "days", "unit", "fields"),
    [
        ("2026-13-01", 5, "working", ["from"]),
        ("20260901", 5, "working", ["from"]),
        ("1999-01-01", 5, "working", ["from"]),
        ("2026-09-01", -1, "working", ["days"]),
        ("2026-09-01", 10_001, "calendar", ["days"]),
        ("2026-09-01", "٣", "calendar", ["days"]),
        ("2026-09-01", "9" * 5000, "calendar", ["days"]),
        ("2026-09-01", 5, "week", ["unit"]),
        ("", "", "", ["from", "days", "unit"]),
        ("2099-09-01", 10_000, "working", ["days"]),
        ("2100-12-31", 1, "calendar", ["days"]),
    ],
)
def test_a_question_that_is_not_well_put_is_told_word_by_word(
    from_: str, days: int | str, unit: str, fields: list[str]
) -> None:
    with pytest.raises(CannotAnswer) as caught:
        answer_due(from_, days, unit)
    assert [wrong.field for wrong in caught.value.errors] == fields
    assert all(wrong.zh and wrong.en for wrong in caught.value.errors)


def test_the_command_refuses_in_the_readers_words() -> None:
    with pytest.raises(CommandError, match="--unit: 请填写 working"):
        call_command("due", "--from", "2026-09-28", "--days", "5", "--unit", "weeks")

from typing import get_args

import pytest
from django.core.management import call_command
from pytest_django import Settings

from yimen.core.cases.checks import trunk
from yimen.core.cases.effects import EFFECTS
from yimen.core.cases.guards import GUARDS
from yimen.core.cases.says import SAYS
from yimen.core.cases.vocabulary import GuardName, RowKind, SaidType


def test_every_article_of_procedures_and_remedies_is_in_the_law_book() -> None:
    assert trunk(None) == []


def test_every_word_of_the_closed_vocabularies_has_its_function() -> None:
    assert (set(get_args(GuardName)), set(get_args(RowKind)), set(get_args(SaidType))) == (
        set(GUARDS),
        set(EFFECTS),
        set(SAYS),
    )


def test_a_handler_that_is_not_there_or_never_called_is_told_by_name(settings: Settings) -> None:
    settings.AFTER_EVENT = [("acept", "yimen.core.cases.take.take"), ("accept", "yimen.core.cases.nowhere.go")]
    assert [error.msg for error in trunk(None)] == [
        "AFTER_EVENT: no move and no job is called 'acept'",
        "AFTER_EVENT: No module named 'yimen.core.cases.nowhere'",
    ]


@pytest.mark.parametrize("name", ["licence", "registration", "pledge", "penalty"])
def test_the_table_of_a_procedure_can_be_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("procedures", name, "--on", "2026-11-24")
    printed = capsys.readouterr().out
    assert f"`{name}`" in printed
    assert "`approve`" in printed


def test_a_row_that_is_not_in_force_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("procedures", "licence", "--on", "2022-06-30")
    assert "`accept_owed`" not in capsys.readouterr().out

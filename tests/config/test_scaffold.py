"""What `bin/new` begins passes the checks of the house before anybody has changed it."""

import ast
from pathlib import Path

import pytest

from yimen.config.scaffold.__main__ import write
from yimen.config.scaffold.plans import KINDS, PORTS, NotPossible, Plan, adapter, channel, service
from yimen.core.places.law_book import law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.files import shelf
from yimen.core.services.linting import lint_files


@pytest.mark.parametrize("vertical", ["exit_entry", "household", "fire"])
def test_a_new_service_passes_the_linter_as_it_stands(vertical: str, tmp_path: Path) -> None:
    write(service(f"{vertical}.quite_new"), tmp_path)
    found = shelf([tmp_path / "yimen" / "verticals" / vertical])
    assert [report.faults for report in lint_files(found, law_book(), WorkingDays(released()))] == [[]]


@pytest.mark.parametrize("port", PORTS)
def test_a_new_adapter_has_its_first_test_and_says_where_it_is_named(port: str) -> None:
    plan = adapter(f"{port}.good_vendor")
    assert set(plan.files) == {f"yimen/adapters/{port}/good_vendor.py", f"tests/adapters/{port}/test_good_vendor.py"}
    assert "GoodVendor" in plan.next_steps[0]
    assert parsed(plan) == 2


def test_a_new_door_brings_page_words_and_test() -> None:
    plan = channel("kiosk")
    assert "yimen/channels/kiosk/words/kiosk.yaml" in plan.files
    assert "kiosk.title" in plan.files["yimen/channels/kiosk/templates/kiosk/welcome.html"]
    assert parsed(plan) == 5


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        ("service", "nothing", "has not two parts"),
        ("service", "Household.x", "has not two parts"),
        ("service", "cooking.soup", "no vertical cooking"),
        ("adapter", "telepathy.acme", "not a port"),
        ("channel", "../etc", "cannot be the name of a door"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_with_an_example(kind: str, name: str, why: str) -> None:
    with pytest.raises(NotPossible, match=why):
        KINDS[kind](name)


def test_nothing_that_exists_is_written_over(tmp_path: Path) -> None:
    write(channel("kiosk"), tmp_path)
    with pytest.raises(NotPossible, match="exists already"):
        write(channel("kiosk"), tmp_path)


def parsed(plan: Plan) -> int:
    return len([ast.parse(text) for path, text in plan.files.items() if path.endswith(".py")])

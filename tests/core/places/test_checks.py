"""Nothing starts when data is missing: `manage.py check` names the file, the key and the line."""

from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks

from yimen.core.places.checks import check_data, unreadable
from yimen.core.places.loading import folders, load


def test_the_data_of_the_release_passes_the_check() -> None:
    assert check_data() == []


def test_the_check_is_registered_and_asked_at_every_start() -> None:
    assert [message for message in run_checks() if message.id and message.id.startswith("places.")] == []


def test_a_vertical_that_is_configured_but_not_there_fails_with_its_name(tmp_path: Path) -> None:
    said = [message.msg for message in unreadable(lambda: load(folders(tmp_path)))]
    assert f"{settings.VERTICALS[0]}/laws.yaml:1: the file: expected a file of laws; found none" in said


def test_the_check_of_another_app_does_not_read_our_files() -> None:
    assert check_data([]) == []

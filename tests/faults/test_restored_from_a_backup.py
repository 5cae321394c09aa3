"""A backup made while people go on working brings back, on an empty machine, every case that was acknowledged before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.faults.load import Client, at_work
from tests.faults.restoring import Emptied, another_machine, backed_up, flipped, keys_of, shortened
from tests.product import empty_folder

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Night:
    """What was acknowledged before the backup, the backup, and the keys apart from it."""

    acknowledged: set[str]
    file: Path
    keys: Path


@pytest.fixture(scope="module")
def night(running: Installation, crowd: list[Client]) -> Iterator[Night]:
    with empty_folder() as folder, at_work(crowd[:3], "backup") as busy:
        busy.more(6)
        before = busy.ledger.cases()
        file = backed_up(running, folder)
        busy.more(2)  # nobody had to wait for it
        yield Night(before, file, keys_of(running, folder))


@pytest.fixture(scope="module")
def elsewhere(night: Night) -> Iterator[Emptied]:
    with another_machine() as empty:
        yield empty


def test_without_the_keys_nothing_is_restored_and_it_says_which_are_missing(elsewhere: Emptied, night: Night) -> None:
    refused = elsewhere.manage("restore", str(night.file))
    assert refused.returncode == 1
    assert "manage.py keys restore" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_one_flipped_bit_is_found_before_anything_is_restored(elsewhere: Emptied, night: Night) -> None:
    assert elsewhere.manage("keys", "restore", str(night.keys)).returncode == 0
    refused = elsewhere.manage("restore", str(flipped(night.file, night.file.stat().st_size // 2)))
    assert (refused.returncode, "is not whole" in refused.stderr) == (1, True), refused.stderr
    assert "Traceback" not in refused.stderr


def test_half_a_file_is_refused_with_a_sentence(elsewhere: Emptied, night: Night) -> None:
    refused = elsewhere.manage("restore", str(shortened(night.file, 100_000)))
    assert (refused.returncode, "is not whole" in refused.stderr) == (1, True), refused.stderr


def test_a_database_that_holds_something_is_never_restored_into(running: Installation, night: Night) -> None:
    refused = running.manage("restore", str(night.file))
    assert (refused.returncode, "is not empty" in refused.stderr) == (1, True), refused.stderr


def test_every_case_acknowledged_before_it_is_back_with_its_chain(elsewhere: Emptied, night: Night) -> None:
    restored = elsewhere.manage("restore", str(night.file))
    assert restored.returncode == 0, restored.stderr
    assert "every chain verified" in restored.stdout
    assert "the chains end at gd " in restored.stdout
    with elsewhere.superuser() as connection:
        there = {str(row[0]) for row in connection.execute("select id from cases_case")}
    assert night.acknowledged <= there


def test_after_a_change_of_keys_everything_is_sealed_anew_and_reads_as_before(elsewhere: Emptied, night: Night) -> None:
    """On what was restored: a new key, all sealed with it, the old one put aside; chains and contents hold."""
    for words in (["new", "fields"], ["reseal"], ["retire"]):
        done = elsewhere.manage("keys", *words)
        assert done.returncode == 0, done.stderr
    said = elsewhere.manage("keys").stdout
    assert "LOST" not in said, said
    assert said.count("fields ") == 1, said
    verified = elsewhere.manage("verify_chain")
    assert verified.returncode == 0, verified.stderr


def test_a_bundle_of_keys_opens_with_its_passphrase_only(running: Installation, night: Night) -> None:
    here = Emptied(running.home)
    assert here.manage("keys", "check", str(night.keys)).returncode == 0
    wrong = here.manage("keys", "check", str(night.keys), YIMEN_KEYS_PASSPHRASE="another passphrase altogether")
    assert (wrong.returncode, "does not open" in wrong.stderr) == (1, True), wrong.stderr


def test_no_key_lies_in_the_backup(running: Installation, night: Night) -> None:
    content = night.file.read_bytes()
    for name in ("backup", "django", "fields", "index", "sign"):
        assert not any(line in content for line in (running.home / "keys" / name).read_bytes().split())

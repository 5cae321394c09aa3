"""A backup made while people go on working brings back, on an empty machine, every case that was acknowledged before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.faults.load import Client, at_work
from tests.faults.restoring import Commanded, commands, flipped, shortened
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
    with empty_folder() as folder, commands(running.home) as here:
        with at_work(crowd[:3], "backup") as busy:
            busy.more(6)
            before = busy.ledger.cases()
            here.manage("backup", str(folder)).must()
            busy.more(2)  # nobody had to wait for it
        here.manage("keys", "backup", str(folder / "keys.bundle")).must()
        [file] = folder.glob("*.backup")
        yield Night(before, file, folder / "keys.bundle")


@pytest.fixture(scope="module")
def elsewhere(night: Night) -> Iterator[Commanded]:
    with empty_folder() as home, commands(home) as empty:
        yield empty


def test_without_the_keys_nothing_is_restored_and_it_says_which_are_missing(elsewhere: Commanded, night: Night) -> None:
    refused = elsewhere.manage("restore", str(night.file))
    assert refused.code == 1
    assert "manage.py keys restore" in refused.refused
    assert "Traceback" not in refused.refused


def test_a_bundle_of_keys_opens_with_its_passphrase_only(elsewhere: Commanded, night: Night) -> None:
    wrong = elsewhere.manage("keys", "restore", str(night.keys), YIMEN_KEYS_PASSPHRASE="another passphrase altogether")
    assert (wrong.code, "does not open" in wrong.refused) == (1, True), wrong.refused
    elsewhere.manage("keys", "restore", str(night.keys)).must()
    elsewhere.manage("keys", "check", str(night.keys)).must()


def test_one_flipped_bit_is_found_before_anything_is_restored(elsewhere: Commanded, night: Night) -> None:
    refused = elsewhere.manage("restore", str(flipped(night.file, night.file.stat().st_size // 2)))
    assert (refused.code, "is not whole" in refused.refused) == (1, True), refused.refused
    assert "Traceback" not in refused.refused


def test_half_a_file_is_refused_with_a_sentence(elsewhere: Commanded, night: Night) -> None:
    refused = elsewhere.manage("restore", str(shortened(night.file, 100_000)))
    assert (refused.code, "is not whole" in refused.refused) == (1, True), refused.refused


def test_every_case_acknowledged_before_it_is_back_with_its_chain(elsewhere: Commanded, night: Night) -> None:
    said = elsewhere.manage("restore", str(night.file)).must()
    assert "every chain verified" in said
    assert "the chains end at gd " in said
    with elsewhere.superuser() as connection:
        there = {str(row[0]) for row in connection.execute("select id from cases_case")}
    assert night.acknowledged <= there


def test_a_database_that_holds_something_is_never_restored_into(elsewhere: Commanded, night: Night) -> None:
    refused = elsewhere.manage("restore", str(night.file))
    assert (refused.code, "is not empty" in refused.refused) == (1, True), refused.refused


def test_after_a_change_of_keys_everything_is_sealed_anew_and_reads_as_before(elsewhere: Commanded) -> None:
    """On what was restored: a new key, all sealed with it, the old one put aside; chains and contents hold."""
    for words in (["new", "fields"], ["reseal"], ["retire"]):
        elsewhere.manage("keys", *words).must()
    said = elsewhere.manage("keys").must()
    assert "LOST" not in said, said
    assert said.count("fields ") == 1, said
    elsewhere.manage("verify_chain").must()


def test_no_key_lies_in_the_backup(running: Installation, night: Night) -> None:
    content = night.file.read_bytes()
    for name in ("backup", "django", "fields", "index", "sign"):
        assert not any(line in content for line in (running.home / "keys" / name).read_bytes().split())

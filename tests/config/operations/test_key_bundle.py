"""Keys in a bundle of their own: closed by a passphrase, put back, never written over."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yimen.config.operations import key_bundle
from yimen.config.operations.snapshot import NotPossible

PHRASE = "six words that only a test would choose"


@pytest.fixture
def bundle(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "one"
    key_bundle.write_key("fields", b"a key\n")
    key_bundle.write_key("seals/authority.p12", b"\0\1")
    key_bundle.bundle(tmp_path / "keys.bundle", PHRASE)
    return tmp_path / "keys.bundle"


def test_a_bundle_brings_every_key_back_readable_by_its_owner_only(
    bundle: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path / "two"
    assert key_bundle.put_back(key_bundle.unbundled(bundle, PHRASE), replace=False) == ["fields", "seals/authority.p12"]
    assert (tmp_path / "two/keys/seals/authority.p12").read_bytes() == b"\0\1"
    assert (tmp_path / "two/keys/seals").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "two/keys/fields").stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_and_a_short_one_are_refused(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="does not open"):
        key_bundle.unbundled(bundle, PHRASE + " ")
    with pytest.raises(NotPossible, match="at least 12"):
        key_bundle.bundle(tmp_path / "other.bundle", "short")


def test_a_bundle_is_never_written_over(bundle: Path) -> None:
    with pytest.raises(NotPossible, match="is there already"):
        key_bundle.bundle(bundle, PHRASE)


def test_a_key_changed_since_is_missed_in_the_bundle(bundle: Path) -> None:
    assert key_bundle.lacking(key_bundle.unbundled(bundle, PHRASE)) == []
    key_bundle.write_key("fields", b"a newer key\na key\n")
    assert key_bundle.lacking(key_bundle.unbundled(bundle, PHRASE)) == ["fields"]


def test_another_key_is_moved_aside_only_when_told_and_never_removed(
    bundle: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path / "two"
    key_bundle.write_key("fields", b"another\n")
    found = key_bundle.unbundled(bundle, PHRASE)
    with pytest.raises(NotPossible, match="--replace"):
        key_bundle.put_back(found, replace=False)
    key_bundle.put_back(found, replace=True)
    [aside] = (tmp_path / "two/keys").glob("fields.replaced-*")
    assert (aside.read_bytes(), (tmp_path / "two/keys/fields").read_bytes()) == (b"another\n", b"a key\n")

"""What is sealed stays sealed, what is blind still finds, and a key that others can read is refused."""

import base64
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given, strategies as st

from yimen.core.people import keys as key_files
from yimen.core.people.keys import KeyUnusable, keys
from yimen.core.people.secrecy import (
    CannotOpen,
    EncryptedJSONField,
    EncryptedTextField,
    blind,
    open_,
    public_key,
    seal,
    sealed_with_newest,
    signing_key,
)

NUMBER = "440106199001010013"


class Treasure(models.Model):
    """A table of this test only, never migrated."""

    text = EncryptedTextField(null=True)
    data = EncryptedJSONField(null=True)

    class Meta:
        app_label = "people"
        managed = False
        db_table = "secret_of_the_test"


@pytest.fixture
def home(tmp_path: Path, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("FIELDS", "INDEX", "SIGN"):
        monkeypatch.delenv(f"YIMEN_KEY_{name}", raising=False)
    settings.HOME = tmp_path
    yield tmp_path
    key_files._keys.cache_clear()


def text_of(key: bytes) -> str:
    return base64.b64encode(key).decode()


@given(st.binary(max_size=200), st.text(max_size=20))
def test_whatever_is_sealed_opens_again_at_its_place(plain: bytes, aad: str) -> None:
    assert open_(seal(plain, aad), aad) == plain


def test_the_same_text_sealed_twice_looks_different_and_shows_nothing(home: Path) -> None:
    one, two = seal(NUMBER.encode(), "a.b"), seal(NUMBER.encode(), "a.b")
    assert one != two
    assert NUMBER.encode() not in one


def test_a_value_moved_to_another_column_does_not_open(home: Path) -> None:
    with pytest.raises(CannotOpen, match="belongs elsewhere"):
        open_(seal(b"x", "people_person.phone"), "people_person.id_number")


def test_a_value_with_one_changed_bit_anywhere_does_not_open(home: Path) -> None:
    sealed = seal(b"13800000000", "a.b")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            open_(bytes(changed), "a.b")


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\x01abcd", b"plain text"])
def test_what_was_never_sealed_is_refused_without_a_crash(home: Path, damaged: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_(damaged, "a.b")


def test_an_older_key_opens_what_it_sealed_and_the_newer_seals(home: Path) -> None:
    file = home / "keys" / "fields"
    old = seal(b"kept", "a.b")
    file.write_text(text_of(b"n" * 32) + "\n" + file.read_text())
    key_files._keys.cache_clear()
    new = seal(b"fresh", "a.b")
    assert (open_(old, "a.b"), open_(new, "a.b")) == (b"kept", b"fresh")
    assert (sealed_with_newest(old), sealed_with_newest(new)) == (False, True)


def test_without_its_key_a_value_says_which_key_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal(b"x", "a.b")
    monkeypatch.setenv("YIMEN_KEY_FIELDS", text_of(b"o" * 32))
    with pytest.raises(CannotOpen, match="older key must stay"):
        open_(sealed, "a.b")


def test_keys_are_made_on_first_use_for_their_owner_only(home: Path) -> None:
    for name in ("fields", "index", "sign"):
        assert len(keys(name)[0]) == 32
        assert (home / "keys" / name).stat().st_mode & 0o777 == 0o600
    assert (home / "keys").stat().st_mode & 0o777 == 0o700


def first_key(home: str) -> bytes:
    return key_files._keys("fields", "", home, "")[0]


def test_processes_that_start_together_end_up_with_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert len(set(pool.map(first_key, [str(tmp_path)] * 16))) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["fields"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(home: Path, mode: int) -> None:
    keys("fields")
    (home / "keys" / "fields").chmod(mode)
    key_files._keys.cache_clear()
    with pytest.raises(KeyUnusable, match=rf"mode {mode:04o}.*chmod 600"):
        keys("fields")


@pytest.mark.parametrize("text", ["", "\n", "not base64!", base64.b64encode(b"short").decode()])
def test_a_damaged_key_file_is_named(home: Path, text: str) -> None:
    keys("index")
    (home / "keys" / "index").write_text(text)
    key_files._keys.cache_clear()
    with pytest.raises(KeyUnusable, match="keys/index"):
        keys("index")


def test_keys_from_the_environment_leave_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_KEY_INDEX", text_of(b"i" * 32))
    assert keys("index") == (b"i" * 32,)
    assert not (home / "keys").exists()


def test_a_blind_index_finds_the_same_value_however_it_was_typed(home: Path) -> None:
    assert blind("id_number", "11010519491231002X") == blind("id_number", " １１０１０５ 19491231002x ")


def test_a_blind_index_of_another_kind_or_key_has_nothing_in_common(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = blind("phone", "13800000000")
    assert here != blind("id_number", "13800000000")
    monkeypatch.setenv("YIMEN_KEY_INDEX", text_of(b"i" * 32))
    assert here != blind("phone", "13800000000")


def test_this_node_signs_with_one_key_that_others_can_check(home: Path) -> None:
    signature = signing_key().sign(b"letter")
    signing_key().public_key().verify(signature, b"letter")
    assert len(base64.b64decode(public_key())) == 32


@pytest.fixture
def table(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table secret_of_the_test (id bigserial primary key, text bytea, data bytea)")
        yield
        cursor.execute("drop table secret_of_the_test")


def test_a_sealed_column_holds_no_readable_text(table: None) -> None:
    said = {"phone": "13800000000", "many": [1, None, True]}
    row = Treasure.objects.create(text="张示例", data=said)
    again = Treasure.objects.get(pk=row.pk)
    assert (again.text, again.data) == ("张示例", said)
    with connection.cursor() as cursor:
        cursor.execute("select text, data from secret_of_the_test")
        stored = b"".join(bytes(column) for column in cursor.fetchone())
    assert "张示例".encode() not in stored
    assert b"13800000000" not in stored


def test_a_sealed_column_may_be_empty_but_cannot_be_searched(table: None) -> None:
    Treasure.objects.create()
    assert Treasure.objects.filter(text__isnull=True, data__isnull=True).count() == 1
    with pytest.raises(FieldError, match="blind index"):
        Treasure.objects.filter(text="张示例").count()
    with pytest.raises(FieldError, match="sealed"):
        Treasure.objects.filter(data__phone="1").count()


def test_sql_that_writes_a_sealed_column_uses_the_name_of_the_place(table: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into secret_of_the_test (text) values (%s)", [seal(b"by hand", "secret_of_the_test.text")]
        )
    assert Treasure.objects.get().text == "by hand"

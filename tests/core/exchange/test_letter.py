from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, strategies as some

from yimen.core.exchange.letter import Letter, Refused, canonical, read, seal, unseal

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
LETTER = Letter(
    sender="gd",
    to="hn",
    seq=7,
    id=UUID("0193f000-0000-7000-8000-000000000001"),
    kind="test.note",
    made_at=datetime(2026, 11, 24, 2, tzinfo=UTC),
    body={"姓名": "张示例", "n": 1},
    key="0123456789abcdef",
)
LINE = seal(LETTER, KEY)


def known(_peer: str, _key: str) -> Ed25519PublicKey:
    return KEY.public_key()


def test_a_letter_reads_as_it_was_written() -> None:
    assert unseal(LINE, known) == LETTER


def test_a_letter_is_one_line_whatever_is_written_in_it() -> None:
    assert b"\n" not in seal(replaced(body={"text": "一\n二\r\n三\u2028"}), KEY)


@given(place=some.integers(0, len(LINE) - 1), bit=some.integers(0, 7))
def test_a_letter_with_one_flipped_bit_is_refused(place: int, bit: int) -> None:
    damaged = LINE[:place] + bytes([LINE[place] ^ (1 << bit)]) + LINE[place + 1 :]
    with pytest.raises(Refused):
        unseal(damaged, known)


@given(some.binary(max_size=200) | some.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_refused_with_a_reason(line: bytes) -> None:
    with pytest.raises(Refused) as refused:
        unseal(line, known)
    assert refused.value.reason == "malformed"


json = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**53), 2**53)
    | some.text(some.characters(exclude_categories=["Cs"])),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(some.characters(exclude_categories=["Cs"])), inner),
)


@given(json)
def test_canonical_json_reads_back_to_itself(value: Any) -> None:
    line = canonical({"body": value})
    try:
        assert canonical(read(line)) == line
    except Refused:
        assert "\x00" in str(value) or "\\x00" in repr(value)


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace(b'"seq":7', b'"seq": 7'),
        LINE.replace(b'"seq":7', b'"seq":7.0'),
        LINE.replace(b'"seq":7', b'"seq":7,"seq":7'),
        b" " + LINE,
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"[]",
        b"null",
        b"",
        b"\xff\xfe",
    ],
)
def test_a_letter_in_any_other_form_is_malformed(line: bytes) -> None:
    with pytest.raises(Refused, match="malformed"):
        unseal(line, known)


@pytest.mark.parametrize("change", [{"kind": "Test Note"}, {"sender": "GD"}, {"seq": 0}, {"seq": 2**60}, {"key": "x"}])
def test_fields_outside_their_form_are_malformed_even_when_signed(change: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="malformed"):
        unseal(seal(replaced(**change), KEY), known)


def test_a_nul_character_does_not_travel() -> None:
    with pytest.raises(ValueError, match="NUL"):
        seal(replaced(body={"name": "张\x00"}), KEY)
    assert seal(replaced(body={"name": r"a backslash \u0000 in letters"}), KEY)


def test_a_letter_of_more_than_a_megabyte_does_not_travel() -> None:
    with pytest.raises(ValueError, match="at most"):
        seal(replaced(body={"content": "x" * 2**20}), KEY)


def test_a_letter_signed_by_another_key_is_refused() -> None:
    with pytest.raises(Refused, match="bad_signature"):
        unseal(seal(LETTER, Ed25519PrivateKey.generate()), known)


def replaced(**change: Any) -> Letter:
    fields = {name: getattr(LETTER, name) for name in Letter.__slots__}
    return Letter(**{**fields, **change})

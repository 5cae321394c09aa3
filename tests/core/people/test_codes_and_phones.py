"""Credit codes, documents, phones and masks: what is accepted, and what a mistake is told."""

import pytest
from hypothesis import assume, given, strategies as st

from yimen.core.people.numbers import (
    CATALOGUE,
    USCC,
    WrongNumber,
    document,
    masked,
    phone,
    uscc,
    uscc_check,
)

# Unified social credit codes


@pytest.mark.parametrize("code", ["11440100007483172Q", "113205000141492526", "91330102MA28NBU477"])
def test_the_vectors_of_credit_codes_are_accepted(code: str) -> None:
    assert uscc(code.lower()) == code


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("91330102MA28NBU47", "应是18位，现在是17位"),
        ("9133O102MA28NBU477", "第5位是“O”，应是数字或大写字母（不用I、O、S、V、Z）"),
        ("91330102MA28NBU470", "第18位校验码应是7，现在是0"),
        ("", "请填写统一社会信用代码"),
    ],
)
def test_a_wrong_credit_code_is_told_what_is_wrong(typed: str, zh: str) -> None:
    with pytest.raises(WrongNumber) as wrong:
        uscc(typed)
    assert zh in wrong.value.words()


@given(st.text(USCC, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(USCC))
def test_one_changed_character_of_a_credit_code_is_always_refused(start: str, place: int, sign: str) -> None:
    assume(start[place] != sign)
    code = start + uscc_check(start)
    assert uscc(code) == code
    with pytest.raises(WrongNumber):
        uscc(code[:place] + sign + code[place + 1 :])


# Documents and phones


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        ("hk_macao_permit", "c12345678", "C12345678"),
        ("hk_macao_permit", "CA1234567", "CA1234567"),
        ("passport", "E12345678", "E12345678"),
        ("passport", "ea1234567", "EA1234567"),
        ("passport", "G 1234 5678", "G12345678"),
        ("taiwan_permit", "L12345678", "L12345678"),
        ("taiwan_permit", "T12345678", "T12345678"),
        ("home_return", "H1234567800", "H1234567800"),
        ("home_return", "M12345678", "M12345678"),
    ],
)
def test_document_numbers_are_accepted_in_normal_form(kind: str, typed: str, number: str) -> None:
    assert document(kind, typed) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("hk_macao_permit", "CI1234567"),
        ("hk_macao_permit", "CO1234567"),
        ("hk_macao_permit", "C1234567"),
        ("passport", "EI1234567"),
        ("passport", "P12345678"),
        ("taiwan_permit", "C12345678"),
        ("home_return", "H123456789"),
    ],
)
def test_other_document_numbers_are_told_the_accepted_form(kind: str, typed: str) -> None:
    with pytest.raises(WrongNumber) as wrong:
        document(kind, typed)  # type: ignore[arg-type]
    assert CATALOGUE.forms[kind].expected.zh in wrong.value.words()  # type: ignore[index]
    assert f"“{typed}”" in wrong.value.words()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("008613800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("+852 6123 4567", "+85261234567"),
        ("00853 6612 3456", "+85366123456"),
        ("(+86)13800000000", "13800000000"),
    ],
)
def test_phones_are_accepted_as_people_write_them(typed: str, number: str) -> None:
    assert phone(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "12800000000", "1380000000", "138000000000", "020-12345001", "电话", "+1 202 555 0100"]
)
def test_other_phones_are_refused(typed: str) -> None:
    with pytest.raises(WrongNumber):
        phone(typed)


# Masks


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("440106199001010013", "4401**********0013"),
        ("11010519491231002X", "1101**********002X"),
        ("13800000000", "138****0000"),
        ("C12345678", "C*****678"),
        ("+85261234567", "+********567"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_a_mask_shows_enough_to_recognise_ones_own(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(st.from_regex(r"\A[1-9][0-9]{16}[0-9X]\Z"))
def test_a_mask_never_shows_the_day_of_birth(number: str) -> None:
    assert "*" * 10 in masked(number)
    assert len(masked(number)) == 18

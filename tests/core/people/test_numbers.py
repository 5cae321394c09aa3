"""Identity numbers, codes and phones: the vectors of the standards, every way of typing them, and what a mistake is told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from yimen.core.people.numbers import (
    WrongNumber,
    citizen_id,
    document,
    phone,
    upgraded,
    uscc,
)
from yimen.core.places.identity import check_digit

TODAY = date(2026, 11, 24)
VALID = [
    "11010519491231002X",
    "440106199001010013",
    "440402198512311236",
    "810000199001011230",
    "820000198505053212",
    "830000199001010012",
]
DIGITS = "0123456789"
born = st.dates(date(1900, 1, 1), TODAY)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Any valid number of a home that never moved."""
    start = draw(st.sampled_from(["440106", "430102", "110105"])) + draw(born).strftime("%Y%m%d")
    start += f"{draw(st.integers(0, 999)):03d}"
    return start + check_digit(start)


def told(text: str, language: str = "zh") -> str:
    with pytest.raises(WrongNumber) as wrong:
        citizen_id(text, TODAY)
    return wrong.value.words(language)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", VALID)
def test_the_vectors_of_the_standard_are_accepted(number: str) -> None:
    assert citizen_id(number, TODAY).number == number


def test_a_number_says_when_and_where_somebody_was_born() -> None:
    read = citizen_id("440402198512311236", TODAY)
    assert (read.region, read.born_on, read.sex, read.kind) == ("440402", date(1985, 12, 31), "male", "mainland")
    assert citizen_id("11010519491231002X", TODAY).sex == "female"


@pytest.mark.parametrize(
    ("number", "kind"),
    [("810000199001011230", "hong_kong"), ("820000198505053212", "macao"), ("830000199001010012", "taiwan")],
)
def test_residence_permits_of_hong_kong_macao_and_taiwan_are_told_apart(number: str, kind: str) -> None:
    assert citizen_id(number, TODAY).kind == kind


def test_an_old_number_of_fifteen_digits_becomes_the_one_that_replaced_it() -> None:
    assert citizen_id("440106900101001", TODAY).number == "440106199001010013" == upgraded("440106900101001")


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        "110105\u00a019491231\u200b002x",
        "\u202a11010519491231002X\u202c",
        "110105·19491231·002X",
    ],
)
def test_full_width_blanks_hyphens_and_a_small_x_are_put_right(typed: str) -> None:
    assert citizen_id(typed, TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("", "请填写公民身份号码"),
        ("   ", "请填写公民身份号码"),
        ("44010619900101001", "应是18位（旧号码15位），现在是17位"),
        ("4401061990010100133", "现在是19位"),
        ("44O106199001010013", "第3位是“O”，应是数字（是不是把0输成了字母O？）"),
        ("440106199001010A13", "第16位是“A”，应是数字"),
        ("1101051949123100X2", "第17位是“X”，应是数字"),
        ("11010519491231002×", "第18位是“×”，应是数字或字母X"),
        ("440106199013010013", "第7至14位“19901301”不是日期"),
        ("440106199002300013", "“19900230”不是日期"),
        ("440106999901010013", "“99990101”是未来的日期"),
        ("440106170001010013", "“17000101”不是日期"),
        ("000106199001010013", "前6位“000106”不是有效的行政区划代码"),
        ("449906199001010013", "前6位“449906”不是有效的行政区划代码（包括已撤销的代码）"),
        ("990106199001010013", "第18位校验码应是"),
        ("110105194912310021", "第18位校验码应是X，现在是1"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong_and_what_is_accepted(typed: str, zh: str) -> None:
    assert zh in told(typed)


def number_of(start: str) -> str:
    return start + check_digit(start)


@pytest.mark.parametrize(
    ("start", "right"),
    [
        ("44018319950101001", True),  # abolished in 2013, in force at birth
        ("44018320130101001", True),
        ("44018320140101001", False),  # born after it was abolished
        ("44018319500101001", True),  # registered in the years when the code was in force
        ("44060719900101001", True),  # given later than the birth
        ("44990619900101001", False),
    ],
)
def test_the_region_code_must_have_been_in_force_on_some_day_of_the_life(start: str, right: bool) -> None:
    if right:
        assert citizen_id(number_of(start), TODAY).region == start[:6]
    else:
        assert "不是有效的行政区划代码" in told(number_of(start))


def test_a_code_that_is_given_out_only_later_is_not_yet_a_home() -> None:
    number = number_of("44060719900101001")
    with pytest.raises(WrongNumber, match="region"):
        citizen_id(number, date(1995, 1, 1))


def test_the_same_is_said_in_english() -> None:
    assert told("110105194912310021", "en").startswith(
        "The characters before give the check character X in place 18, not 1."
    )


def test_the_day_of_birth_may_be_today_but_not_tomorrow() -> None:
    for day, right in ((TODAY, True), (TODAY + timedelta(days=1), False)):
        start = f"440106{day:%Y%m%d}001"
        if right:
            assert citizen_id(start + check_digit(start), TODAY).born_on == TODAY
        else:
            assert "未来的日期" in told(start + check_digit(start))


def test_a_wrong_number_does_not_betray_the_number_to_a_log() -> None:
    with pytest.raises(WrongNumber) as wrong:
        citizen_id("440106199001010012", TODAY)
    assert str(wrong.value) == "citizen_id: check_digit"
    assert "19900101" not in repr(wrong.value)
    read = citizen_id("440106199001010013", TODAY)
    assert "19900101" not in str(read)
    assert "19900101" not in repr(read)
    assert "datetime.date" not in repr(read)


@given(numbers())
def test_every_valid_number_is_accepted_and_reads_back(number: str) -> None:
    read = citizen_id(number, TODAY)
    assert read.number == number
    assert f"{read.born_on:%Y%m%d}" == number[6:14]


@given(numbers(), st.integers(0, 16), st.sampled_from(DIGITS))
def test_one_changed_digit_is_always_refused(number: str, place: int, digit: str) -> None:
    assume(number[place] != digit)
    with pytest.raises(WrongNumber):
        citizen_id(number[:place] + digit + number[place + 1 :], TODAY)


@given(numbers(), st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_always_refused(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    with pytest.raises(WrongNumber):
        citizen_id(number[:place] + number[place + 1] + number[place] + number[place + 2 :], TODAY)


@given(numbers(), st.sampled_from("0123456789X"))
def test_only_one_check_digit_is_right(number: str, last: str) -> None:
    assume(number[17] != last)
    assert "校验码应是" + number[17] in told(number[:17] + last)


def words_of_refusal(read: Callable[[], object]) -> tuple[str, str] | None:
    try:
        read()
    except WrongNumber as wrong:
        return wrong.words("zh"), wrong.words("en")
    return None


@given(st.text(max_size=40))
def test_any_text_is_either_a_number_or_refused_with_words(text: str) -> None:
    for read in (
        lambda: citizen_id(text, TODAY),
        lambda: uscc(text),
        lambda: phone(text),
        lambda: document("passport", text),
    ):
        assert words_of_refusal(read) != ("", "")


@given(st.text("0123456789Xx×O", min_size=15, max_size=18))
def test_what_is_almost_a_number_never_crashes(text: str) -> None:
    assert words_of_refusal(lambda: citizen_id(text, TODAY)) != ("", "")

import pytest
from hypothesis import given, strategies as st

from tests.core.cases.story import at
from yimen.core.cases.numbers import NotANumber, check_digit, number, read_number, spoken

SAMPLE = number("440106", at("2026-11-24"), 417)


def test_a_number_says_where_and_when_and_has_four_groups_of_four() -> None:
    assert spoken(SAMPLE) == f"YM 4401 2611 0000 417{SAMPLE[-1]}"


@pytest.mark.parametrize("digits", ["0794", "4401261100004179"])
def test_the_check_digit_is_that_of_iso_7064(digits: str) -> None:
    assert check_digit("079") == "2"
    assert check_digit(digits[:-1]) in "0123456789"


@pytest.mark.parametrize(
    "typed",
    [
        spoken(SAMPLE),
        SAMPLE.lower(),
        SAMPLE[2:],
        " ".join(SAMPLE),
        "ＹＭ" + SAMPLE[2:],
        spoken(SAMPLE).replace(" ", "-"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == SAMPLE


@pytest.mark.parametrize("typed", ["", "YM", SAMPLE + "0", "YM 4401 2611 0000 41O7", "ยง4401261100004170"])
def test_what_is_no_number_is_told_what_a_number_looks_like(typed: str) -> None:
    with pytest.raises(NotANumber):
        read_number(typed)


@given(st.integers(0, 10**7 - 1), st.integers(0, 15), st.integers(1, 9))
def test_every_wrong_digit_is_found(serial: int, place: int, by: int) -> None:
    digits = list(number("440106", at("2026-11-24"), serial).removeprefix("YM"))
    digits[place] = str((int(digits[place]) + by) % 10)
    with pytest.raises(NotANumber):
        read_number("".join(digits))


def test_nearly_every_swap_of_neighbours_is_found() -> None:
    missed = total = 0
    for serial in range(0, 90_000, 37):
        digits = number("440106", at("2026-11-24"), serial).removeprefix("YM")
        for place in range(15):
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            if swapped != digits:
                total += 1
                missed += check_digit(swapped[:-1]) == swapped[-1]
    assert missed / total < 0.03

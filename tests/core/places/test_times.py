import pytest

from yimen.core.places.reading import NotTheLanguage, read_text
from yimen.core.places.times import Time, parse_period, parse_time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at once", Time(0, "calendar")),
        ("1 working day", Time(1, "working")),
        ("20 working days", Time(20, "working")),
        ("60 calendar days", Time(60, "calendar")),
        ("6 months", Time(6, "month")),
        ("1 year", Time(1, "year")),
    ],
)
def test_times_are_read_and_written_in_the_same_words(text: str, time: Time) -> None:
    assert parse_time(text) == time
    assert str(time) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "20 days",
        "0 working days",
        "-1 calendar days",
        "1.5 months",
        "working days",
        "999999 years",
        " 5 years",
    ],
)
def test_other_words_are_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(ValueError, match="a time like"):
        parse_time(text)


def test_a_period_of_validity_is_never_in_working_days() -> None:
    assert parse_period("10 years") == Time(10, "year")
    for text in ("20 working days", "at once"):
        with pytest.raises(ValueError, match="a period like"):
            parse_period(text)


def test_a_time_in_a_file_is_told_with_its_place_when_it_is_none() -> None:
    assert read_text(dict[str, Time], "promise: 5 working days") == {"promise": Time(5, "working")}
    with pytest.raises(NotTheLanguage, match=r"f:1: promise: expected a time like .* found '5 wd'"):
        read_text(dict[str, Time], "promise: 5 wd", "f")

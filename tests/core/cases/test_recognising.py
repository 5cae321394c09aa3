"""What writing means: only what can be right is told, and nothing of it is a fact."""

from datetime import date

from hypothesis import given, strategies as st

from tests.adapters.ocr.specimens import number
from yimen.core.cases.recognising import recognise
from yimen.core.ports.ocr import Line

TODAY = date(2026, 11, 25)


def line(text: str, x: float = 0.1, y: float = 0.1, sure: float = 0.99) -> Line:
    return Line(text, sure, x, y, x + 0.1, y + 0.05)


def told(*lines: Line) -> dict[str, str]:
    return {one.name: one.text for one in recognise(lines, TODAY)[1]}


def test_a_value_stands_behind_its_label_or_to_the_right_of_it() -> None:
    assert told(line("姓 名"), line("张示例", 0.3), line("公民身份号码" + number(), y=0.8)) == {
        "name": "张示例",
        "id_number": number(),
    }


def test_a_number_with_a_wrong_check_digit_and_a_day_that_is_none_are_left_out() -> None:
    wrong = number()[:-1] + ("1" if number()[-1] != "1" else "2")
    assert told(line("公民身份号码"), line(wrong, 0.4), line("出生", y=0.5), line("1990年2月30日", 0.4, 0.5)) == {}


def test_a_birthday_that_contradicts_the_number_is_left_out() -> None:
    assert told(line("公民身份号码" + number()), line("出生1991年1月1日", y=0.5)) == {"id_number": number()}


def test_what_the_reader_is_not_sure_of_and_what_is_no_name_are_left_out() -> None:
    assert told(line("公民身份号码"), line("姓名", y=0.3), line("张示例", 0.3, 0.3, sure=0.4)) == {}
    assert told(line("公民身份号码"), line("姓名<script>", y=0.3)) == {}


def test_a_picture_of_something_else_says_nothing() -> None:
    assert recognise([line("姓名"), line("张示例", 0.3)], TODAY) == ("", [])


@given(st.lists(st.builds(line, st.text(max_size=20), st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0, 1))))
def test_whatever_is_read_never_breaks_and_never_tells_a_wrong_number(lines: list[Line]) -> None:
    for one in recognise([line("公民身份号码"), *lines], TODAY)[1]:
        assert one.name != "id_number" or len(one.text) == 18

import pytest
from hypothesis import given, strategies as st
from markupsafe import escape

from yimen.web.phrases import phrase


def test_a_slot_is_filled_and_what_fills_it_is_escaped() -> None:
    said = phrase("您写的是“{typed}”").markup({"typed": "<b>"}, str)
    assert said == "您写的是“&lt;b&gt;”"


def test_two_stars_make_words_strong_and_leave_no_trace_in_plain_text() -> None:
    one = phrase("承诺 **{day}前**办好")
    assert one.markup({"day": "12月3日"}, str) == "承诺 <strong>12月3日前</strong>办好"
    assert one.text({"day": "12月3日"}, str) == "承诺 12月3日前办好"


def test_english_says_one_thing_and_two_things_in_their_own_forms() -> None:
    things = phrase("{n} things", "{n} thing")
    assert [things.text({"n": n}, str) for n in (1, 2, 0)] == ["1 thing", "2 things", "0 things"]


@pytest.mark.parametrize("text", ["**未完", "{N}", "{", "a}b", "{a-b}"])
def test_a_phrase_that_cannot_be_filled_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match=r"slot|\*\*"):
        phrase(text)


def test_a_slot_that_got_no_value_is_named() -> None:
    with pytest.raises(KeyError, match="day"):
        phrase("{day}").text({}, str)


@given(st.text().filter(lambda text: "{" not in text and "}" not in text and "**" not in text), st.text())
def test_whatever_the_words_and_the_value_are_nothing_becomes_markup(words: str, value: str) -> None:
    said = phrase(words + "{x}").markup({"x": value}, str)
    assert said == str(escape(words)).replace("\n", "<br>") + str(escape(value))

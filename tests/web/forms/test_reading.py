from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings, strategies as st

from tests.web.forms.asking import TWO, YES, ask, sent
from yimen.core.places.identity import check_digit
from yimen.core.services.declared import Declared, Field
from yimen.core.services.words import Words
from yimen.web.forms import given as given_before, question, read, read_all, summary
from yimen.web.forms.answers import WrongKey
from yimen.web.forms.questions import Kind
from yimen.web.language import Lang, on, speaking
from yimen.web.words import knows

TODAY = date(2026, 11, 23)
LINES = [kind for kind in get_args(Kind) if kind not in ("file", "records", "region")]
ODD = st.text(st.characters(codec=None, exclude_categories=()), max_size=600) | st.text(
    alphabet="０１２年月日-/.\0\x07 X", max_size=20
)


@settings(deadline=None)
@given(st.sampled_from(LINES), ODD)
def test_whatever_is_typed_is_either_a_value_or_told_what_is_wrong_and_stands_there_as_it_was(
    kind: Any, typed: str
) -> None:
    asked = ask(kind, choices=TWO if kind != "yes_no" else YES)
    with speaking("en", on(TODAY)):
        answer = read(asked, sent({"x": typed}))
        assert answer.right == (not answer.wrongs)
        assert all(wrong.words and wrong.at.split(".")[0] == "x" for wrong in answer.wrongs)
    assert answer.typed("x") == typed


@given(st.sampled_from(LINES), ODD)
def test_what_was_accepted_can_be_stored(kind: Any, typed: str) -> None:
    with speaking("en", on(TODAY)):
        answer = read(ask(kind, choices=YES), sent({"x": typed}))
    if isinstance(answer.value, str):
        assert "\0" not in answer.value
        assert answer.value.encode("utf-8")


@pytest.mark.parametrize("key", get_args(WrongKey))
def test_every_kind_of_mistake_has_words(key: str) -> None:
    assert knows(f"wrong.{key}")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", " ３ ", 3), ("number", "1,200", 1200), ("number", "-5", -5),
        ("money", "¥15", Decimal("15.00")), ("money", "１５．５０元", Decimal("15.50")), ("money", "1,200.5", Decimal("1200.50")),
        ("text", " 张\n示例 ", "张 示例"), ("plate", "粤a·12345", "粤A12345"), ("plate", "粤AD12345", "粤AD12345"),
        ("phone", "+86 138-0000-0000", "13800000000"),
        ("telephone", "138 0000 0000", "13800000000"), ("telephone", "（0755）8311-1111 转 801", "0755-83111111-801"),
        ("yes_no", "no", False), ("yes_no", "yes", True),
    ],
)  # fmt: skip
def test_what_people_mean_is_read_as_they_mean_it(kind: Any, typed: str, value: object) -> None:
    assert read(ask(kind, choices=YES), sent({"x": typed})).value == value


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("number", "2.5", "not_whole"), ("number", "几个", "not_number"), ("number", "1e9", "not_number"), ("number", "٣", "not_number"),
        ("money", "-1", "too_small"), ("money", "1.005", "too_exact"), ("money", "十五块", "not_money"),
        ("plate", "粤AO1234", "plate"), ("phone", "123", "number"),
        ("phone", "020-83111111", "number"), ("telephone", "83111111", "number"), ("id_number", "440106", "number"),
        ("choice", "TWN", "unknown_choice"), ("choice", "MAC", "closed_choice"), ("choice", "", "choose"),
        ("text", "a\x07b", "control"), ("text", "\0", "nul"), ("text", "\ud800", "broken"), ("text", "长" * 501, "too_long"),
        ("text", "  ", "missing"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_by_its_own_name(kind: Any, typed: str, key: str) -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert [wrong.key for wrong in read(ask(kind, choices=TWO), sent({"x": typed})).wrongs] == [key]


def test_a_closed_choice_says_why_and_cannot_be_forced() -> None:
    wrong = read(ask("choice", choices=TWO), sent({"x": "MAC"})).wrongs[0]
    assert wrong.words == "现在不能选“澳门”。这件事只办香港。"


def test_several_choices_are_taken_once_each() -> None:
    asked = ask("choices", choices=(TWO[0], YES[0]))
    assert read(asked, sent({"x": ["HKG", "yes", "HKG"]})).value == ["HKG", "yes"]
    assert read(asked, sent({})).wrongs[0].key == "choose"


def test_an_identity_number_is_told_which_part_is_wrong_in_both_languages() -> None:
    number = "44010619900101001"
    bad = number + ("0" if check_digit(number + "0") != "0" else "1")
    told: list[tuple[Lang, str]] = [("zh-Hans", "校验码"), ("en", "check character")]
    for lang, words in told:
        with speaking(lang, on(TODAY)):
            assert words in read(ask("id_number"), sent({"x": bad})).wrongs[0].words


def test_what_may_stay_empty_is_nothing_and_not_wrong() -> None:
    for kind in ("text", "date", "choice", "choices", "file", "number"):
        answer = read(ask(kind, optional=True), sent({}))
        assert answer.right
        assert not answer.value


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file_empty"),
        (b"MZ hello", "file_kind"),
        (b"<html>", "file_kind"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "file_size"),
    ],
)
def test_a_file_is_judged_by_its_content_and_its_size(content: bytes, key: str) -> None:
    answer = read(ask("file"), sent({}, {"x": SimpleUploadedFile("scan.pdf", content)}))
    assert answer.wrongs[0].key == key
    assert key == "file_empty" or "scan.pdf" in answer.wrongs[0].words


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"junk\n%PDF-1.4"])
def test_photos_and_pdf_are_taken_whatever_their_name(content: bytes) -> None:
    file = read(ask("file"), sent({}, {"x": SimpleUploadedFile("noname", content)})).value
    assert file.read() == content


def test_all_questions_of_a_page_are_read_whatever_is_wrong_with_the_first() -> None:
    asks = [ask("number"), question("y", Declared(zh=Words(zh="地址"), type="place", ask=Words(zh="住哪里？")))]
    answers = read_all(asks, sent({"x": "几个", "y": "示例路 1 号"}))
    assert answers["y"].value == "示例路 1 号"
    assert [wrong.at for wrong in summary(answers.values())] == ["x"]


def test_a_declared_fact_becomes_its_question_in_the_language_of_the_page() -> None:
    fact = Declared(
        zh=Words(zh="前往地", en="Destination"), type="choices", ask=Words(zh="您要去哪里？", en="Where to?"),
        choices={"HKG": Words(zh="香港", en="Hong Kong")},
    )  # fmt: skip
    with speaking("en", on(TODAY)):
        made = question("destinations", fact)
    assert (made.label, made.short, [choice.text for choice in made.choices]) == (
        "Where to?",
        "Destination",
        ["Hong Kong"],
    )


def test_options_of_the_advice_become_choices_and_the_closed_ones_say_why() -> None:
    fact = Declared(zh=Words(zh="签注种类"), type="choice", ask=Words(zh="选择签注种类"), choices="endorsement_options")
    made = question("entries", fact, options=[{"code": "A", "zh": "一年一次", "why_not": "不到一年"}])
    assert (made.choices[0].code, made.choices[0].closed) == ("A", "不到一年")


def test_of_a_list_only_the_columns_with_a_question_are_asked() -> None:
    fields = {
        "name": Field(zh=Words(zh="姓名"), type="text", ask=Words(zh="姓名")),
        "code": Field(zh=Words(zh="代码"), type="text"),
    }
    made = question("family", Declared(zh=Words(zh="家人"), type="records", fields=fields, ask=Words(zh="谁？")))
    assert [field.name for field in made.fields] == ["name"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", date(2026, 3, 1)), ("choices", ["HKG"]), ("yes_no", True), ("number", 3), ("money", Decimal("15.50")), ("text", "张示例")],
)  # fmt: skip
def test_what_was_given_before_is_shown_again_and_reads_as_the_same(kind: Any, value: object) -> None:
    asked = ask(kind, choices=YES if kind == "yes_no" else TWO)
    shown = given_before(asked, value)
    assert read(asked, sent(dict(shown.sent))).value == value

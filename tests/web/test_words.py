from datetime import date
from pathlib import Path

import pytest

from yimen.core.places.yaml12 import Mistake
from yimen.core.services.words import Words
from yimen.web.checks import check_words
from yimen.web.language import hant, on, speaking
from yimen.web.phrases import phrase
from yimen.web.words import UnknownWords, catalogue, choose, read, say, shown, text

DAY = date(2026, 11, 23)


def mistakes(tmp_path: Path, yaml: str) -> list[str]:
    file = tmp_path / "case.yaml"
    file.write_text(yaml, "utf-8")
    found: list[Mistake] = []
    list(read(file, found))
    return [f"{one.line}: {one.path}: {one.expected}" for one in found]


def test_every_key_is_said_in_all_three_languages_without_a_gap() -> None:
    for lang in ("zh-Hans", "zh-Hant", "en"):
        for key, (zh, *_) in catalogue().items():
            with speaking(lang, on(DAY)):
                assert text(key, lang, **dict.fromkeys(phrase(zh).slots, 2))


def test_a_key_that_nobody_wrote_raises_with_its_name() -> None:
    with pytest.raises(UnknownWords, match=r"never\.written"):
        say("never.written")


def test_a_day_inside_a_sentence_is_shown_in_the_manner_of_the_language() -> None:
    with speaking("zh-Hans", on(DAY)):
        assert say("clock.law", day=date(2026, 12, 10)) == "法律规定最晚 <strong>12月10日</strong>。"
    with speaking("en", on(DAY)):
        assert say("clock.law", day=date(2027, 1, 4)) == "The law allows until <strong>4 January 2027</strong>."


def test_words_of_a_service_are_chosen_by_language_and_fall_back_to_chinese() -> None:
    both, only = Words(zh="往来港澳通行证", en="Permit"), {"zh": "复议机关"}
    assert [choose(both, lang) for lang in ("zh-Hans", "zh-Hant", "en")] == [
        "往来港澳通行证",
        "往來港澳通行證",
        "Permit",
    ]
    assert [choose(only, lang) for lang in ("zh-Hans", "zh-Hant", "en")] == ["复议机关", "復議機關", "复议机关"]


def test_a_name_inside_a_sentence_keeps_its_own_characters() -> None:
    with speaking("zh-Hant", on(DAY)):
        assert "后云" in say("frame.demo.somebody", name="后云")
        assert shown("张里") == "张里"


def test_what_the_dictionary_gets_wrong_stands_in_our_own_list() -> None:
    assert hant("行政复议和制证") == "行政復議和製證"


def test_a_catalogue_names_line_and_key_of_every_mistake_at_once(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path, "a: {zh: 甲}\nb: {zh: '{n} 样', en: '{m} things'}\nc: {zh: 丙, en: c, fr: c}\nd: {zh: 丁, en: d}\n"
    )
    assert [one[:10] for one in found] == ["1: case.a:", "2: case.b:", "3: case.c:"]


def test_a_key_that_is_said_twice_is_a_mistake(tmp_path: Path) -> None:
    assert "each word once" in mistakes(tmp_path, "a: {zh: 甲, en: a}\na: {zh: 乙, en: b}\n")[0]


def test_templates_say_only_words_and_draw_only_icons_that_exist() -> None:
    assert check_words() == []

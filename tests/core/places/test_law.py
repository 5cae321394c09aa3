"""Citations: an article that nobody can look up is refused, with the nearest key or the highest article."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from yimen.core.places.law import Act, Reason, UnknownArticle, cite
from yimen.core.places.reading import read_text

LAWS = read_text(
    dict[str, Act],
    """
许可法: {title: 中华人民共和国行政许可法, from: 2004-07-01, articles: 83}
复议法: {title: 中华人民共和国行政复议法, from: 1999-10-01, articles: 43, revised: [{from: 2024-01-01, articles: 90}]}
国令716号: {title: 国务院关于在线政务服务的若干规定, from: 2019-04-26, articles: 16}
计价格904号: {title: 收费标准, number: 待核, from: 2001-01-01, to: 2017-06-30, mark: K}
""",
)


@pytest.mark.parametrize(
    ("text", "article", "part"),
    [
        ("许可法§32(四)", 32, "(四)"),
        ("许可法§83", 83, ""),
        ("许可法§34(一)(三)", 34, "(一)(三)"),
        ("国令716号§7", 7, ""),
        ("许可法", None, ""),
        ("计价格904号", None, ""),
    ],
)
def test_an_article_is_read_with_its_parts(text: str, article: int | None, part: str) -> None:
    citation = cite(text, LAWS)
    assert (citation.article, citation.part, citation.unchecked) == (article, part, False)
    assert citation.act is LAWS[text.partition("§")[0]]


def test_the_word_for_an_unknown_article_is_accepted_and_says_so() -> None:
    assert cite("待核", LAWS).unchecked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("许可法§84", "许可法§84: the highest article is 83"),
        ("行政许可法§1", "'行政许可法' is not in the law book: expected `许可法`, perhaps"),
        ("计价格904号§1", "the text of this act is not here, so cite it by name alone"),
        ("许可法§0", "is no citation: expected one like 许可法§32(四), or 待核"),
        ("许可法第32条", "not in the law book"),
        ("许可法§32（四）", "is no citation"),
        ("许可法§32 (四)", "is no citation"),
        ("许可法§", "is no citation"),
        ("", "is no citation"),
        ("待核§1", "'待核' is not in the law book"),
    ],
)
def test_whatever_cannot_be_looked_up_is_refused_with_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(UnknownArticle) as caught:
        cite(text, LAWS)
    assert said in str(caught.value)


def test_an_article_is_counted_in_the_text_of_its_day() -> None:
    assert cite("复议法§90", LAWS).article == 90
    assert cite("复议法§90", LAWS, date(2024, 1, 1)).article == 90
    with pytest.raises(UnknownArticle, match="the highest article is 43"):
        cite("复议法§90", LAWS, date(2023, 12, 31))


def test_an_act_that_is_not_in_force_that_day_is_not_cited() -> None:
    with pytest.raises(UnknownArticle, match="in force from 2001-01-01 to 2017-06-30, not on 2017-07-01"):
        cite("计价格904号", LAWS, date(2017, 7, 1))


@given(st.text(max_size=30))
def test_any_text_is_either_a_citation_or_refused_in_one_way(text: str) -> None:
    try:
        assert cite(text, LAWS).text == text
    except UnknownArticle as refused:
        assert str(refused)  # noqa: PT017 – either end is right, no other is


def test_a_reason_shows_facts_of_the_service_where_it_names_no_list() -> None:
    text = "a: {zh: 不行。, en: No., next: {zh: 再来。, en: Come again.}, show: [ended_on]}"
    reason = read_text(dict[str, Reason], text)["a"]
    assert (reason.lists, reason.show) == (None, ["ended_on"])

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import submitted
from tests.channels.portal.town import EXAMINER, Town
from yimen.core.people.lookups import Look, record
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def test_the_person_reads_who_looked_when_at_what_and_for_what(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    with acting(EXAMINER):
        record(Look("application", now(), case.id, sources=["population.person"]), person=town.zhang.id)
    with acting(EXAMINER):
        record(Look("inspection", now(), note="夜间治安检查"), person=town.zhang.id)
    page = browse(town.zhang).get("/mine/lookups/")
    for words in ("审查岗 警号 ****06", "示例区办证大厅", "人口库", "办理您的申请", "行政检查：夜间治安检查", "您自己"):
        assert words in page.text, words
    assert "王示例" not in page.source
    assert f"/cases/{case.id}/" in page.links


def test_nobody_reads_the_book_of_another(town: Town, browse: Browse) -> None:
    submitted(town.zhang)
    assert "还没有人看过" in browse(town.li).get("/mine/lookups/").text


def test_a_line_that_the_law_withholds_is_not_there_before_its_day(town: Town, browse: Browse) -> None:
    with acting(replace(EXAMINER, role="head")):
        record(Look("inquiry", now(), note="依法调查"), person=town.zhang.id)
    page = browse(town.zhang).get("/mine/lookups/")
    assert "依法调查" not in page.text
    assert "有 1 次查看按法律暂时不公开" in page.text
    assert "暂时不公开" not in browse(town.li).get("/mine/lookups/").text


@pytest.mark.parametrize("after", ["x", "1.2.3", "%00"])
def test_an_odd_place_in_the_book_is_its_beginning(town: Town, browse: Browse, after: str) -> None:
    assert browse(town.zhang).get(f"/mine/lookups/?after={after}").status in (200, 400)


def test_the_book_asks_at_most_twice(town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]) -> None:
    submitted(town.zhang)
    assert len([one for one in queries(browse(town.zhang), "/mine/lookups/") if "people_lookup" not in one]) <= 1

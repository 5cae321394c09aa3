from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import accepted, move, submitted
from tests.channels.portal.town import HEAD, Town
from yimen.channels.portal import overruns

pytestmark = pytest.mark.django_db


def test_what_is_overdue_is_public_without_saying_whose_it_is(town: Town, visitor: Browser) -> None:
    late, in_time = accepted(town.zhang, 60), submitted(town.zhang)
    page = visitor.get("/overruns/")
    for words in ("高层次人才落户", "广东省广州市天河区", "承诺期限", "天"):
        assert words in page.text, words
    for private in ("张示例", "示例", str(late.number), str(late.id), str(in_time.id), str(town.zhang.id)):
        assert private not in page.main, private


def test_with_nothing_overdue_the_page_says_what_will_stand_here(visitor: Browser) -> None:
    assert "现在没有超期的" in visitor.get("/overruns/").text


def test_the_reason_that_the_authority_gives_stands_beside_it(town: Town, visitor: Browser) -> None:
    case = accepted(town.zhang, 60)
    assert "承办机关还没有写原因" in visitor.get("/overruns/").text
    move(case, "explain", HEAD, why="设备故障，正在补办")
    assert "：设备故障，正在补办" in visitor.get("/overruns/").text


def test_the_list_goes_on_page_after_page(town: Town, visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    for days in (60, 70, 80):
        accepted(town.zhang, days)
    monkeypatch.setattr(overruns, "PAGE", 2)
    page = visitor.get("/overruns/")
    assert page.main.count("高层次人才落户") == 2
    following = next(link for link in page.links if "from=" in link)
    assert visitor.get(following).main.count("高层次人才落户") == 1
    for odd in ("rubbish", "-1", "9" * 400, "²"):
        assert visitor.get(f"/overruns/?from={odd}").status == 200


def test_the_overruns_ask_once(town: Town, visitor: Browser, queries: Callable[[Browser, str], list[str]]) -> None:
    accepted(town.zhang, 60)
    assert len(queries(visitor, "/overruns/")) == 1

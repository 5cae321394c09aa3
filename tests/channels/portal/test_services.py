from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["护照", "身份证丢了", "hz", "開店消防", "Passport", "大湾区"])
def test_a_service_is_found_by_the_words_of_those_who_need_it(visitor: Browser, words: str) -> None:
    found = visitor.get("/services/", q=words)
    assert any(link.startswith("/services/") and "?" not in link and link != "/services/" for link in found.links), (
        words
    )


def test_what_nobody_offers_is_answered_with_other_ways_on(visitor: Browser) -> None:
    page = visitor.get("/services/", q="造飞船")
    assert page.status == 200
    assert "没有找到“造飞船”" in page.text
    assert "12345" in page.text
    assert any(link.startswith("/services/exit_entry") for link in page.links)


def test_a_life_situation_lists_only_its_services(visitor: Browser) -> None:
    page = visitor.get("/services/", life="travel")
    assert "普通护照换发" in page.text
    assert "消防" not in page.text.replace("开店、办活动", "")


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "护" * 500, "after=rubbish", "q=护照&after=-1.x", "life=nowhere", "q=%F0%9F%92%A9"]
)
def test_odd_addresses_get_a_kind_page(visitor: Browser, query: str) -> None:
    page = visitor.get(f"/services/?{query}")
    assert page.status in (200, 400)
    assert "data-yimen" in page.source


def test_the_list_of_services_asks_at_most_twice(
    visitor: Browser, queries: Callable[[Browser, str], list[str]]
) -> None:
    assert len(queries(visitor, "/services/")) <= 1
    assert len(queries(visitor, "/services/?q=护照")) <= 2

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import approved, drafted
from tests.channels.portal.town import Town

pytestmark = pytest.mark.django_db


def test_every_door_and_word_of_the_front_page_leads_to_a_service_that_exists(visitor: Browser) -> None:
    page = visitor.get("/")
    assert page.title == "您想办什么事？"
    inside = [link for link in page.links if link.startswith(("/services/", "/cases/"))]
    assert len(inside) >= 6
    for link in inside:
        found = visitor.get(link)
        assert found.status == 200, link


def test_the_front_page_names_as_many_services_as_there_are(visitor: Browser) -> None:
    assert "全部 22 件事" in visitor.get("/").text


def test_what_waits_for_the_person_stands_first(town: Town, browse: Callable[..., Browser]) -> None:
    zhang = browse(town.zhang)
    case = drafted(town.zhang)
    page = zhang.get("/")
    assert "轮到您" in page.text
    assert f"/cases/{case.id}/have/" in page.links
    assert f"/cases/{case.id}/have/" not in browse(town.li).get("/").links


def test_the_front_page_asks_at_most_twice(
    town: Town, visitor: Browser, browse: Callable[..., Browser], queries: Callable[[Browser, str], list[str]]
) -> None:
    drafted(town.zhang)
    assert len(queries(visitor, "/")) <= 1
    assert len(queries(browse(town.zhang), "/")) <= 2


def test_a_certificate_that_ends_soon_leads_to_a_new_one_and_no_one_elses_does(
    town: Town,
    browse: Callable[..., Browser],
    queries: Callable[[Browser, str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = approved(town.zhang)
    zhang = browse(town.zhang)
    monkeypatch.setattr("yimen.channels.portal.ending.SOON", timedelta(days=9000))
    page = zhang.get("/")
    assert "换领：" in page.text
    assert f"/services/{case.case.service}/" in page.links
    assert len(queries(zhang, "/")) <= 2
    assert "换领：" not in browse(town.li).get("/").text
    monkeypatch.setattr("yimen.channels.portal.ending.SOON", timedelta(days=0))
    assert "换领：" not in zhang.get("/").text

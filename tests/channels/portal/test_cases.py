from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import FIRE, HOME, approved, correcting, drafted, submitted
from tests.channels.portal.town import Town
from yimen.channels.portal import cases
from yimen.core.people.actors import RULE
from yimen.core.people.models import Proxy
from yimen.core.people.scope import acting
from yimen.core.places.clock import today

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def test_what_waits_for_me_comes_first_then_drafts_then_the_rest(town: Town, browse: Browse) -> None:
    submitted(town.zhang), drafted(town.zhang, **HOME), correcting(town.zhang), approved(town.zhang)
    page = browse(town.zhang).get("/cases/")
    assert page.text.index("轮到您 · 补材料") < page.text.index("我们在办") < page.text.index("还没交的")


def test_an_empty_list_says_why_and_what_next(town: Town, browse: Browse) -> None:
    page = browse(town.li).get("/cases/")
    assert "您还没有办件" in page.text
    assert "/services/" in page.links


def test_a_long_list_goes_on_page_after_page_and_shows_each_case_once(
    town: Town, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {str(drafted(town.zhang, **HOME).id) for _ in range(7)}
    monkeypatch.setattr(cases, "PAGE", 3)
    zhang, address, seen = browse(town.zhang), "/cases/", []
    while address:
        page = zhang.get(address)
        seen += [link.split("/")[2] for link in page.links if link.startswith("/cases/0")]
        address = next((link for link in page.links if "after=" in link), "")
    assert len(seen) == 7
    assert set(seen) == made


@pytest.mark.parametrize(
    "after", ["x", "1.x", "99999999999999999999.01a20f29-dafc-72aa-a7fa-bdba8ef7f070", "%00", "-1.1"]
)
def test_an_odd_place_in_the_list_is_its_beginning(town: Town, browse: Browse, after: str) -> None:
    assert browse(town.zhang).get(f"/cases/?after={after}").status in (200, 400)


def test_nobody_sees_the_cases_of_another(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    assert str(case.id) not in browse(town.li).get("/cases/").source


def test_my_cases_ask_at_most_twice(town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]) -> None:
    submitted(town.zhang)
    assert len(queries(browse(town.zhang), "/cases/")) <= 2


def test_who_speaks_for_an_organisation_sees_its_cases_whoever_began_them(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, FIRE, organisation=town.shop)
    with acting(RULE):
        speaks = {"kind": "employer", "services": ["*"], "since": today(), "region": town.li.region}
        Proxy.objects.create(agent=town.li, principal_organisation=town.shop, **speaks)
    page = browse(town.li).get("/cases/")
    assert f"/cases/{case.id}/" in page.links
    assert browse(town.li).get(f"/cases/{case.id}/").status == 200


def test_a_number_typed_into_the_search_opens_the_case(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    assert browse(town.zhang).get("/services/", q=f"办件 {case.number}"[3:]).address == f"/cases/{case.id}/"

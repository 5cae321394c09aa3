from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import HOME, approved, as_it_stands, drafted, submitted
from tests.channels.portal.town import Town

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def test_withdrawing_says_first_what_it_means_and_is_done_once(town: Town, browse: Browse) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/withdrawal/")
    assert "撤回后不收费，也不影响以后再申请" in page.text
    assert f"/cases/{case.id}/" in page.links
    for _ in range(2):
        assert zhang.submit(page, why="改主意了").address == f"/cases/{case.id}/"
    after = as_it_stands(case)
    assert (after.state, after.events[-1].said) == ("withdrawn", {"why": "改主意了"})
    assert "您撤回了" in zhang.get(f"/cases/{case.id}/").text


def test_a_draft_is_given_up_without_a_reason(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, **HOME), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/withdrawal/")
    assert 'name="why"' not in page.source
    zhang.submit(page)
    assert as_it_stands(case).state == "withdrawn"


def test_a_reason_that_is_too_long_is_kept_on_the_page(town: Town, browse: Browse) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    page = zhang.submit(zhang.get(f"/cases/{case.id}/withdrawal/"), why="长" * 1001)
    assert page.status == 422
    assert "长" * 1001 in page.source
    assert as_it_stands(case).state == "submitted"


def test_what_is_decided_can_no_longer_be_withdrawn(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{approved(town.zhang).id}/withdrawal/")
    assert page.status == 409
    assert "批准了" in page.text


def test_only_the_applicant_withdraws_here(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    assert browse(town.li).send(f"/cases/{case.id}/withdrawal/", {}).status in (404, 409)
    assert as_it_stands(case).state == "submitted"

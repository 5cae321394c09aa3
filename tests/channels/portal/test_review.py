from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import FIRE, approved, as_it_stands, drafted, move, picture
from tests.channels.portal.town import Town, as_applicant
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
PLEDGE = {"signed_by": "张示例", "read": True}


def granted_by_rule(town: Town) -> Dossier:
    case, me = (
        drafted(town.zhang, FIRE, organisation=town.shop, venue="shop", works=False, way="pledge"),
        as_applicant(town.zhang),
    )
    with acting(me):
        for material in ("floor_plan", "fire_rules"):
            receive(case.id, material, "图.png", picture().read(), by=me)
    return move(case, "submit", me, pledge=PLEDGE)


def test_whoever_was_judged_by_a_rule_may_ask_for_a_person_with_one_tap(town: Town, browse: Browse) -> None:
    case, zhang = granted_by_rule(town), browse(town.zhang)
    assert case.state == "approved"
    page = zhang.get(f"/cases/{case.id}/review/")
    assert "《个人信息保护法》第二十四条" in page.text
    assert "15 个工作日内书面答复您" in page.text
    for _ in range(2):
        assert zhang.submit(page).address == f"/cases/{case.id}/"
    assert len(as_it_stands(case).reviews) == 1
    assert "您要求由人重新判断" in zhang.get(f"/cases/{case.id}/").text


def test_whoever_pledged_sees_on_the_case_by_when_it_is_checked(town: Town, browse: Browse) -> None:
    case, zhang = granted_by_rule(town), browse(town.zhang)
    due = case.pledges[0].check_due
    assert due is not None
    page = zhang.get(f"/cases/{case.id}/")
    assert f"最晚 {due.month}月{due.day}日上门核查" in page.text.replace("\xa0", " ")


def test_what_a_person_decided_is_not_reviewed_so(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{approved(town.zhang).id}/review/")
    assert page.status == 409
    assert "请用复议或者诉讼" in page.text

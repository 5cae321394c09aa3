"""A case in somebody's hand: a supervisor may act against it, but only by saying so."""

import pytest

from tests.channels.api.ground import SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words

pytestmark = pytest.mark.django_db


def test_a_supervisor_acts_against_a_hold_only_when_saying_so(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    moved(case, "correct", WINDOW, defects=[{"about": "photo", "text": "换照片"}])
    page(at_the_desk(WINDOW), f"/desk/cases/{case}/withdraw_notice/")
    supervisor, form = at_the_desk(SUPERVISOR), f"/desk/cases/{case}/withdraw_notice/"
    assert "陈示例 正在办" in words(page(supervisor, f"/desk/cases/{case}/"))
    unsaid = supervisor.post(form, {"why": "照片其实合格"})
    assert unsaid.status_code == 422
    assert "仍要由我来做" in words(unsaid.content.decode())
    assert "照片其实合格" in unsaid.content.decode()
    assert standing(case).state == "correcting"
    assert supervisor.post(form, {"why": "照片其实合格", "against_hold": "yes"}).status_code == 302
    assert standing(case).state == "submitted"


def test_somebody_without_a_case_in_reach_takes_nothing_in_hand(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    assert at_the_desk(SUPERVISOR).get(f"/desk/cases/{case}/hold/").status_code == 405

"""The list of what is kept no longer, at the desk: who sees it, two names, and what remains."""

from dataclasses import replace

import pytest

from tests.channels.api.ground import SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, page, words
from tests.core.cases.story import at
from yimen.core.cases.begin import begin
from yimen.core.cases.take import take
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights.keeping import list_ending

pytestmark = pytest.mark.django_db
SECOND = replace(SUPERVISOR, id="012399", name="吴测试")


def test_two_supervisors_erase_what_is_over_and_read_what_remains(ground: Ground) -> None:
    with acting(WINDOW):
        case = begin(
            "exit_entry.endorsement_tour_group",
            applicant=ground.li.id,
            by=WINDOW,
            channel="hall",
            region="440106",
            at=at("2022-09-07"),
        )
        take(case.id, "withdraw", by=WINDOW, says={}, at=at("2022-09-08"))
    list_ending(now())
    first, second, here = at_the_desk(SUPERVISOR), at_the_desk(SECOND), f"/desk/keeping/{case.id}/"
    assert "存到" in words(page(first, "/desk/keeping/"))
    page(at_the_desk(WINDOW), here, 403)
    assert first.post(here, {"do": "agree"}).status_code == 409
    assert first.post(here, {"do": "propose"}).status_code == 302
    assert first.post(here, {"do": "propose"}).status_code == 409, "pressed twice"
    again = first.post(here, {"do": "agree"})
    assert (again.status_code, "另一个人" in again.content.decode()) == (409, True)
    assert "同意销毁，我是第二个" in words(page(second, here))
    assert second.post(here, {"do": "agree"}).status_code == 302
    for said in ("已经销毁", "周示例", "吴测试", "过程链的末端"):
        assert said in words(page(second, here))
    page(second, f"/desk/cases/{case.id}/", 404)
    assert second.post(here, {"do": "decline"}).status_code == 409

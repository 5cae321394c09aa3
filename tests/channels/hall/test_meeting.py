"""Two open cases of one person that met from two nodes: an officer looks at both, nothing is merged by itself."""

from uuid import UUID

import pytest

from tests.channels.api.ground import SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import TOUR, as_applicant, at_the_desk, handed_in, page, standing, words
from yimen.core.cases.begin import begin
from yimen.core.cases.meetings import met
from yimen.core.cases.models import Meeting
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def a_pair(ground: Ground) -> UUID:
    first, by = handed_in(ground, ground.li), as_applicant(ground.li)
    with acting(by):
        second = begin(TOUR, by=by, channel="portal", region="440106", applicant=ground.li.id, reason="另一处已收")
        take(second.id, "submit", by=by, says={"anyway": True}, channel="portal")
    with acting(CLOCK):
        [pair] = met(first)
    return pair.id


def test_both_cases_of_a_pair_stand_side_by_side_and_what_was_done_is_written_down(ground: Ground) -> None:
    pair, supervisor = a_pair(ground), at_the_desk(SUPERVISOR)
    assert f"/desk/meetings/{pair}/" in page(supervisor, "/desk/board/")
    html = page(supervisor, f"/desk/meetings/{pair}/")
    with acting(CLOCK):
        both = Meeting.objects.values_list("case_id", "other_id").get()
    assert all(f"/desk/cases/{one}/" in html for one in both)
    done = supervisor.post(f"/desk/meetings/{pair}/", {"note": "当事人撤回后一件。"})
    assert done.status_code == 302
    assert [standing(one).state for one in both] == ["submitted", "submitted"]
    assert f"/desk/meetings/{pair}/" not in page(supervisor, "/desk/board/")


def test_without_a_word_of_what_was_done_the_pair_stays(ground: Ground) -> None:
    pair = a_pair(ground)
    answer = at_the_desk(SUPERVISOR).post(f"/desk/meetings/{pair}/", {"note": " "})
    assert answer.status_code == 422
    assert "没有填" in words(answer.content.decode())


def test_only_a_supervisor_sees_pairs(ground: Ground) -> None:
    page(at_the_desk(WINDOW), f"/desk/meetings/{a_pair(ground)}/", 403)

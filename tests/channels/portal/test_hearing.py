"""/cases/<id>/hearing/: told of the right, asked for by a button, called with day and place – and each letter says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import ENDORSEMENT, as_it_stands, drafted, move
from tests.channels.portal.town import EXAMINER, WINDOW, Town, as_applicant
from yimen.core.cases.dossier import Dossier
from yimen.core.places.clock import today

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def under_examination(town: Town) -> Dossier:
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"})
    case = move(case, "submit", as_applicant(town.zhang), anyway=True)
    return move(case, "accept", WINDOW) if case.state == "submitted" else case


def test_who_was_told_of_the_right_asks_for_a_hearing_with_one_button(town: Town, browse: Browse) -> None:
    case = move(under_examination(town), "tell_hearing", EXAMINER, why="关系到同行的人")
    zhang = browse(town.zhang)
    assert f"/cases/{case.id}/hearing/" in zhang.get(f"/cases/{case.id}/").links
    page = zhang.get(f"/cases/{case.id}/hearing/")
    assert "不收费" in page.text
    for _ in range(2):
        assert zhang.submit(page, why="想当面说清楚").address == f"/cases/{case.id}/"
    assert [event.move for event in as_it_stands(case).events].count("ask_hearing") == 1
    assert "您要求听证" in zhang.get(f"/cases/{case.id}/").text


def test_nobody_asks_for_a_hearing_that_nobody_offered(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{under_examination(town).id}/hearing/")
    assert page.status == 409
    assert "还没有告知听证权利" in page.text


def test_the_letters_say_until_when_and_then_where_and_with_whom(town: Town, browse: Browse) -> None:
    case = move(under_examination(town), "tell_hearing", EXAMINER, why="关系到同行的人")
    zhang = browse(town.zhang)
    told = next(one for one in case.papers if one.kind == "HRT")
    assert "要求听证" in zhang.get(f"/papers/{told.id}/").text
    case = move(case, "ask_hearing", as_applicant(town.zhang))
    held = (today() + timedelta(days=20)).isoformat()
    case = move(case, "call_hearing", EXAMINER, on=held, place="示例区办证大厅二楼", chair="周样本")
    called = next(one for one in case.papers if one.kind == "HRN")
    page = zhang.get(f"/papers/{called.id}/")
    for words in ("示例区办证大厅二楼", "周样本", "可以请代理人参加"):
        assert words in page.text, words
    assert "听证" in zhang.get(f"/cases/{case.id}/").text

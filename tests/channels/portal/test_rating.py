from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import HOME, approved, drafted, submitted
from tests.channels.portal.town import Town
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.ratings.models import Rating, WorkOrder

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def stars() -> list[tuple[str, int, str]]:
    with acting(CLOCK):
        return list(Rating.objects.order_by("at").values_list("stage", "stars", "text"))


def test_five_words_stand_on_my_case_and_none_is_chosen(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{submitted(town.zhang).id}/")
    assert page.chosen("stars") == []
    assert "收件这一步，您满意吗？" in page.text


def test_a_good_word_is_one_tap(town: Town, browse: Browse) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    page = zhang.submit(zhang.get(f"/cases/{case.id}/"), "rating", stars="5")
    assert "谢谢，收到了" in page.text
    assert stars() == [("receipt", 5, "")]
    assert "您满意吗" not in zhang.get(f"/cases/{case.id}/").text


def test_a_bad_word_is_asked_why_and_answered_with_a_call(town: Town, browse: Browse) -> None:
    case, zhang = approved(town.zhang), browse(town.zhang)
    why = zhang.submit(zhang.get(f"/cases/{case.id}/"), "rating", stars="1")
    assert "哪里不好" in why.text
    assert stars() == []
    zhang.submit(why, "rating", stars="1", why="跑了三趟")
    assert stars() == [("completion", 1, "跑了三趟")]
    with acting(CLOCK):
        assert WorkOrder.objects.count() == 1


def test_nothing_chosen_is_asked_again(town: Town, browse: Browse) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    assert zhang.send(f"/cases/{case.id}/rating/", {"stars": "9"}).status == 422
    assert zhang.send(f"/cases/{case.id}/rating/", {}).status == 422
    assert stars() == []


def test_a_draft_has_nothing_to_rate(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{drafted(town.zhang, **HOME).id}/rating/")
    assert "交了申请以后就能评" in page.text

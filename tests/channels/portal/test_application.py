from collections.abc import Callable
from datetime import date

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import CARD, ENDORSEMENT, FIRE, TALENT, drafted, submitted
from tests.channels.portal.town import HERE, NEXT_CITY, Town
from yimen.core.cases.models import Case
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.models import Proxy
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
APPLY = f"/apply/{ENDORSEMENT}/"


def count() -> int:
    with acting(CLOCK):
        return Case.objects.count()


def test_the_nearest_hall_stands_chosen_and_a_tap_makes_the_draft(town: Town, browse: Callable[..., Browser]) -> None:
    zhang = browse(town.zhang)
    page = zhang.get(APPLY)
    assert page.chosen("place") == [HERE]
    begun = zhang.submit(page, place=HERE)
    assert begun.address.endswith("/have/")
    assert "这些我们已经有了" in begun.text


def test_another_place_is_chosen_level_by_level_without_a_script(town: Town, browse: Callable[..., Browser]) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(zhang.get(APPLY), place="other")
    page = zhang.submit(page, **{"place.1": "440000", "place.2": "440400"})
    assert page.status == 200
    page = zhang.submit(page, **{"place.1": "440000", "place.2": "440400", "place.3": NEXT_CITY})
    assert page.address.endswith("/have/")
    with acting(CLOCK):
        assert Case.objects.get().region == NEXT_CITY


def test_two_taps_make_one_draft(town: Town, browse: Callable[..., Browser]) -> None:
    zhang = browse(town.zhang)
    form = zhang.get(APPLY).action()
    first, second = zhang.post(form, place=HERE), zhang.post(form, place=HERE)
    assert first.address == second.address
    assert count() == 1


def test_the_same_service_open_already_is_said_with_a_link_and_a_box_for_the_reason(
    town: Town, browse: Callable[..., Browser]
) -> None:
    case, zhang = drafted(town.zhang, ENDORSEMENT), browse(town.zhang)
    page = zhang.submit(zhang.get(APPLY), place=HERE)
    assert page.status == 409
    assert page.title == "您已经有一件在办"
    assert f"/cases/{case.id}/" in page.links
    empty = zhang.submit(page, reason="  ")
    assert (empty.status, "这一项还没有填" in empty.text, count()) == (409, True, 1)
    again = zhang.submit(empty, reason="两本通行证，各办一次。")
    assert again.address.endswith("/have/")
    assert count() == 2


def test_a_place_of_another_province_is_not_taken_here(town: Town, browse: Callable[..., Browser]) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(zhang.get(APPLY), place="430102")
    assert (page.status, count()) == (422, 0)


def test_who_may_act_for_another_is_asked_for_whom(town: Town, browse: Callable[..., Browser]) -> None:
    with acting(RULE):
        Proxy.objects.create(
            agent=town.zhang,
            principal_person=town.li,
            kind="family",
            services=["*"],
            since=date(2020, 1, 1),
            region=town.li.region,
        )
    zhang = browse(town.zhang)
    page = zhang.get(APPLY)
    assert page.title == "为谁办？"
    assert zhang.submit(page).status == 422
    page = zhang.submit(page, whom=f"p-{town.li.id}")
    assert page.chosen("place") == [NEXT_CITY]
    begun = zhang.submit(page, place=NEXT_CITY)
    assert "李测试" in begun.text
    with acting(CLOCK):
        assert (Case.objects.get().applicant_id, Case.objects.get().agent_id) == (town.li.id, town.zhang.id)


def test_a_service_of_organisations_begins_for_the_one_that_the_person_speaks_for(
    town: Town, browse: Callable[..., Browser]
) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(zhang.get(f"/apply/{FIRE}/"), place=HERE)
    assert "示例小院民宿" in page.text


def test_who_speaks_for_no_organisation_is_told_how_to_come_to_do_so(
    town: Town, browse: Callable[..., Browser]
) -> None:
    page = browse(town.li).get(f"/apply/{FIRE}/")
    assert page.status == 403
    assert "到窗口登记一次经办人" in page.text


def test_what_this_door_does_not_take_leads_to_the_halls(town: Town, browse: Callable[..., Browser]) -> None:
    page = browse(town.zhang).get(f"/apply/{CARD}/")
    assert page.address == f"/services/{CARD}/"


def test_an_organisation_that_is_not_ones_own_is_no_applicant(town: Town, browse: Callable[..., Browser]) -> None:
    page = browse(town.li).post(f"/apply/{TALENT}/?whom=o-{town.shop.id}", place=NEXT_CITY)
    with acting(CLOCK):
        assert [case.organisation_id for case in Case.objects.all()] == [None]
    assert page.address.endswith("/have/")


def test_nobody_begins_without_saying_who_they_are(visitor: Browser) -> None:
    page = visitor.get(APPLY)
    assert page.status == 403
    assert page.title == "先说您是谁"
    typed = visitor.post(APPLY, place=HERE, reason="我想再办一件")
    assert "我想再办一件" in typed.text


def test_beginning_asks_at_most_twice(
    town: Town, browse: Callable[..., Browser], queries: Callable[[Browser, str], list[str]]
) -> None:
    submitted(town.zhang)
    assert len(queries(browse(town.zhang), APPLY)) <= 2

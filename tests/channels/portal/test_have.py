from collections.abc import Callable

import pytest

from tests.channels.portal import town as towns
from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import ENDORSEMENT, FIRE, TALENT, drafted
from tests.channels.portal.town import Town
from yimen.core.cases.sheets import sheet_of
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_what_registers_know_stands_with_their_names_and_is_not_asked(
    town: Town, browse: Callable[..., Browser]
) -> None:
    case, zhang = drafted(town.zhang, ENDORSEMENT), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/have/")
    assert "通行证有效期至" in page.text
    assert "出入境证件库" in page.text
    assert "张示例" in page.text
    assert zhang.submit(page, "have").title == "您要去哪里？可以两个都选。"


def test_no_secret_check_is_seen_on_the_card(town: Town, browse: Callable[..., Browser]) -> None:
    case = drafted(town.zhang, ENDORSEMENT)
    page = browse(town.zhang).get(f"/cases/{case.id}/have/")
    assert "不准出境" not in page.main
    assert "登记备案" not in page.main


def test_every_look_stands_in_the_book_that_the_person_reads(town: Town, browse: Callable[..., Browser]) -> None:
    case, zhang = drafted(town.zhang, ENDORSEMENT), browse(town.zhang)
    zhang.get(f"/cases/{case.id}/have/")
    with acting(CLOCK):
        assert set(LookUp.objects.values_list("case_id", flat=True)) == {case.id}
    assert "出入境证件库" in zhang.get("/mine/lookups/").text


def test_a_silent_register_is_named_and_keeps_nobody_from_going_on(town: Town, browse: Callable[..., Browser]) -> None:
    towns.breaks("human_resources")
    case, zhang = drafted(town.zhang, TALENT, landing="talent_centre", family=[]), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/have/")
    assert "人力资源社会保障库 现在没有回应" in page.text
    materials = zhang.submit(page, "have")
    assert materials.address.endswith("/materials/")
    assert "人力资源社会保障库现在连不上" in materials.text
    paper = zhang.get(f"/cases/{case.id}/materials/recognition/")
    assert "可以先不交，过一会儿再打开这一页" in paper.text
    assert "可以拍照上传" in paper.text


def test_a_register_that_answers_later_is_not_waited_for(town: Town, browse: Callable[..., Browser]) -> None:
    towns.breaks("human_resources", "later")
    case = drafted(town.zhang, TALENT, landing="talent_centre", family=[])
    page = browse(town.zhang).get(f"/cases/{case.id}/materials/recognition/")
    assert "要晚一点才答复" in page.text


def test_a_wrong_entry_is_told_to_an_officer_and_overwrites_nothing(town: Town, browse: Callable[..., Browser]) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/doubts/")
    assert zhang.submit(page).status == 422
    told = zhang.submit(page, which="recognition", right="等级应该是 A")
    assert told.address.endswith("/have/")
    assert "记下了" in told.text
    with acting(CLOCK):
        sheet = sheet_of(case.id)
    assert sheet
    assert sheet.facts["claims"] == {"recognition": "等级应该是 A"}
    assert sheet.facts["facts"].get("recognition", {}).get("value") != "等级应该是 A"


def test_the_card_of_an_organisation_names_the_organisation(town: Town, browse: Callable[..., Browser]) -> None:
    case = drafted(town.zhang, FIRE, organisation=town.shop)
    assert "示例小院民宿" in browse(town.zhang).get(f"/cases/{case.id}/have/").text

from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import ENDORSEMENT, FIRE, PASSPORT, TALENT
from tests.channels.portal.town import Town

pytestmark = pytest.mark.django_db
GUIDE = f"/services/{ENDORSEMENT}/"


def test_a_visitor_gets_a_provisional_answer_and_is_told_what_will_be_checked(visitor: Browser) -> None:
    page = visitor.get(GUIDE, destinations="HKG")
    assert "看起来可以办" in page.text
    assert "登录后我们自己核对：往来港澳通行证" in page.text
    assert "这个答案是暂时的" in page.text


def test_what_a_secret_fact_decides_is_never_told_on_a_guide(visitor: Browser) -> None:
    page = visitor.get(GUIDE, destinations="HKG")
    assert "不准出境" not in page.text
    assert "登记备案" not in page.text


def test_each_place_has_its_own_question_and_its_own_kinds(visitor: Browser) -> None:
    page = visitor.get(GUIDE, destinations=["HKG", "MAC"])
    assert "香港：您要办哪一种签注？" in page.text
    assert "澳门：您要办哪一种签注？" in page.text
    fee = visitor.get(GUIDE, **{"destinations": ["HKG", "MAC"], "entries.HKG": "HKG1Y2", "entries.MAC": "MAC1Y1"})
    assert "45 元" in fee.text


def test_a_choice_says_at_once_what_it_would_mean(visitor: Browser) -> None:
    page = visitor.get(f"/services/{PASSPORT}/")
    assert "护照丢了或被偷，要办补发，不是换发" in page.text


def test_advice_against_it_names_another_service_and_leaves_the_way_open(visitor: Browser) -> None:
    page = visitor.get(f"/services/{PASSPORT}/", reason="lost")
    assert "/services/exit_entry.passport_replacement/" in page.links
    assert "您仍可以申请" in page.text
    assert f"/apply/{PASSPORT}/" in page.links


def test_nothing_personal_is_asked_in_an_address(visitor: Browser) -> None:
    page = visitor.get(f"/services/{TALENT}/")
    assert "公民身份号码" not in page.main
    assert "户口落在哪里" in page.text


def test_the_page_says_which_register_saves_which_paper(visitor: Browser) -> None:
    page = visitor.get(f"/services/{FIRE}/", venue="shop")
    assert "查到就不用交" in page.text
    assert "市场主体库" in page.text
    assert "以前要 10 样" in page.text


def test_while_the_way_is_not_chosen_all_times_stand_in_a_table(visitor: Browser) -> None:
    page = visitor.get(f"/services/{FIRE}/")
    assert "当场到10 个工作日" in page.text
    assert "20 个工作日" in page.text
    chosen = visitor.get(f"/services/{FIRE}/", venue="shop", works="no", way="ordinary")
    assert "我们承诺最晚" in chosen.text


def test_a_door_that_cannot_do_it_names_halls_that_can(visitor: Browser) -> None:
    page = visitor.get("/services/exit_entry.passport_first/", region="440106")
    assert "网上还办不了" in page.text
    assert "示例区办证大厅" in page.text
    assert "示例路1号" in page.text
    assert not any(link.startswith("/apply/") for link in page.links)


def test_no_door_is_promised_that_this_house_does_not_have(visitor: Browser) -> None:
    doors = visitor.get(GUIDE).main.partition('id="where"')[2]
    assert "自助机" not in doors.partition("</section>")[0]


def test_a_better_place_has_its_better_promise(visitor: Browser) -> None:
    assert "5 个工作日" in visitor.get(f"/services/{TALENT}/", region="440106").text
    assert "20 个工作日" in visitor.get(f"/services/{TALENT}/", region="440203").text
    assert (
        "广东省韶关市"
        in visitor.get(f"/services/{TALENT}/", **{"at.1": "440000", "at.2": "440200", "at.3": "440203"}).text
    )


@pytest.mark.parametrize(
    "odd", ["region=999999", "destinations=MARS", "at.1=440000&at.2=430100", "entries.HKG=%00", "reason=" + "x" * 5000]
)
def test_odd_answers_in_the_address_are_answered_kindly(visitor: Browser, odd: str) -> None:
    assert visitor.get(f"{GUIDE}?{odd}").status in (200, 400)


def test_a_service_that_does_not_exist_is_a_page_that_leads_on(visitor: Browser) -> None:
    page = visitor.get("/services/exit_entry.flying_carpet/")
    assert page.status == 404
    assert "/" in page.links


def test_the_sample_of_the_result_is_a_picture(visitor: Browser) -> None:
    page = visitor.get(GUIDE)
    assert f"/services/{ENDORSEMENT}/sample/" in page.source
    assert visitor.client.get(f"/services/{ENDORSEMENT}/sample/").headers["Content-Type"] == "image/svg+xml"


def test_the_guide_asks_at_most_twice(
    town: Town, visitor: Browser, browse: Callable[..., Browser], queries: Callable[[Browser, str], list[str]]
) -> None:
    assert len(queries(visitor, f"{GUIDE}?destinations=HKG")) <= 2
    assert len(queries(browse(town.zhang), f"{GUIDE}?destinations=HKG")) <= 2

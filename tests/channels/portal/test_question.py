from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import ENDORSEMENT, FIRE, HOME, PASSPORT, TALENT, drafted, submitted
from tests.channels.portal.town import LI, WANG, Town

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def question(browser: Browser, case: object, fact: str) -> Page:
    return browser.get(f"/cases/{case}/questions/{fact}/")


def test_one_question_a_page_says_why_it_is_asked_and_what_register_was_tried(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, PASSPORT)
    page = question(browse(town.zhang), case.id, "reason")
    assert page.title == "为什么换护照？"
    assert "没有哪个登记库知道" in page.text


def test_nothing_chosen_is_said_beside_the_question_and_first_on_the_page(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, PASSPORT), browse(town.zhang)
    page = zhang.submit(question(zhang, case.id, "reason"))
    assert page.status == 422
    assert "有 1 处要改" in page.text
    assert "#f-reason" in page.links


def test_an_answer_is_kept_and_can_be_changed(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, PASSPORT), browse(town.zhang)
    zhang.submit(question(zhang, case.id, "reason"), reason="expiring")
    assert question(zhang, case.id, "reason").chosen("reason") == ["expiring"]
    zhang.submit(question(zhang, case.id, "reason"), reason="damaged")
    assert question(zhang, case.id, "reason").chosen("reason") == ["damaged"]


def test_what_is_not_open_is_shown_with_the_reason_and_cannot_be_chosen(town: Town, browse: Browse) -> None:
    case, li = drafted(town.li, ENDORSEMENT, destinations=["HKG"]), browse(town.li)
    page = question(li, case.id, "entries.HKG")
    assert "通行证剩余不到一年，这一种还不能选" in page.text
    refused = li.submit(page, **{"entries.HKG": "HKG1Y1"})
    assert refused.status == 422
    assert "现在不能选“一年一次”" in refused.text


def test_hong_kong_and_macao_are_asked_one_after_the_other_in_one_case(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, ENDORSEMENT), browse(town.zhang)
    page = zhang.submit(question(zhang, case.id, "destinations"), destinations=["HKG", "MAC"])
    assert page.title == "香港：您要办哪一种签注？"
    page = zhang.submit(page, **{"entries.HKG": "HKG1Y2"})
    assert page.title == "澳门：您要办哪一种签注？"
    page = zhang.submit(page, **{"entries.MAC": "MAC1Y1"})
    check = zhang.get(f"/cases/{case.id}/answers/")
    assert "45 元" in check.text
    assert "香港：签注种类 一年二次" in check.text


NEW = {"name": "李测试", "relation": "spouse"}


def record(place: str, number: str = LI) -> dict[str, str]:
    """The inputs of one member of the family."""
    return {f"family.{place}.{name}": text for name, text in {**NEW, "id_number": number}.items()}


def test_a_slip_in_one_entry_is_said_and_the_rest_stays(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    page = zhang.submit(question(zhang, case.id, "family"), **record("new", LI[:17] + "0"), **{"family.do": "add"})
    assert page.status == 422
    assert "第18位校验码" in page.text
    assert page.value("family.new.name") == "李测试"


def test_family_is_written_down_one_after_another(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    page = zhang.submit(question(zhang, case.id, "family"), **record("new"), **{"family.do": "add"})
    assert page.status == 200
    assert "李测试 · 配偶" in page.text
    assert {name: page.value(name) for name in record("0")} == record("0")
    page = zhang.submit(page, **record("0"), **{"family.do": "done"})
    assert page.title == "户口落在哪里？"
    zhang.submit(page, landing="talent_centre")
    check = zhang.get(f"/cases/{case.id}/answers/")
    assert "4404**********1236" in check.text
    assert LI not in check.main


def test_somebody_half_written_down_is_never_dropped(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    half = {name: text for name, text in record("new").items() if "relation" not in name}
    page = zhang.submit(question(zhang, case.id, "family"), **half, **{"family.do": "done"})
    assert page.status == 422
    assert "请选一项" in page.text
    assert page.value("family.new.name") == "李测试"


def test_nobody_is_written_down_twice_and_the_list_stays(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    again = {**record("0"), **record("new"), "family.do": "done"}
    page = zhang.submit(question(zhang, case.id, "family"), **again)
    assert page.status == 422
    assert "这个号码已经在上面了" in page.text
    assert "李测试 · 配偶" in page.text


@pytest.mark.parametrize(
    ("name", "status"), [("\u200b\u200b", 422), ("李\u202e测试", 422), ("李\u200b测试", 200), ("李\ue5e5", 200)]
)
def test_a_name_is_what_one_can_see(town: Town, browse: Browse, name: str, status: int) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    new = record("new") | {"family.new.name": name, "family.do": "add"}
    page = zhang.submit(question(zhang, case.id, "family"), **new)
    assert page.status == status
    if status == 200:
        page = zhang.submit(page, **record("0") | {"family.0.name": page.value("family.0.name"), "family.do": "done"})
        assert page.title == "户口落在哪里？"


def test_nobody_moving_along_is_an_answer_too(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT), browse(town.zhang)
    page = zhang.submit(question(zhang, case.id, "family"), **{"family.do": "done"})
    assert page.title == "户口落在哪里？"


ODD = ["\0", "x" * 200_000, "\ud800", "<script>alert(1)</script>", "' or 1=1 --", "\u202egnp", "🙂" * 50]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_bytes_get_a_kind_page_and_lose_nothing(town: Town, browse: Browse, odd: str) -> None:
    case, zhang = drafted(town.zhang, PASSPORT), browse(town.zhang)
    body = b"reason=" + odd.encode("utf-8", "surrogatepass").hex(" ").replace(" ", "%").join(["%", ""]).encode()
    action = question(zhang, case.id, "reason").action()
    response = zhang.client.post(action, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (400, 422)
    assert b"data-yimen" in response.content[:300]
    assert b"<script>alert" not in response.content


def test_a_question_that_this_service_does_not_ask_is_no_page(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, ENDORSEMENT), browse(town.zhang)
    for name in ("exit_ban", "permit", "nothing", "entries.MARS", "destinations.HKG"):
        assert question(zhang, case.id, name).status == 404, name


def test_a_case_that_is_handed_in_asks_no_more_and_says_where_to_look(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang, **HOME)
    page = question(browse(town.zhang), case.id, "landing")
    assert page.status == 409
    assert "等受理" in page.text
    assert f"/cases/{case.id}/" in page.links


def test_somebody_elses_draft_does_not_exist(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, PASSPORT)
    for page in ("have/", "questions/reason/", "materials/", "answers/", "doubts/", "", "receipt/", "withdrawal/"):
        assert browse(town.li).get(f"/cases/{case.id}/{page}").status == 404, page
    assert browse(town.li).send(f"/cases/{case.id}/submission/", {}).status == 404


def test_a_session_that_ended_loses_nothing_that_was_typed(town: Town, visitor: Browser) -> None:
    case = drafted(town.zhang, FIRE, organisation=town.shop)
    page = visitor.post(f"/cases/{case.id}/questions/venue/", venue="hotel")
    assert page.status == 403
    assert "hotel" in page.text


def test_a_question_page_is_kept_by_nobody_on_the_way(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, PASSPORT)
    page = question(browse(town.zhang), case.id, "reason")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert WANG not in page.source


def test_keeping_it_for_later_keeps_what_was_typed(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, PASSPORT), browse(town.zhang)
    page = question(zhang, case.id, "reason")
    assert zhang.submit(page, reason="other", later="1").address == "/cases/"
    assert question(zhang, case.id, "reason").chosen("reason") == ["other"]
    assert zhang.submit(page, later="1").address == "/cases/"

import io
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import FIRE, as_it_stands, drafted, move, picture
from tests.channels.portal.town import Town, as_applicant
from yimen.core.cases.documents import look_at, receive
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
ANSWERS = {"venue": "restaurant", "works": False, "way": "pledge"}


@pytest.fixture
def plan(town: Town) -> str:
    """Where the floor plan of a restaurant is handed in."""
    return f"/cases/{drafted(town.zhang, FIRE, organisation=town.shop, **ANSWERS).id}/materials/floor_plan/"


def named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_photo_is_taken_told_and_shown_again(town: Town, browse: Browse, plan: str) -> None:
    zhang = browse(town.zhang)
    listed = zhang.submit(zhang.get(plan), file=picture("平面图.png"))
    assert listed.address.endswith("/materials/")
    assert "平面图.png" in listed.text
    page = zhang.get(plan)
    file = next(link for link in page.links if "/documents/" in link)
    answer = zhang.client.get(file)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browse(town.li).client.get(file).status_code == 404


WRONG = {
    "text": (b"hello", "不是照片，也不是 PDF"),
    "empty": (b"", "是空的"),
    "broken": (b"\x89PNG\r\n\x1a\nrubbish", "打不开"),
    "locked": (b"%PDF-1.7\n/Encrypt 5 0 R\n%%EOF", "密码"),
    "active": (b"%PDF-1.7\n/JavaScript (x)\n%%EOF", "自动运行"),
    "large": (b"%PDF-" + b"x" * (10 * 1024 * 1024 + 1), "最多 10 MB"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_cannot_be_taken_says_why_and_costs_nothing_else(
    town: Town, browse: Browse, plan: str, kind: str
) -> None:
    zhang, (content, words) = browse(town.zhang), WRONG[kind]
    page = zhang.submit(zhang.get(plan), file=named(content, "证.png"))
    assert page.status == 422
    assert words in page.text
    assert "饭店、餐馆" in zhang.get(plan.replace("materials/floor_plan", "answers")).text


def test_more_than_a_form_can_carry_is_refused_with_a_page(town: Town, browse: Browse, plan: str) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(zhang.get(plan), file=named(b"%PDF-" + b"x" * (13 * 1024 * 1024), "大.pdf"))
    assert page.status == 413
    assert "一份文件最多 10 MB" in page.text


def test_no_file_is_said_kindly_and_with_one_here_one_may_go_on(town: Town, browse: Browse, plan: str) -> None:
    zhang = browse(town.zhang)
    assert "还没有选文件" in zhang.submit(zhang.get(plan)).text
    zhang.submit(zhang.get(plan), file=picture())
    assert zhang.submit(zhang.get(plan)).address.endswith("/materials/")


def test_a_file_of_a_draft_can_be_taken_out_again(town: Town, browse: Browse, plan: str) -> None:
    zhang = browse(town.zhang)
    zhang.submit(zhang.get(plan), file=picture())
    [file] = [link.split("/")[4] for link in zhang.get(plan).links if "/documents/" in link]
    assert not [link for link in zhang.submit(zhang.get(plan), remove=file).links if "/documents/" in link]
    assert as_it_stands(UUID(plan.split("/")[2])).documents == []


def test_what_was_sent_before_is_offered_with_a_look_and_handed_in_by_one_press(town: Town, browse: Browse) -> None:
    zhang, by = browse(town.zhang), as_applicant(town.zhang)
    old = drafted(town.zhang, FIRE, organisation=town.shop, **ANSWERS)
    with acting(by):
        file = receive(old.id, "floor_plan", "平面图.png", picture().read(), by=by)
    move(old, "submit", by, anyway=True, pledge={"signed_by": town.zhang.name, "read": True})
    with acting(CLOCK):
        look_at(file.id)
    here = f"/cases/{drafted(town.zhang, FIRE, organisation=town.shop, **ANSWERS).id}/materials/floor_plan/"
    page = zhang.get(here)
    assert "用上次交的" in page.text
    assert f"/cases/{old.id}/documents/{file.id}/" in page.links
    assert "平面图.png" in zhang.submit(page, again=str(file.id)).text
    assert zhang.client.get(next(link for link in zhang.get(here).links if "/documents/" in link)).status_code == 200
    assert "不能再用" in zhang.submit(zhang.get(here), again="gone").text


def test_a_material_that_nobody_asks_for_is_no_page(town: Town, browse: Browse, plan: str) -> None:
    assert browse(town.zhang).get(plan.replace("floor_plan", "licence")).status == 404


def test_the_list_says_what_register_saves_what(town: Town, browse: Browse, plan: str) -> None:
    page = browse(town.zhang).get(plan.replace("floor_plan/", ""))
    assert "营业执照 市场主体库" in page.text
    assert "没交齐也能往下走" in page.text

"""“识别到的，请核对”: offered beside the question, filled in when asked, an answer only once the person sends it."""

import re
from collections.abc import Callable
from uuid import UUID

import msgspec
import pytest
from django.test import Client

from tests.adapters.ocr.specimens import household_page, number
from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import HOME, TALENT, as_it_stands, drafted, move
from tests.channels.portal.town import WINDOW, Town, as_applicant
from tests.visiting import signed_in
from yimen.core.cases.documents import look_at, receive
from yimen.core.cases.models import Recognised
from yimen.core.cases.recognising import recognise
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.ports.ocr import Line

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
CHILD = number("44010620150304003")
WRITTEN = [
    ("常住人口登记卡", 0.4, 0.05),
    ("姓名", 0.05, 0.2),
    ("李测试", 0.2, 0.2),
    ("公民身份证件编号", 0.05, 0.7),
    (CHILD, 0.4, 0.7),
]


@pytest.fixture
def case(town: Town) -> str:
    """A draft with a page of a household book that was read: what the reader said is laid down here, the rules do the rest."""
    by = as_applicant(town.zhang)
    begun = drafted(town.zhang, TALENT, landing="talent_centre")
    with acting(by):
        file = receive(begun.id, "parentage", "户口簿.jpg", household_page(), by=by)
    with acting(CLOCK):
        look_at(file.id)
        code, found = recognise([Line(text, 0.97, x, y, x + 0.1, y + 0.06) for text, x, y in WRITTEN], today())
        Recognised.objects.create(
            document_id=file.id,
            case_id=begun.id,
            paper=code,
            fields=msgspec.to_builtins(found),
            reader="rapid",
            at=now(),
        )
    return f"/cases/{begun.id}/"


def test_what_was_made_out_is_offered_filled_in_on_request_and_told_only_by_the_person(
    town: Town, browse: Browse, case: str
) -> None:
    zhang, where = browse(town.zhang), f"{case}questions/family/"
    asked = zhang.get(where)
    assert "从户口簿照片里识别到的，请核对" in asked.text
    assert CHILD in asked.text
    assert typed(asked, "family.new.id_number") == ""
    [fill] = [link for link in asked.links if "fill=" in link]
    form = zhang.get(f"{where}{fill}" if fill.startswith("?") else fill)
    assert (typed(form, "family.new.name"), typed(form, "family.new.id_number")) == ("李测试", CHILD)
    assert "请对着照片核对" in form.text
    assert typed(zhang.get(where), "family.new.id_number") == "", "nothing was kept by looking"
    said = {
        "family.new.name": "李测试",
        "family.new.relation": "child",
        "family.new.id_number": CHILD,
        "family.do": "add",
    }
    done = zhang.submit(form, **said)
    assert "李测试" in done.text
    assert CHILD not in fill


def test_nobody_else_is_shown_it_and_a_wrong_address_says_nothing(town: Town, browse: Browse, case: str) -> None:
    assert browse(town.li).get(f"{case}questions/family/").status == 404
    for wrong in ("x", "0198f5c0-0000-7000-8000-000000000000", ""):
        assert typed(browse(town.zhang).get(f"{case}questions/family/?fill={wrong}"), "family.new.name") == ""


def test_the_desk_sees_it_beside_the_picture_and_where_the_name_is_another(town: Town, case: str) -> None:
    case_id = UUID(case.split("/")[2])
    move(case_id, "submit", as_applicant(town.zhang), facts=HOME, anyway=True)
    [file] = as_it_stands(case_id).documents
    client = signed_in(Client(), WINDOW)
    for where in (f"/desk/cases/{case_id}/?document={file.id}", f"/desk/cases/{case_id}/documents/"):
        html = client.get(where).content.decode()
        assert "从户口簿照片里识别到的，请核对" in html
        assert "和申请人不一样" in html
        assert CHILD in html
    assert "<rect" in client.get(f"/desk/cases/{case_id}/?document={file.id}").content.decode()


def typed(page: Page, name: str) -> str:
    """What stands in an input."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page.source)
    assert found, name
    return found[1]

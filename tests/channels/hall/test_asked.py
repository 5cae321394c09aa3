"""A case of another node: it is read here and moved only by asking, and the page shows what was asked."""

from typing import Any
from uuid import UUID

import pytest

from tests.authorities import EVERY
from tests.channels.api.ground import WANG, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, moved, page, standing, words
from yimen.core.cases.begin import begin
from yimen.core.cases.take import take
from yimen.core.exchange.peers import add_peer
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
AT_HOME = Actor("examiner", "hn1", "郑示例", "430102000001", "430100", serves=EVERY)
CARD: dict[str, Any] = {
    "reason": "expired",
    "hardship": False,
    "face_match": True,
    "photo": "taken",
    "fingerprints": "taken",
}


@pytest.fixture
def copy(ground: Ground, settings: Any) -> UUID:
    """A card that gd took in and accepted, seen from the other province."""
    with acting(WINDOW):
        case = begin(
            "household.id_card_cross_province",
            by=WINDOW,
            channel="hall",
            region="440106",
            applicant=ground.wang.id,
            facts=CARD,
        )
        take(case.id, "attend", by=WINDOW, says={"shown": "户口簿"}, channel="hall")
        take(case.id, "submit", by=WINDOW, says={"anyway": True}, channel="hall")
    moved(case.id, "accept", WINDOW)
    with acting(RULE):
        add_peer("gd", "440000", "http://127.0.0.1:9", public_key(), now())
    settings.NODE = {"code": "hn", "region": "430000", "name": "示例省公安厅"}
    return case.id


def test_a_copy_is_moved_by_asking_its_owner_and_the_page_shows_that_the_answer_is_awaited(copy: UUID) -> None:
    client, before = at_the_desk(AT_HOME), standing(copy).version
    html = words(page(client, f"/desk/cases/{copy}/"))
    assert "这里是副本" in html
    assert "审查（请主办机关记入）" in html
    assert WANG not in html
    asked = client.post(f"/desk/cases/{copy}/examine/", {"opinion": "grant", "why": "登记一致"})
    assert asked.status_code == 302, words(asked.content.decode())
    assert standing(copy).version == before, "nothing is written here"
    html = words(page(client, f"/desk/cases/{copy}/"))
    assert "已发去的请求" in html
    assert "等回函" in html


def test_a_copy_is_neither_held_nor_moved_here(copy: UUID) -> None:
    client = at_the_desk(AT_HOME)
    page(client, f"/desk/cases/{copy}/examine/")
    assert standing(copy).hold is None
    page(client, f"/desk/cases/{copy}/verify_on_site/", 409)

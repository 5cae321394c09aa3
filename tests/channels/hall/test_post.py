"""Letters at the desk: to post, signed for, come back, handed over; and what the supervisor sees of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.channels.api.ground import SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, page, words
from tests.core.papers.read_pdf import text
from tests.powers.stage import handed_in, posted
from yimen.core.notices.models import Attempt, Delivery
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today

pytestmark = pytest.mark.django_db


class Desk:
    """An officer who opens pages and sends forms."""

    def __init__(self, actor: Actor):
        self.client = at_the_desk(actor)

    def source(self, path: str) -> str:
        return page(self.client, path)

    def text(self, path: str) -> str:
        return words(self.source(path))

    def send(self, path: str, fields: dict[str, str]) -> Any:
        return self.client.post(path, fields)


@pytest.fixture
def letter(ground: Ground) -> UUID:
    return posted(handed_in(ground.li.id), ground.li.id)


def day(name: str) -> dict[str, str]:
    on = today()
    return {f"{name}.said.y": str(on.year), f"{name}.said.m": str(on.month), f"{name}.said.d": str(on.day)}


def handed(on: dict[str, str]) -> dict[str, str]:
    return {"act": "handed", "handed.signed_by": "李示例", **on}


def state(letter: UUID) -> tuple[str, int]:
    with acting(RULE):
        row = Delivery.objects.get(id=letter)
    return row.state, row.round


def test_a_letter_is_posted_and_signed_for(letter: UUID) -> None:
    desk, path = Desk(WINDOW), f"/desk/post/{letter}/"
    assert "等寄出" in desk.text("/desk/post/")
    assert path in desk.source("/desk/post/")
    desk.send(path, {"act": "posted", "posted.said": "EMS 123"})
    assert "EMS 123" in desk.text(path)
    desk.send(path, {"act": "arrived", **day("arrived")})
    assert state(letter) == ("served", 1)
    assert "送达：邮件签收" in desk.text(path)
    assert "没有要寄的文书" in desk.text("/desk/post/")


def test_a_letter_that_comes_back_begins_anew(letter: UUID) -> None:
    desk, path = Desk(WINDOW), f"/desk/post/{letter}/"
    desk.send(path, {"act": "posted", "posted.said": "EMS 123"})
    desk.send(path, {"act": "returned", "returned.said": "查无此人"})
    assert state(letter) == ("open", 2)
    assert "退回：查无此人" in desk.text(path)


def test_what_does_not_fit_is_refused_and_nothing_typed_is_lost(letter: UUID) -> None:
    desk, path = Desk(WINDOW), f"/desk/post/{letter}/"
    assert desk.send(path, {"act": "posted", "posted.said": ""}).status_code == 422
    assert desk.send(path, {"act": "arrived", **day("arrived")}).status_code == 409
    desk.send(path, {"act": "posted", "posted.said": "EMS 1"})
    assert desk.send(path, {"act": "posted", "posted.said": "EMS 2"}).status_code == 409
    old = {"handed.said.y": "2020", "handed.said.m": "1", "handed.said.d": "1"}
    refused = desk.send(path, handed(old))
    assert refused.status_code == 409
    assert b'value="2020"' in refused.content
    assert state(letter) == ("open", 1)


def test_handed_over_it_is_served(letter: UUID) -> None:
    Desk(WINDOW).send(f"/desk/post/{letter}/", handed(day("handed")))
    assert state(letter) == ("served", 1)


def test_the_supervisor_sees_letters_that_lie(letter: UUID) -> None:
    board = Desk(SUPERVISOR)
    assert "都送到了" in board.text("/desk/board/")
    with acting(RULE):
        Attempt.objects.update(made_at=now() - timedelta(days=4))
    assert f"/desk/post/{letter}/" in board.source("/desk/board/")
    assert "放了三天" in board.text("/desk/board/")


def test_a_label_is_printed_from_the_confirmed_address_and_the_look_is_in_the_book(letter: UUID) -> None:
    desk, path = Desk(WINDOW), f"/desk/post/{letter}/label/"
    with acting(RULE):
        case = Delivery.objects.get(id=letter).case_id
    assert path in desk.source(f"/desk/post/{letter}/")
    assert "还没有确认过邮寄地址" in words(desk.send(path, {}).content.decode())
    for line in ("示例省示例市示例路 1 号", "示例路\U000200f0号"):
        said = {"address.to": "李示例", "address.phone": "13800000000", "address.line": line}
        assert desk.send(f"/desk/cases/{case}/confirm_address/", said).status_code == 302
        given = desk.send(path, {})
        if "\U000200f0" in line:
            assert (given.status_code, "“\U000200f0”（U+200F0）" in words(given.content.decode())) == (409, True)
        else:
            assert (given["Content-Type"], "no-store" in given["Cache-Control"]) == ("application/pdf", True)
            printed = text(given.content)
            assert "李示例13800000000" in printed.replace("电话", "")
            assert "示例省示例市示例路1号" in printed
    with acting(RULE):
        assert LookUp.objects.filter(case_id=case, note="邮寄标签", actor_id=WINDOW.id).count() == 2

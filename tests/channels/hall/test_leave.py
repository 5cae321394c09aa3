"""Leave at the desk, and to whom a case has fallen: one line that says how it can be drawn again."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.channels.api.ground import EXAMINER, EXAMINER_TWO, HEAD, WINDOW, Ground
from tests.channels.hall.desk import PASSPORT, at_the_desk, handed_in, moved, page, standing, words
from yimen.core.people.actors import RULE, Actor, for_another, own_name
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.work.assigning import assign
from yimen.core.work.leaves import away
from yimen.core.work.models import Leave
from yimen.core.work.standing_in import standing_in

pytestmark = pytest.mark.django_db


PARTS = (("y", "year"), ("m", "month"), ("d", "day"))


def days(**said: date) -> dict[str, str]:
    return {f"{name}.{part}": str(getattr(day, word)) for name, day in said.items() for part, word in PARTS}


def test_an_officer_writes_a_leave_with_a_delegate_and_takes_it_back(ground: Ground) -> None:
    client = at_the_desk(EXAMINER)
    said = days(since=today(), until=today() + timedelta(days=2)) | {"delegate": EXAMINER_TWO.id}
    assert client.post("/desk/leave/", said).status_code == 302
    assert "何示例代理" in words(page(client, "/desk/leave/"))
    with acting(EXAMINER):
        one = Leave.objects.get()
    at_the_desk(EXAMINER_TWO).post("/desk/leave/", {"back": str(one.id)})
    assert "何示例代理" in words(page(client, "/desk/leave/"))
    client.post("/desk/leave/", {"back": str(one.id)})
    client.post("/desk/leave/", {"back": "x"})
    assert "没有人请假" in words(page(client, "/desk/leave/"))


def test_what_makes_no_sense_is_said_beside_its_field_and_only_a_head_writes_for_others(ground: Ground) -> None:
    said = days(since=today(), until=today() - timedelta(days=2))
    wrong = at_the_desk(EXAMINER).post("/desk/leave/", said)
    assert wrong.status_code == 422
    assert "最后一天早于第一天" in words(wrong.content.decode())
    right = days(since=today(), until=today()) | {"officer": EXAMINER.id}
    assert at_the_desk(HEAD).post("/desk/leave/", right).status_code == 302
    at_the_desk(EXAMINER_TWO).post("/desk/leave/", right)
    with acting(RULE):
        assert {one.officer for one in Leave.objects.all()} == {EXAMINER.id, EXAMINER_TWO.id}


def drawn(ground: Ground) -> tuple[UUID, Actor, Actor]:
    """A case that was accepted and drawn; to whom it fell, and the colleague."""
    case = handed_in(ground, ground.zhang, PASSPORT, reason="expiring")
    moved(case, "attend", WINDOW, shown="居民身份证、原护照")
    moved(case, "accept", WINDOW)
    with acting(RULE):
        fell = assign(case, 0)
    assert fell
    here, other = (EXAMINER, EXAMINER_TWO) if fell.officer == EXAMINER.id else (EXAMINER_TWO, EXAMINER)
    return case, here, other


def test_a_case_says_to_whom_it_fell_and_stands_in_the_own_list(ground: Ground) -> None:
    case, here, other = drawn(ground)
    assert f"抽签分给 {here.name}" in words(page(at_the_desk(here), f"/desk/cases/{case}/"))
    assert "张示例" in page(at_the_desk(here), "/desk/?show=assigned")
    assert "张示例" not in page(at_the_desk(other), "/desk/?show=assigned")
    client = at_the_desk(here)
    assert (
        client.post(f"/desk/cases/{case}/recuse/", {"ground": "relative", "why": "申请人是我的堂兄"}).status_code == 302
    )
    refused = client.get(f"/desk/cases/{case}/examine/")
    assert refused.status_code == 409
    assert "已经回避" in words(refused.content.decode())


def test_what_is_done_for_somebody_on_leave_carries_both_names(ground: Ground) -> None:
    case, absent, delegate = drawn(ground)
    with acting(absent):
        away(absent.id, today(), today(), by=absent, delegate=delegate.id)
    client = at_the_desk(delegate)
    assert client.post(f"/desk/cases/{case}/examine/", {"opinion": "grant", "why": "齐全"}).status_code == 302
    [step] = [one for one in standing(case).events if one.move == "examine"]
    assert (step.actor_id, step.actor_name) == (delegate.id, for_another(delegate.name, absent.name))
    assert f"（代{absent.name}）" in page(client, f"/desk/cases/{case}/")
    assert own_name(step.actor_name) == delegate.name
    with acting(WINDOW):
        assert standing_in(case, WINDOW) == WINDOW  # nobody else signs for anybody

"""What goes on inside a case has its pages: two names on site with a picture, a hearing up to its record, authorities that are asked."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.channels.api.ground import DECIDER, EXAMINER, SHOP, WINDOW, ZHANG, Ground, at_the_window
from tests.channels.api.test_lives_of_day_one import NOT_SO, PAPERS, fire, police, window
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words
from tests.core.cases.hostile import photograph
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.take import take
from yimen.core.people.actors import RULE
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today

pytestmark = pytest.mark.django_db


def accepted(ground: Ground) -> UUID:
    case = handed_in(ground, ground.li)
    moved(case, "accept", WINDOW)
    return case


def day(word: str, ahead: int) -> dict[str, str]:
    on = today() + timedelta(days=ahead)
    return {f"{word}.y": str(on.year), f"{word}.m": str(on.month), f"{word}.d": str(on.day)}


def test_two_officers_of_the_register_verify_on_site_with_a_picture_that_a_refused_form_does_not_lose(
    ground: Ground,
) -> None:
    case = accepted(ground)
    client, where, here = at_the_desk(EXAMINER), f"/desk/cases/{case}/verify_on_site/", f"/desk/cases/{case}/site/"
    assert client.post(here, {}).status_code == 422
    assert client.post(here, {"picture": SimpleUploadedFile("1.jpg", b"no picture")}).status_code == 422
    assert client.post(here, {"picture": SimpleUploadedFile("1.jpg", photograph((80, 60)))}).status_code == 302
    asked = page(client, where)
    assert "王示例　e1" in asked
    assert "吴示例" not in asked, "another office"
    said = {**day("on", 0), "found": "通道畅通", "version": standing(case).version}
    alone = client.post(where, {**said, "officers.here": ["e1"]})
    assert (alone.status_code, "要两名以上" in words(alone.content.decode())) == (409, True)
    stranger = client.post(where, {**said, "officers.here": ["e1"], "officers.other": "某甲"})
    assert (stranger.status_code, "没有找到 某甲" in words(stranger.content.decode())) == (409, True)
    assert client.post(where, {**said, "officers.here": ["e1", "e2"]}).status_code == 302
    assert (standing(case).events[-1].said or {})["officers"] == ["王示例", "何示例"]
    shown = page(client, here)
    assert "王示例、何示例" in words(shown)
    assert "现场照片 1 张" in words(shown)
    assert here in page(client, f"/desk/cases/{case}/")
    assert at_the_desk(DECIDER).post(here, {}).status_code == 403, "who decides was not there"


def test_two_of_one_name_are_told_apart_by_their_badges(ground: Ground) -> None:
    with acting(RULE):
        Staff.objects.filter(id="e2").update(name="王示例")
    case = accepted(ground)
    said = {**day("on", 0), "found": "通道畅通", "officers.here": ["e1", "e2"], "version": standing(case).version}
    assert at_the_desk(EXAMINER).post(f"/desk/cases/{case}/verify_on_site/", said).status_code == 302
    assert (standing(case).events[-1].said or {})["officers"] == ["e1", "e2"]


def served(case: UUID) -> Dossier:
    found = standing(case)
    paper = found.papers[-1]
    moved(case, "serve", RULE, of=str(paper.n), paper=str(paper.id), on=today().isoformat(), way="hand")
    return standing(case)


def test_a_hearing_is_followed_from_the_right_to_the_record_on_which_the_decision_rests(ground: Ground) -> None:
    case = accepted(ground)
    client, here = at_the_desk(EXAMINER), f"/desk/cases/{case}/hearing/"
    moved(case, "tell_hearing", EXAMINER, why="关系到同行的人")
    assert "还没有送达" in words(page(client, here))
    served(case)
    assert "以前可以要求听证" in words(page(client, here))
    moved(case, "ask_hearing", WINDOW, who="李测试", why="想当面说")
    assert "最早" in words(page(client, here))
    call = f"/desk/cases/{case}/call_hearing/"
    form = page(client, call)
    assert ("王示例　e1" in form, "何示例　e2" in form) == (False, True), "who examines does not lead it"
    said = {"place": "二楼", "chair.here": "e2", "version": standing(case).version}
    early = client.post(call, {**said, **day("on", 3), "do": "sign"})
    assert (early.status_code, "最早" in words(early.content.decode())) == (409, True)
    assert client.post(call, {**said, **day("on", 20), "do": "sign"}).status_code == 302
    assert "何示例" in words(page(client, here))
    with acting(EXAMINER):
        told = {"present": ["李测试"], "record": "双方陈述了意见。", "signed": True}
        take(case, "record_hearing", by=EXAMINER, says=told, at=now() + timedelta(days=21))
        take(case, "examine", by=EXAMINER, says={"opinion": "grant", "why": "符合"}, at=now() + timedelta(days=21))
    assert "决定要根据这份笔录作出" in words(page(client, here))
    assert "双方陈述了意见" in words(page(at_the_desk(DECIDER), f"/desk/cases/{case}/reject/"))


def test_an_authority_that_is_asked_has_a_queue_and_answers_and_everybody_sees_who_has_not(
    ground: Ground,
) -> None:
    when = (today() + timedelta(days=40)).isoformat()
    said = NOT_SO | {"people": 3000, "event_on": when, "kind_of_event": "show"}
    asked = at_the_window("public_order.large_event", ZHANG, **said, **PAPERS) | {"organisation": SHOP}
    case = window.post("/cases", asked).must(201)["id"]
    window.move(case, "accept").must()
    assert police.actor is not None and fire.actor is not None  # noqa: PT018
    ours, theirs, here = at_the_desk(police.actor), at_the_desk(fire.actor), f"/desk/cases/{case}/bodies/"
    assert "征求 2 家，还差 2 家" in words(page(ours, here))
    assert str(case) in page(theirs, "/desk/?show=asked")
    assert str(case) not in page(ours, "/desk/?show=asked")
    assert f"/desk/cases/{case}/body_answers/" in page(theirs, here)
    assert f"/desk/cases/{case}/body_answers/" not in page(ours, here)
    question = next(one for one in standing(case).parties if one.authority == "fire_rescue")
    answer = {"body": str(question.id), "opinion": "grant", "why": "通道符合要求", "version": standing(case).version}
    assert theirs.post(f"/desk/cases/{case}/body_answers/", answer).status_code == 302
    told = words(page(ours, here))
    assert ("还差 1 家" in told, "通道符合要求" in told) == (True, True)
    assert str(case) not in page(theirs, "/desk/?show=asked")

"""Moves at the desk: all defects at once, the letter before it is signed, older pages refused with nothing lost, four eyes."""

import pytest
from django.test import Client

from tests.channels.api.ground import DECIDER, EXAMINER, SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words
from yimen.channels.hall.saying import WAYS
from yimen.core.cases.rulebook import procedures
from yimen.core.cases.says import SAYS

pytestmark = pytest.mark.django_db
NOT_NEEDED = {"ground": "not_needed", "reasons.own": "依法不用办", "reasons.law": "许可法§12", "do": "sign"}


def test_everything_that_a_procedure_wants_said_has_a_form() -> None:
    assert set(SAYS) <= set(WAYS)
    for of in procedures():
        for row in of.moves:
            assert all(said.type in WAYS or said.type in of.choices for said in row.said), row.move


def test_acceptance_is_one_act(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    page(client, f"/desk/cases/{case}/accept/")
    assert client.post(f"/desk/cases/{case}/accept/", {"version": standing(case).version}).status_code == 302
    assert standing(case).state == "accepted"


def test_a_notice_is_shown_as_a_letter_before_it_is_signed(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    page(client, f"/desk/cases/{case}/correct/")
    said: dict[str, object] = {"defects.own": "照片要近六个月的\n签名要本人签", "version": standing(case).version}
    letter = client.post(f"/desk/cases/{case}/correct/", said)
    assert letter.status_code == 200
    assert "照片要近六个月的" in words(letter.content.decode())
    assert standing(case).state == "submitted"
    left_out = client.post(f"/desk/cases/{case}/correct/", {**said, "do": "sign"})
    assert left_out.status_code == 409
    assert "还缺：证件照片" in words(left_out.content.decode())
    said["defects.found"] = "photo"
    assert client.post(f"/desk/cases/{case}/correct/", {**said, "do": "sign"}).status_code == 302
    found = standing(case)
    assert found.state == "correcting"
    assert [one.text for one in found.defects][1:] == ["照片要近六个月的", "签名要本人签"]
    assert found.defects[0].about == "photo"


def test_going_back_from_the_letter_loses_nothing(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    html = at_the_desk(WINDOW).post(f"/desk/cases/{case}/correct/", {"defects.own": "照片要近六个月的", "do": "back"})
    assert "照片要近六个月的" in html.content.decode()
    assert standing(case).state == "submitted"


def test_a_notice_that_says_nothing_is_refused_beside_its_field(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    assert at_the_desk(WINDOW).post(f"/desk/cases/{case}/correct/", {}).status_code == 422


def test_the_officer_may_say_a_defect_in_own_words_and_an_empty_one_is_wrong_beside_it(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    assert "“证件照片”通知书里这样写" in words(page(client, f"/desk/cases/{case}/correct/"))
    said = {"defects.found": "photo", "defects.text.photo": "  ", "defects.own": "签名要本人签", "do": "sign"}
    empty = client.post(f"/desk/cases/{case}/correct/", said)
    html = empty.content.decode()
    assert empty.status_code == 422
    assert 'id="f-defects-text-photo-e"' in html
    assert "“证件照片”通知书里这样写：" in html
    assert "签名要本人签" in html
    said["defects.text.photo"] = "请交近六个月的白底照片。"
    assert client.post(f"/desk/cases/{case}/correct/", said).status_code == 302
    assert standing(case).defects[0].text == "请交近六个月的白底照片。"


def test_what_is_not_ticked_may_stand_empty_and_is_shown_again_as_it_was(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    said = {"defects.found": "photo", "defects.text.photo": "请交照片", "defects.text.permit_card": "", "do": "back"}
    html = at_the_desk(WINDOW).post(f"/desk/cases/{case}/correct/", said).content.decode()
    assert 'value="请交照片"' in html
    assert "补交：电子往来港澳通行证" not in html


def test_an_older_page_whose_act_is_no_longer_possible_says_what_changed_and_gives_the_words_back(
    ground: Ground,
) -> None:
    case = handed_in(ground, ground.li)
    version = standing(case).version
    moved(case, "accept", WINDOW)
    answer = at_the_desk(WINDOW).post(f"/desk/cases/{case}/not_accept/", NOT_NEEDED | {"version": version})
    html = words(answer.content.decode())
    assert answer.status_code == 409
    assert "您打开以后" in html
    assert "依法不用办" in html
    assert "not_needed" not in html


def test_an_older_page_is_refused_with_what_changed_and_the_words_stay(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    version = standing(case).version
    moved(case, "attend", WINDOW, shown="居民身份证")
    answer = at_the_desk(WINDOW).post(f"/desk/cases/{case}/not_accept/", NOT_NEEDED | {"version": version})
    html = words(answer.content.decode())
    assert answer.status_code == 409
    assert "登记到场" in html
    assert "依法不用办" in html
    assert standing(case).state == "submitted"


def test_two_officers_at_once_end_with_one_act(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    version = standing(case).version
    first, second = at_the_desk(WINDOW), at_the_desk(WINDOW)
    assert first.post(f"/desk/cases/{case}/accept/", {"version": version}).status_code == 302
    assert second.post(f"/desk/cases/{case}/accept/", {"version": version}).status_code == 409


def test_a_refusal_has_reasons_remedies_and_two_people(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    moved(case, "accept", WINDOW)
    decider = at_the_desk(DECIDER)
    assert decider.get(f"/desk/cases/{case}/reject/").status_code == 409
    at_the_desk(EXAMINER).post(f"/desk/cases/{case}/examine/", {"opinion": "refuse", "why": "通行证不符"})
    page(decider, f"/desk/cases/{case}/reject/")
    assert decider.post(f"/desk/cases/{case}/reject/", {"do": "sign"}).status_code == 422
    letter = words(
        decider.post(
            f"/desk/cases/{case}/reject/", {"reasons.own": "通行证信息不符", "reasons.law": "往来港澳办法§11"}
        ).content.decode()
    )
    assert "行政复议" in letter
    assert "起诉" in letter
    assert (
        decider.post(
            f"/desk/cases/{case}/reject/",
            {"reasons.own": "通行证信息不符", "reasons.law": "往来港澳办法§11", "do": "sign"},
        ).status_code
        == 302
    )
    assert standing(case).state == "rejected"


def test_suspending_and_resuming_go_through_their_forms(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    moved(case, "accept", WINDOW)
    client = at_the_desk(EXAMINER)
    said = {
        "kind": "appraisal",
        "expected.y": "2027",
        "expected.m": "3",
        "expected.d": "1",
        "why": "鉴定照片",
        "do": "sign",
    }
    assert client.post(f"/desk/cases/{case}/suspend/", said).status_code == 302
    assert standing(case).state == "suspended"
    assert client.post(f"/desk/cases/{case}/resume/", {"result": "鉴定好了", "do": "sign"}).status_code == 302
    assert standing(case).state == "accepted"


def test_a_second_notice_is_the_supervisors_and_a_notice_can_be_withdrawn(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    moved(case, "correct", WINDOW, defects=[{"about": "photo", "text": "换照片"}])
    assert at_the_desk(WINDOW).post(f"/desk/cases/{case}/withdraw_notice/", {"why": "发错了"}).status_code == 302
    assert standing(case).state == "submitted"
    assert at_the_desk(WINDOW).get(f"/desk/cases/{case}/correct_again/").status_code == 403
    page(at_the_desk(SUPERVISOR), "/desk/board/")


def test_every_offered_form_opens_and_refuses_an_empty_answer_kindly(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    for actor in (WINDOW, EXAMINER, DECIDER, SUPERVISOR):
        client = at_the_desk(actor)
        for href in links(client, f"/desk/cases/{case}/"):
            page(client, href)
    for name in ("correct", "not_accept", "amend", "attend", "withdraw"):
        assert at_the_desk(WINDOW).post(f"/desk/cases/{case}/{name}/", {"why": "\0", "do": "sign"}).status_code in (
            200,
            302,
            409,
            422,
        )


def test_what_is_no_move_is_no_page(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    page(at_the_desk(WINDOW), f"/desk/cases/{case}/dance/", 404)


def links(client: Client, path: str) -> list[str]:
    html = page(client, path)
    here = f'href="{path}'
    return [f"{path}{part.split(chr(34))[0]}" for part in html.split(here)[1:] if part.split(chr(34))[0].endswith("/")]


def test_what_was_written_while_the_session_ended_is_given_back(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    said = {"version": "2", "reasons.own": "依法不用办，请走备案。", "reasons.law": "许可法§12", "do": "sign"}
    answer = Client().post(f"/desk/cases/{case}/not_accept/", said)
    html = words(answer.content.decode())
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert "先说您是谁" in html
    assert "理由 依法不用办，请走备案。" in html
    assert "version" not in html
    assert "许可法§12" in html
    assert standing(case).state == "submitted"

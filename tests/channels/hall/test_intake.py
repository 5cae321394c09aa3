"""Taking in an application for the person at the counter: identity, service, one page of questions, attendance, slip."""

import re
from dataclasses import replace

import pytest

from tests.channels.api.ground import EXAMINER, LI, SUPERVISOR, WANG, WINDOW, ZHANG, Ground
from tests.channels.hall.desk import PASSPORT, at_the_desk, handed_in, page, standing, words
from yimen.core.people.actors import RULE
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
CARD = "household.id_card_cross_province"


def here(client: object, number: str, name: str, **more: str) -> str:
    answer = client.post("/desk/intake/", {"id_number": number, "name": name, "paper": "household_book", **more})  # type: ignore[attr-defined]
    assert answer.status_code == 302, words(answer.content.decode())
    return str(answer.headers["Location"])


def test_somebody_from_another_province_gets_a_slip_for_the_identity_card(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    person = here(client, WANG, "王样例")
    assert "身份证" in page(client, f"{person}?q=身份证")
    begun = client.post(f"{person}{CARD}/")
    assert begun.status_code == 302, words(begun.content.decode())
    draft = str(begun.headers["Location"])
    html = page(client, draft)
    assert "为什么办身份证" in html
    said = {
        "reason": "expired", "hardship": "no", "device.face_match": "yes", "device.photo": "yes", "device.fingerprints": "yes",
        "seen": ["identity_document", "settled_here", "old_card"], "do": "submit", "anyway": "yes",
    }  # fmt: skip
    done = client.post(draft, said)
    assert done.status_code == 302, words(done.content.decode())
    slip = page(client, str(done.headers["Location"]))
    assert "YM 44" in slip
    assert "ym-qr" in slip
    case = standing(re.search(r"[0-9a-f-]{36}", draft)[0])  # type: ignore[index, arg-type]
    assert case.last("attend")
    assert case.case.channel == "hall"


def test_an_empty_page_says_what_is_missing_and_keeps_what_was_said(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    person = here(client, WANG, "王样例")
    draft = str(client.post(f"{person}{CARD}/").headers["Location"])
    answer = client.post(draft, {"hardship": "no", "do": "submit"})
    assert answer.status_code == 422
    assert "没有答" in words(answer.content.decode())


def test_identifying_somebody_writes_a_line_that_the_person_can_read(ground: Ground) -> None:
    here(at_the_desk(WINDOW), LI, "李测试")
    with acting(RULE):
        assert LookUp.objects.filter(person=ground.li, purpose="attendance", actor_id=WINDOW.id).exists()


def test_a_name_that_is_another_is_refused_and_nothing_typed_is_lost(ground: Ground) -> None:
    answer = at_the_desk(WINDOW).post("/desk/intake/", {"id_number": LI, "name": "赵某某", "paper": "id_card"})
    assert answer.status_code == 422
    assert LI in answer.content.decode()


def test_a_wrong_number_says_what_is_wrong(ground: Ground) -> None:
    answer = at_the_desk(WINDOW).post(
        "/desk/intake/", {"id_number": LI[:-1] + "0", "name": "李测试", "paper": "id_card"}
    )
    assert answer.status_code == 422


def test_nobody_opens_the_page_of_a_person_who_does_not_stand_there(ground: Ground) -> None:
    assert at_the_desk(WINDOW).get(f"/desk/intake/{ground.li.id}/").status_code == 302


def test_the_same_service_twice_is_told_with_a_link_and_needs_a_reason(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    person = here(client, WANG, "王样例")
    client.post(f"{person}{CARD}/")
    again = client.post(f"{person}{CARD}/")
    assert again.status_code == 409
    assert "/desk/drafts/" in again.content.decode()
    assert client.post(f"{person}{CARD}/", {"whom": "p", "reason": "第一件填错了地方"}).status_code == 302


def test_nobody_says_in_a_colleagues_name_which_paper_was_seen(ground: Ground) -> None:
    first, colleague = at_the_desk(WINDOW), at_the_desk(WINDOW)  # two sessions
    draft = str(first.post(f"{here(first, WANG, '王样例')}{CARD}/").headers["Location"])
    said = {
        "reason": "expired", "hardship": "no", "device.face_match": "yes", "device.photo": "yes", "device.fingerprints": "yes",
        "do": "submit", "anyway": "yes",
    }  # fmt: skip
    refused = colleague.post(draft, said)
    assert refused.status_code == 422
    assert "您还没有核对过这位申请人的证件" in refused.content.decode()
    here(colleague, WANG, "王样例")
    assert colleague.post(draft, said).status_code == 302


def test_an_online_precheck_waits_for_its_person_and_attendance_is_recorded(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang, PASSPORT)
    client = at_the_desk(WINDOW)
    assert str(case) in page(client, "/desk/intake/")
    answer = client.post(
        f"/desk/cases/{case}/attend/", {"shown": "居民身份证、原护照", "version": standing(case).version}
    )
    assert answer.status_code == 302
    assert standing(case).last("attend")


def test_a_look_needs_a_purpose_and_its_line_is_shown(ground: Ground) -> None:
    client = at_the_desk(EXAMINER)
    assert client.post("/desk/look/", {"id_number": ZHANG}).status_code == 422
    assert client.post("/desk/look/", {"id_number": ZHANG, "purpose": "inspection"}).status_code == 422
    assert client.post("/desk/look/", {"id_number": ZHANG, "purpose": "application"}).status_code == 422
    found = client.post("/desk/look/", {"id_number": ZHANG, "purpose": "inspection", "note": "旅馆检查"})
    html = found.content.decode()
    assert found.status_code == 200
    assert "已写入" in html
    assert ZHANG not in html.split("</form>")[-1]
    looks = page(at_the_desk(SUPERVISOR), "/desk/board/")
    assert "旅馆检查" in looks
    assert EXAMINER.id in looks
    assert "查了 张**" in looks


def test_a_counter_offers_only_what_its_authorities_decide(ground: Ground) -> None:
    fire = replace(WINDOW, serves=("fire_rescue",))
    client = at_the_desk(fire)
    html = page(client, here(client, LI, "李测试"))
    assert "消防安全检查" in html
    assert "居民身份证跨省异地办理" not in html

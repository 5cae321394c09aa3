"""Pages of administrators: an office and a member set up, ended and undone; and no case in sight."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.api.ground import Ground
from tests.channels.hall.desk import handed_in, page, words
from tests.core.administration.house import ONE, OTHER, TWO, build
from tests.visiting import signed_in
from yimen.channels.portal.doors import where
from yimen.core.administration.altering import history, undo
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.workbook import workbooks
from yimen.core.cases.models import Case
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person, Post, Staff
from yimen.core.people.scope import acting
from yimen.core.places import wordings
from yimen.core.places.clock import today
from yimen.core.places.models import CalendarNotice, Counter, Office, OfficeDay
from yimen.core.places.notices import forget, working_days

pytestmark = pytest.mark.django_db
OFFICE = {
    "code": OTHER,
    "name_zh": "示例新大厅",
    "kind": "hall",
    "authority": "exit_entry_police",
    "opens": "周一至周五 9:00–17:00",
}
MEMBER = {
    "id": "n1",
    "name": "新测试",
    "reach": "440106",
    "office": OTHER,
    "role": "window",
    "since": "2026-11-01",
    "why": "新开",
}


@pytest.fixture
def house(db: None) -> Client:
    build()
    return at(ONE)


def at(who: Actor) -> Client:
    return signed_in(Client(), who)


def test_an_office_is_set_up_altered_and_the_alteration_undone(house: Client) -> None:
    assert house.post("/desk/house/offices/new/", OFFICE).status_code == 422  # without saying why
    led = house.post("/desk/house/offices/new/", OFFICE | {"why": "新开一个厅"})
    assert led["Location"].startswith(f"/desk/house/offices/{OTHER}/?done=")
    here = f"/desk/house/offices/{OTHER}/"
    assert (
        house.post(here, {"do": "counter", "counter.number": "3", "counter.name_zh": "三号", "why": "加"}).status_code
        == 302
    )
    wrong = house.post(here, OFFICE | {"do": "office", "opens": "随便什么时候", "why": "改"})
    assert wrong.status_code == 422
    assert "随便什么时候" in words(wrong.content.decode())
    house.post(here, OFFICE | {"do": "office", "name_zh": "改名大厅", "phone": "000-12345678", "why": "改名"})
    assert Office.objects.get(pk=OTHER).name_zh == "改名大厅"
    shown = words(page(house, here))
    assert "三号" in shown
    with acting(RULE):
        line = Alteration.objects.order_by("-id")[0]
    told = words(page(house, f"/desk/house/alterations/{line.id}/"))
    assert "示例新大厅 改名大厅" in told
    house.post(f"/desk/house/alterations/{line.id}/", {"why": "改错了"})
    assert Office.objects.get(pk=OTHER).name_zh == "示例新大厅"
    again = house.post(f"/desk/house/alterations/{line.id}/", {"why": "再来"})
    assert "已经撤销过了" in words(again.content.decode())
    house.post(here, {"do": "remove", "counter": "3", "why": "撤"})
    assert not Counter.objects.filter(office=OTHER).exists()
    assert "改错了" in words(page(house, "/desk/house/alterations/"))
    assert "示例新大厅" in words(page(house, "/desk/house/offices/?q=新大厅"))


def test_an_office_is_shut_on_a_day_which_everybody_reads_and_no_clock_knows(house: Client) -> None:
    house.post("/desk/house/offices/new/", OFFICE | {"why": "新开一个厅"})
    here, day = f"/desk/house/offices/{OTHER}/", today() + timedelta(days=3)
    said = {"do": "day", "day.day": day.isoformat(), "day.hours": "", "day.note": "示例停电", "why": "供电局通知"}
    wrong = house.post(here, said | {"day.day": "2020-01-01", "day.hours": "整天"})
    assert "2020-01-01已经过了" in words(wrong.content.decode())
    assert "看不懂" in words(wrong.content.decode())
    before = working_days().between(today(), day)
    assert house.post(here, said).status_code == 302
    assert "不因这里休息" in page(house, here)
    assert "示例停电" in where(Office.objects.get(pk=OTHER))
    window = at(Actor("window", "w1", "王示例", OTHER))
    assert "示例停电" in page(window, "/desk/intake/")
    assert working_days().between(today(), day) == before
    assert house.post(here, {"do": "undated", "day": day.isoformat(), "why": "来电了"}).status_code == 302
    assert not OfficeDay.objects.exists()
    with acting(ONE):
        undo(history(limit=1)[0].id, "又停了")
    assert OfficeDay.objects.get().day == day


def test_a_member_gets_a_post_a_code_and_leave_and_is_out_when_it_ends(house: Client) -> None:
    house.post("/desk/house/offices/new/", OFFICE | {"why": "新开"})
    bad = house.post("/desk/house/staff/new/", MEMBER | {"reach": "999999", "office": "12"})
    assert bad.status_code == 422
    assert "999999不是现在的" in words(bad.content.decode())
    assert house.post("/desk/house/staff/new/", MEMBER).status_code == 302
    here = "/desk/house/staff/n1/"
    code = house.post(here, {"do": "enrol"}).content.decode()
    enrolled = Client().post("/desk/enrol/", {"badge": "n1", "code": re.findall(r"<code>([^<]+)</code>", code)[0]})
    assert enrolled["Location"] == "/desk/enrol/keys/"
    leave = {"do": "leave", "leave.since": "2030-01-01", "leave.until": "2030-01-05", "why": "休假"}
    assert house.post(here, leave).status_code == 302
    assert "销假" in words(page(house, here))
    working = signed_in(Client(), Actor("window", "n1", "新测试", OTHER, "440106"))
    assert working.get("/desk/leave/").status_code == 200
    held = Post.objects.get(staff_id="n1")
    house.post(here, {"do": "end", "id": str(held.id), "last": "", "why": "调走"})
    assert not Staff.objects.get(pk="n1").active
    assert working.get("/desk/leave/").status_code == 302


def test_another_administrator_agrees_to_a_new_one(house: Client) -> None:
    new = MEMBER | {"id": "a3", "office": ONE.office, "role": "administrator"}
    led = house.post("/desk/house/staff/new/", new)["Location"]
    with acting(RULE):
        one = Proposal.objects.get()
    assert led == f"/desk/house/proposals/{one.id}/"
    assert "不能是同一个" in words(house.post(led, {"do": "agree"}).content.decode())
    assert "等第二个人同意的" in words(page(at(TWO), "/desk/house/"))
    assert at(TWO).post(led, {"do": "agree"}).status_code == 302
    assert Staff.objects.get(pk="a3").roles == ["administrator"]
    assert house.post("/desk/house/staff/a3/", {"do": "enrol"}).status_code == 422


def test_an_administrator_sees_no_case_and_no_person(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang)
    me = Actor("administrator", "a1", "管示例", "440106000001")
    client = at(me)
    for path in ("/desk/", f"/desk/cases/{case}/", "/desk/look/", "/desk/board/", "/desk/leave/", "/desk/staff/"):
        assert client.get(path).status_code == 403
    with acting(me):
        assert not Case.objects.exists()
        assert not Person.objects.exists()
    with acting(RULE):
        assert Case.objects.exists()


def test_a_workbook_is_checked_then_imported_and_a_wrong_cell_is_shown(house: Client) -> None:
    taken = house.get("/desk/house/workbook/file/")
    assert taken["Content-Type"].endswith("sheet")
    again = {"file": SimpleUploadedFile("y.xlsx", taken.content), "do": "check"}
    assert "和现在一样" in words(house.post("/desk/house/workbook/", again).content.decode())
    sheets = {"网点": [["网点代码", "名称", "类别", "主管机关"], [OTHER, "示例新厅", "茶馆", "exit_entry_police"]]}
    wrong = house.post("/desk/house/workbook/", {"file": uploaded(sheets), "why": "试"})
    assert wrong.status_code == 422
    assert "网点 C2 类别 茶馆不是类别" in words(wrong.content.decode())
    sheets["网点"][1][2] = "大厅"
    assert house.post("/desk/house/workbook/", {"file": uploaded(sheets), "why": "设厅"}).status_code == 302
    assert Office.objects.get(pk=OTHER).name_zh == "示例新厅"
    assert house.post("/desk/house/workbook/", {"file": SimpleUploadedFile("y.xlsx", b"x")}).status_code == 422


def uploaded(sheets: dict[str, list[list[str]]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("y.xlsx", workbooks().write(sheets, {}))


def test_a_holiday_notice_is_looked_at_loaded_and_replaced_on_the_record(house: Client) -> None:
    days = "01-01..01-03\n02-05..02-12\n04-04..04-06\n05-01..05-05\n06-08..06-10\n09-14..09-16\n10-01..10-07"
    notice = {
        "year": "2027",
        "number": "国办发明电〔2026〕示例号",
        "published_on": "2026-11-20",
        "off": days,
        "work": "02-27",
    }
    wrong = house.post("/desk/house/calendar/", notice | {"off": days.replace("10-01..10-07", "随便"), "work": "02-26"})
    told = words(wrong.content.decode())
    assert wrong.status_code == 422
    assert "“随便”不是日子" in told
    looked = words(house.post("/desk/house/calendar/", notice).content.decode())
    assert "2027 年：放假" in looked
    assert "0 件办件的期限是暂定的" in looked
    assert not CalendarNotice.objects.exists()
    beyond = house.post("/desk/house/calendar/", notice | {"do": "load", "why": "一个市载全省的"})
    assert "不在您的管辖里" in words(beyond.content.decode())
    with acting(RULE):
        Staff.objects.filter(pk=ONE.id).update(reach="440000")
    loaded = house.post("/desk/house/calendar/", notice | {"do": "load", "why": "照通知载入"})
    assert loaded.status_code == 302
    house.post("/desk/house/calendar/", notice | {"do": "load", "work": "02-20", "why": "第二版"})
    with acting(RULE):
        line = Alteration.objects.order_by("-id")[0]
    house.post(f"/desk/house/alterations/{line.id}/", {"why": "还是第一版"})
    assert [one.work for one in CalendarNotice.objects.order_by("id")] == [["02-27"], ["02-20"], ["02-27"]]
    forget()


def test_every_wire_is_shown_with_a_word_for_its_colour(house: Client) -> None:
    shown = words(page(house, "/desk/house/wires/"))
    assert "正常" in shown
    assert "没有选用" in shown


def test_a_reason_is_drafted_seen_beside_the_present_one_and_approved_by_another(
    house: Client, settings: object
) -> None:
    settings.NODE = settings.NODE | {"region": "440106"}  # type: ignore[attr-defined]
    here = "/desk/house/wordings/sms/friendly/"
    assert here in page(house, "/desk/house/wordings/?kind=sms")
    assert house.get("/desk/house/wordings/sms/none/").status_code == 404
    typed = {
        "body_zh": "您有新消息，请看 {link}",
        "template": "DEMO-2001",
        "since": today().isoformat(),
        "why": "短一些",
    }
    wrong = house.post(here, typed | {"body_zh": "{name}您好 {link}", "do": "look"})
    assert wrong.status_code == 422
    assert "“name”" in words(wrong.content.decode())
    seen = words(house.post(here, typed | {"do": "look"}).content.decode())
    assert "您的办件有新消息，请登录查看：http" in seen
    assert "您有新消息，请看 http" in seen
    led = house.post(here, typed | {"do": "ask"})["Location"]
    assert "您有新消息，请看 http" in words(page(at(TWO), led))
    assert at(TWO).post(led, {"do": "agree"}).status_code == 302
    assert "DEMO-2001" in page(house, here)
    forget()
    wordings.forget()

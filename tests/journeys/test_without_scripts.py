"""The portal without JavaScript: everything can be done."""

from tests.journeys.visitor import Visitor

TOUR = "exit_entry.endorsement_tour_group"


def test_an_application_reaches_its_receipt_without_javascript(without_script: Visitor) -> None:
    person = without_script
    person.be("deng")
    person.see("/?q=")
    person.page.get_by_role("searchbox").fill("去香港")
    person.press("找")
    person.press("往来港澳通行证团队旅游签注")
    person.press("现在办理")
    person.take_first_answers_until("/questions/")
    person.reads("旧的就作废，同意吗？")
    person.choose("是")
    person.choose("澳门")
    person.choose("一年一次")
    person.press("确认并提交")
    person.headed("收到了")
    person.see(person.case_path())
    person.reads("最晚")

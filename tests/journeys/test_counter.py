"""Taking in the application of whoever stands at the counter."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

NUMBER = "440106198505019981"


def test_a_passport_is_taken_in_for_the_person_who_stands_there_and_she_finds_it_at_home(
    citizen: Visitor, officer: Visitor
) -> None:
    officer.be("gd1001")
    officer.see("/desk/intake/")
    officer.fill("公民身份号码", NUMBER[:-1] + "2")
    officer.fill("姓名", "孙示例")
    officer.tick("居民身份证")
    officer.press(re.compile("^开始办"))
    officer.reads("校验")
    expect(officer.page.get_by_label("姓名")).to_have_value("孙示例")
    officer.fill("公民身份号码", NUMBER)
    officer.press(re.compile("^开始办"))
    officer.headed("孙示例")
    officer.reads("已写一行“谁看过我的信息”")
    officer.press(re.compile("^开始 普通护照换发"))
    officer.press(re.compile("^登记到场并提交"))
    officer.reads("还有 1 个问题没有答")
    officer.answer("为什么换护照", "快到期")
    officer.press(re.compile("^登记到场并提交"))
    officer.headed("收下了")
    officer.reads("孙示例")
    officer.press(re.compile("^打开办件"))
    officer.reads("登记到场")

    citizen.be("sun")
    citizen.first_case()
    citizen.reads("普通护照换发")
    citizen.see("/mine/lookups/")
    citizen.reads("出入境接待大厅")

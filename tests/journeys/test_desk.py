"""Officers at their desk: what is missing told once, no mouse at all, an older page, and everything on a telephone as well."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

FIRE = "fire.pre_opening_check"


def test_all_defects_go_out_in_one_notice_are_answered_by_photographs_and_the_case_is_accepted(
    citizen: Visitor, officer: Visitor
) -> None:
    case = apply_without_papers(citizen)
    officer.be("gd1201", "窗口")
    officer.find("样本集贸市场")
    officer.act("一次性告知补正")
    compose(officer)
    officer.reads("等申请人补正")

    citizen.see(case)
    citizen.press("看差什么、补齐")
    citizen.reads("市场主体库里没有查到营业执照，请拍照上传。")
    citizen.upload("营业执照", "平面布置图", "消防安全制度")
    citizen.press("补齐并提交")
    officer.find("样本集贸市场")
    officer.act("受理")
    officer.press(re.compile("^受理"))
    officer.reads("已受理")
    citizen.see(case)
    citizen.reads("受理通知书")


def apply_without_papers(citizen: Visitor) -> str:
    """For the market, whose licence no register knows; the address of the case."""
    citizen.be("li")
    citizen.see(f"/apply/{FIRE}/")
    citizen.take_first_answers_until("/way/")
    citizen.choose(re.compile("一般程序|先上门"))
    citizen.press("继续")
    citizen.press(re.compile("提交$"))
    citizen.headed("收到了")
    return citizen.case_path()


def compose(officer: Visitor) -> None:
    """Each defect in the officer's own words: an empty one is wrong beside its field, and nothing typed is lost on the way."""
    licence, plan = (f"“{name}”通知书里这样写" for name in ("营业执照", "场所平面布置图、消防设施平面图"))
    officer.fill(licence, "")
    officer.fill(plan, "平面图上请标出两个疏散出口。")
    officer.press(re.compile("^看文书，再签发"))
    officer.reads(f"{licence}：")
    officer.fill(licence, "市场主体库里没有查到营业执照，请拍照上传。")
    officer.press(re.compile("^看文书，再签发"))
    officer.reads("平面图上请标出两个疏散出口。")
    officer.press(re.compile("^回去改"))
    expect(officer.page.get_by_label(plan)).to_have_value("平面图上请标出两个疏散出口。")
    officer.press(re.compile("^看文书，再签发"))
    officer.press(re.compile("^签发"))


def test_a_case_is_decided_without_a_mouse(officer: Visitor) -> None:
    officer.be("gd1003")
    officer.headed("办件队列")
    officer.keys("j", "Enter")
    officer.page.wait_for_url("**/desk/cases/**")
    officer.keys("/")
    officer.page.keyboard.type("唐示例")
    officer.keys("Enter")
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("唐示例")
    officer.see()
    officer.keys("p")
    officer.headed("准予")
    officer.see()
    officer.keys("Control+Enter")
    officer.headed("签发前再看一遍")
    officer.see()
    officer.keys("Control+Enter")
    officer.reads("已准予")
    officer.see()
    officer.keys("?")
    expect(officer.page.get_by_role("dialog", name="全部快捷键")).to_be_visible()
    officer.see()
    officer.keys("Escape")
    expect(officer.page.get_by_role("dialog")).to_have_count(0)


def test_an_older_page_is_refused_with_what_has_changed_and_every_word_stays(officer: Visitor) -> None:
    officer.be("gd1001")
    officer.find("陆示例")
    officer.act("不予受理")
    officer.tick("依法不需要取得许可")
    officer.fill("自己写的理由", "通行证上已有同类签注。")
    other = Visitor(officer.page.context.new_page(), officer.examine, officer.base)
    other.see(officer.page.url.removeprefix(officer.base).replace("not_accept/", "accept/"))
    other.press(re.compile("^受理"))
    other.reads("已受理")
    officer.press("看文书，再签发")
    officer.reads("这件现在是“已受理”")
    officer.reads(re.compile("您打开以后.*受理"))
    officer.reads("通行证上已有同类签注。")


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_of_the_desk_can_be_read_on_a_telephone_and_on_a_screen(officer: Visitor, width: int) -> None:
    officer.page.set_viewport_size({"width": width, "height": 844 if width < 1000 else 900})
    officer.be("gd1901")
    for path in ("/demo", "/desk/", "/desk/?show=all", "/desk/?show=correcting", "/desk/?q=没有这个人", "/desk/board/"):
        officer.see(path)
    officer.be("gd1002")
    officer.see("/desk/look/")
    officer.fill("公民身份号码", "440106199003019986")
    officer.press(re.compile("^写明目的并查询"))
    officer.find("沈演示")
    officer.act("特别程序")
    officer.see()

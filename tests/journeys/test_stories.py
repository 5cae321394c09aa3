"""The six stories of the demo page, done as the page says: citizens on a phone, officers at a desk, clock and line by their switches."""

import re
from datetime import datetime, timedelta

import pytest

from tests.journeys.visitor import Visitor
from tests.product import Product
from yimen.core.places.clock import CHINA

AT_ONCE = "两分钟，申请去香港"
COUNTER = "换到窗口那一边"
SILENCE = "窗口不吭声，法律替您受理"
ONCE = "差什么，一次说全"
AWAY = "在这里收件，在家乡决定"
PLEDGE = "开饭店，承诺就发证"


def test_hong_kong_is_applied_for_on_a_phone_granted_by_three_officers_and_handed_out(
    citizen: Visitor, officer: Visitor
) -> None:
    case = apply_for_hong_kong(citizen)
    officer.follow(COUNTER, 1)
    accept(officer)
    officer.follow(COUNTER, 2)
    examine(officer)
    officer.follow(COUNTER, 3)
    decide(officer)
    citizen.see(case)
    citizen.reads("批准了")
    officer.be("gd1001")
    hand_out(officer)
    citizen.see(case)
    citizen.reads("都办完了")


def apply_for_hong_kong(citizen: Visitor) -> str:
    """The address of the case; the stamped receipt is there."""
    citizen.follow(AT_ONCE, 1)
    citizen.press("现在办理")
    citizen.take_first_answers_until("/questions/")
    citizen.choose("香港")
    citizen.choose("一年一次")
    citizen.headed("提交前，请核对")
    citizen.press("确认并提交")
    citizen.headed("收到了")
    citizen.follow(AT_ONCE, 2)
    citizen.press("往来港澳通行证团队旅游签注")
    case = citizen.case_path()
    citizen.press("看收件凭证")
    citizen.reads("张示例")
    return case


def accept(officer: Visitor) -> None:
    """What the law does if nobody does anything stands above; facts stand beside rules."""
    officer.headed("办件队列")
    officer.find("张示例")
    officer.reads("不告知补正，就视为受理")
    officer.reads("逐条核对")
    officer.reads("出入境证件库")
    officer.act("受理")
    officer.press(re.compile("^受理"))
    officer.reads("已受理")


def examine(officer: Visitor) -> None:
    officer.find("张示例")
    officer.act("审查")
    in_hand_is_seen_by_others(officer)
    officer.follow(COUNTER, 2)
    officer.find("张示例")
    officer.act("审查")
    officer.tick("建议准予")
    officer.fill("说明", "通行证有效，没有不准签发的情形。")
    officer.press(re.compile("^审查"))


def decide(officer: Visitor) -> None:
    """Another officer, who reads what the first one thinks, and the letter before it is signed."""
    officer.find("张示例")
    officer.reads("建议准予")
    officer.act("准予")
    officer.press(re.compile("^看文书，再签发"))
    officer.reads("决定准予")
    officer.press(re.compile("^签发"))
    officer.reads("已准予")


def hand_out(officer: Visitor) -> None:
    """The fee is paid at the window by its number, then the person takes the endorsement along."""
    officer.find("张示例")
    officer.act("登记缴费")
    officer.fill("缴款单号", "4401 2611 0001")
    officer.press(re.compile("^登记缴费"))
    officer.act("送达")
    officer.tick("窗口领取")
    officer.fill("领取人", "张示例")
    officer.press(re.compile("^送达"))
    officer.reads("已办结")


def in_hand_is_seen_by_others(officer: Visitor) -> None:
    """While 石测试 has the form open, the head reads who has the case in hand, and since when."""
    officer.be("gd1004", "负责人")
    officer.find("张示例")
    officer.reads(re.compile(r"石测试.*正在办"))


def test_everything_that_is_missing_is_answered_at_once_and_the_counter_may_not_ask_again(
    citizen: Visitor, officer: Visitor
) -> None:
    citizen.follow(ONCE, 1)
    citizen.press("高层次人才落户")
    citizen.press("看差什么、补齐")
    citizen.headed("还差 2 样")
    citizen.press("补齐并提交")
    citizen.reads("2 处")
    citizen.upload("不动产权证", "学历学位证书")
    citizen.press("补齐并提交")
    citizen.reads("收到")

    officer.follow(ONCE, 2)
    officer.find("宋测试")
    officer.reads("再次告知要由督办做")
    officer.reads("记为我们的过错")
    officer.be("gd1901")
    officer.find("宋测试")
    officer.act("再次告知补正")
    officer.reads("这是第二次告知，要记为我们的过错")


def test_a_card_is_taken_in_here_and_decided_at_home_although_the_line_was_cut_meanwhile(
    citizen: Visitor, officer: Visitor, yimen: Product
) -> None:
    home = Visitor(officer.page, officer.examine, yimen.neighbour)
    officer.follow(AWAY, 1)
    take_in_a_card(officer)
    officer.follow(AWAY, 2)
    officer.press("剪断")
    accept_a_card(officer)
    home.be("hn1102")
    home.see("/desk/?q=刘测试")
    home.reads_not("居民身份证跨省异地办理")

    officer.see("/demo")
    officer.press("接通")
    officer.follow(AWAY, 3)
    home.be("hn1102")
    home.page.goto(f"{home.base}/desk/?q=刘测试")
    home.waits_for("居民身份证跨省异地办理")
    decide_at_home(home, officer)

    officer.be("gd1101")
    officer.find("刘测试")
    officer.waits_for("已准予")
    citizen.be("liu")
    citizen.first_case()
    citizen.reads("居民身份证跨省异地办理")
    citizen.reads("已经批准")


def take_in_a_card(officer: Visitor) -> None:
    """The number is typed as the demo page shows it; attendance is recorded with the submission."""
    officer.fill("公民身份号码", "430102198805069975")
    officer.fill("姓名", "刘测试")
    officer.tick("户口簿")
    officer.press(re.compile("^开始办"))
    officer.press(re.compile("^开始 居民身份证跨省异地办理"))
    officer.answer("为什么办身份证", "到期换")
    for seen in ("人证比对", "现场照片", "现场指纹"):
        officer.answer(seen, "是")
    officer.press(re.compile("^登记到场并提交"))
    officer.headed("收下了")


def accept_a_card(officer: Visitor) -> None:
    """Though the line is cut: the letter to the home authority waits."""
    officer.be("gd1101")
    officer.find("刘测试")
    officer.act("受理")
    officer.press(re.compile("^受理"))
    officer.reads("已受理")
    officer.see("/demo")
    officer.reads(re.compile(r"等着送的信：[1-9]"))


def decide_at_home(home: Visitor, officer: Visitor) -> None:
    """One examines there, another decides; each by a letter that the owner of the case writes down and answers."""
    home.find("刘测试")
    home.reads("这里是副本")
    home.act("审查")
    home.tick("建议办理")
    home.fill("说明", "登记、照片、指纹都一致。")
    home.press(re.compile("^审查"))
    home.waits_for("已记入")
    officer.follow(AWAY, 4)
    home.be("hn1103")
    home.find("刘测试")
    home.act("准予")
    home.press(re.compile("^看文书，再签发"))
    home.press(re.compile("^签发"))
    home.waits_for("已准予")


@pytest.mark.moves_the_clock
def test_silence_of_five_working_days_accepts_the_case_from_the_day_it_came_in(citizen: Visitor) -> None:
    citizen.follow(SILENCE, 1)
    citizen.press("往来港澳通行证团队旅游签注")
    case = citizen.case_path()
    citizen.reads_not("受理通知书")
    citizen.follow(SILENCE, 2)
    citizen.later("过五个工作日")
    citizen.reads("没人吭声，视为受理")
    citizen.reads("起算")
    citizen.follow(SILENCE, 3)
    citizen.see(case)
    citizen.press("受理通知书")
    citizen.reads("我们没有在期限内告知是否受理")
    citizen.reads("收到之日起即为受理")
    citizen.later("回到真实时间")


@pytest.mark.moves_the_clock
def test_a_restaurant_is_licensed_at_once_on_a_pledge_and_loses_it_when_nothing_is_mended(
    citizen: Visitor, officer: Visitor
) -> None:
    citizen.follow(PLEDGE, 1)
    pledge(citizen)
    citizen.see(case := citizen.case_path())
    citizen.reads("准予")

    officer.follow(PLEDGE, 2)
    check(officer, "疏散通道被货架占用。")
    order_to_mend(officer)
    officer.later("过一天", "过一天")
    officer.be("gd1202")
    check(officer, "期限已过，疏散通道仍被货架占用。")
    officer.be("gd1203", "决定")
    officer.find("示例饭店")
    officer.act("撤销")
    officer.tick(re.compile("与承诺不符"))
    officer.fill("自己写的理由", "核查发现疏散通道被占用，逾期未改正。")
    officer.fill("依据的条文", "许可法§69")
    officer.press(re.compile("^看文书，再签发"))
    officer.reads("行政复议")
    officer.press(re.compile("^签发"))
    officer.reads("已撤销")

    citizen.see(case)
    citizen.press("撤销行政许可决定书")
    citizen.reads("疏散通道被占用")
    citizen.later("回到真实时间")


def pledge(citizen: Visitor) -> None:
    """For the restaurant, with both papers as photographs; the licence is there at once."""
    citizen.press("现在办理")
    citizen.tick(re.compile("示例饭店有限公司"))
    citizen.go_on()
    citizen.take_first_answers_until("/way/")
    citizen.choose(re.compile("告知承诺"))
    citizen.hand_in("场所平面布置图、消防设施平面图")
    citizen.hand_in("消防安全制度、灭火和应急疏散预案")
    citizen.tick(re.compile("我承诺符合这些条件"))
    citizen.press(re.compile("提交$"))
    citizen.headed("批准了")


def check(officer: Visitor, found: str) -> None:
    """Two officers of the office have been there and found otherwise than was pledged."""
    officer.find("示例饭店")
    officer.act("承诺后核查")
    for name in ("叶测试", "杜示例"):
        officer.tick(re.compile(f"^{name}"))
    officer.tick("与承诺不符")
    officer.fill("核查情况", found)
    officer.press(re.compile("^看文书，再签发"))
    officer.press(re.compile("^签发"))
    officer.reads(found)


def order_to_mend(officer: Visitor) -> None:
    """Until tomorrow; only a check after that day can lead to the revocation."""
    officer.act("责令限期改正")
    until = datetime.now(CHINA) + timedelta(days=1)
    for part, number in (("年", until.year), ("月", until.month), ("日", until.day)):
        officer.page.get_by_role("group", name="改正期限").get_by_label(part, exact=True).fill(str(number))
    officer.fill("说明", "清空疏散通道，改正后报告。")
    officer.press(re.compile("^看文书，再签发"))
    officer.press(re.compile("^签发"))
    officer.reads("责令限期改正")

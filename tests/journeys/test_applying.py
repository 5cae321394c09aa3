"""A citizen on a phone: from the search box to the stamped receipt, with every page examined."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

TOUR = "exit_entry.endorsement_tour_group"


def test_a_citizen_finds_the_service_in_plain_words_and_applies_for_both_places(visitor: Visitor) -> None:
    visitor.see("/")
    visitor.page.locator("main input[name=q]").fill("去香港")
    visitor.page.get_by_role("button", name="找").click()
    visitor.see()
    visitor.page.get_by_role("link", name="往来港澳通行证团队旅游签注").first.click()
    visitor.see()
    visitor.be("zhang")
    visitor.see(f"/apply/{TOUR}/")
    visitor.take_first_answers_until("/questions/")
    visitor.choose("香港", "澳门")
    visitor.choose("一年一次")
    visitor.choose("三个月一次")
    expect(visitor.page).to_have_url(re.compile("/answers/"))
    visitor.reads("30 元")
    visitor.go_on()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("收到了")
    visitor.reads("YM 4401")
    visitor.see(visitor.case_path())
    visitor.see("/cases/")
    visitor.see("/mine/lookups/")
    visitor.reads("出入境")


@pytest.mark.parametrize(
    ("key", "service", "says"),
    [
        ("wang", TOUR, "有效期"),
        ("zhao", TOUR, "通行证"),
        ("xu", "household.talent_settlement", "人才"),
    ],
)
def test_somebody_who_cannot_yet_is_told_why_and_what_to_do_now(
    visitor: Visitor, key: str, service: str, says: str
) -> None:
    visitor.be(key)
    visitor.see(f"/services/{service}/")
    visitor.reads(says)


def test_somebody_whom_a_secret_check_sends_to_an_officer_reads_only_that(visitor: Visitor) -> None:
    visitor.be("qian")
    visitor.see(f"/apply/{TOUR}/")
    visitor.take_first_answers_until("/answers/")
    visitor.reads("当面办")
    assert "出境入境管理法" not in visitor.page.locator("main").inner_text()


def test_silence_of_five_working_days_accepts_the_case_from_the_day_it_came_in(visitor: Visitor) -> None:
    where = visitor.first_case_of("gao")
    visitor.see(where)
    visitor.later("week")
    visitor.later("day")
    visitor.see(where)
    visitor.reads("受理通知书")
    visitor.later("back")


def test_a_receipt_can_be_verified_by_anybody_without_seeing_who_applied(visitor: Visitor) -> None:
    where = visitor.first_case_of("song")
    visitor.see(where)
    visitor.page.get_by_role("link", name="看收件凭证").first.click()
    visitor.see()
    name = "宋测试"
    code = re.search(r"核验码\s*([^\n]+)", visitor.page.locator("body").inner_text())
    assert code, "the receipt names no code to verify it by"
    visitor.page.context.clear_cookies()
    visitor.see("/verify/" + re.sub(r"\s", "", code[1]) + "/")
    visitor.reads("收件凭证")
    assert name not in visitor.page.content()


def test_everything_missing_is_asked_once_and_answered_on_one_page(visitor: Visitor) -> None:
    where = visitor.first_case_of("song")
    visitor.see(f"{where}correction/")
    visitor.reads("还差 2 样")


def test_a_restaurant_is_licensed_at_once_on_a_signed_pledge(visitor: Visitor) -> None:
    visitor.be("he")
    visitor.see("/apply/fire.pre_opening_check/")
    visitor.take_first_answers_until("/answers/")
    visitor.page.get_by_text("我承诺符合这些条件").click()
    visitor.go_on()
    expect(visitor.page).to_have_url(re.compile("/receipt/"))

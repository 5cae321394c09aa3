"""A citizen on a phone: from the search box to the stamped receipt, with every page examined."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

TOUR = "exit_entry.endorsement_tour_group"


def test_a_citizen_finds_the_service_in_plain_words_and_applies_for_both_places(citizen: Visitor) -> None:
    citizen.see("/")
    citizen.page.locator("main input[name=q]").fill("去香港")
    citizen.page.get_by_role("button", name="找").click()
    citizen.see()
    citizen.page.get_by_role("link", name="往来港澳通行证团队旅游签注").first.click()
    citizen.see()
    citizen.be("ma")
    citizen.see(f"/apply/{TOUR}/")
    citizen.take_first_answers_until("/questions/")
    citizen.choose("香港", "澳门")
    citizen.choose("一年一次")
    citizen.choose("三个月一次")
    expect(citizen.page).to_have_url(re.compile("/answers/"))
    citizen.reads("30 元")
    citizen.go_on()
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text("收到了")
    citizen.reads("YM 4401")
    citizen.see(citizen.case_path())
    citizen.see("/cases/")
    citizen.see("/mine/lookups/")
    citizen.reads("出入境")


@pytest.mark.parametrize(
    ("key", "service", "says"),
    [
        ("wang", TOUR, "有效期"),
        ("zhao", TOUR, "通行证"),
        ("xu", "household.talent_settlement", "人才"),
    ],
)
def test_somebody_who_cannot_yet_is_told_why_and_what_to_do_now(
    citizen: Visitor, key: str, service: str, says: str
) -> None:
    citizen.be(key)
    citizen.see(f"/services/{service}/")
    citizen.reads(says)


def test_somebody_whom_a_secret_check_sends_to_an_officer_reads_only_that(citizen: Visitor) -> None:
    citizen.be("qian")
    citizen.see(f"/apply/{TOUR}/")
    citizen.take_first_answers_until("/answers/")
    citizen.reads("当面办")
    assert "出境入境管理法" not in citizen.page.locator("main").inner_text()


def test_a_receipt_can_be_verified_by_anybody_without_seeing_who_applied(citizen: Visitor) -> None:
    where = citizen.first_case_of("song")
    citizen.see(where)
    citizen.page.get_by_role("link", name="看收件凭证").first.click()
    citizen.see()
    name = "宋测试"
    shown = citizen.page.locator("main").inner_text()
    code, number = re.search(r"核验码\s*([^\n]+)", shown), re.search(r"编号\s*(\S+)", shown)
    assert code, "the receipt names no code to verify it by"
    assert number, "the receipt has no number"
    citizen.page.context.clear_cookies()
    citizen.see("/verify/")
    citizen.page.get_by_label("文号").fill(number[1])
    citizen.page.get_by_label("核验码", exact=True).fill(code[1])
    citizen.page.get_by_role("button", name="核验", exact=True).click()
    citizen.see()
    citizen.reads("收件凭证")
    assert name not in citizen.page.content()

"""The rules as data: articles, approved words, quiet hours – and the check that finds what is wrong with them."""

from dataclasses import replace
from datetime import time

import pytest

from tests.core.cases.story import at
from yimen.core.notices import rules
from yimen.core.notices.checks import rules as check
from yimen.core.notices.rules import Text, not_quiet, parts_of, rule_of, sending, serving, texts, wrong_texts

GOOD = "https://mz.example.gov.cn"


def test_the_rules_are_in_order() -> None:
    assert check(None) == []


def test_every_way_that_is_not_sourced_says_so() -> None:
    for rule in serving().rules:
        for one in rule.ways:
            assert (one.law == "待核") == (one.mark == "K")


def test_a_penalty_is_served_by_the_articles_of_its_law_and_a_receipt_need_not_be() -> None:
    rule = rule_of("PEN", at("2026-09-07").date())
    assert rule
    assert rule.ways[0].law == "处罚法§61"
    assert rule_of("REC", at("2026-09-07").date()) is None
    assert rule_of("PEN", at("2020-01-01").date()) is None


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("看 https://t.cn/x {link}", "address of its own"),
        ("您好 {name}，看 {link}", "the slots link"),
        ("没有链接", "the slots link"),
        ("很长" * 80 + "{link}", "messages with the sign"),
    ],
)
def test_words_that_nobody_should_send_are_found(monkeypatch: pytest.MonkeyPatch, said: str, wrong: str) -> None:
    told: dict[str, Text] = {**texts(), "friendly": replace(texts()["friendly"], zh=said)}
    monkeypatch.setattr(rules, "texts", lambda: told)
    assert any(wrong in one for one in wrong_texts("示例省公安厅", GOOD))


def test_a_message_is_counted_as_phones_count_it() -> None:
    assert [parts_of("一" * n) for n in (1, 70, 71, 134, 135)] == [1, 1, 2, 2, 3]
    assert parts_of("𠮷" * 36) == 2


@pytest.mark.parametrize(
    ("hour", "own", "then"),
    [
        (9, None, at("2026-09-09", 9)),
        (21, None, at("2026-09-10", 8)),
        (3, None, at("2026-09-09", 8)),
        (20, (time(20), time(8)), at("2026-09-10", 8)),
        (8, (time(22), time(10)), at("2026-09-09", 10)),
    ],
)
def test_quiet_hours_of_all_and_of_one(hour: int, own: tuple[time, time] | None, then: object) -> None:
    assert not_quiet(at("2026-09-09", hour), own) == then


def test_hours_that_leave_no_moment_do_not_hang() -> None:
    assert not_quiet(at("2026-09-09", 9), (time(8), time(21)))
    assert sending().quiet.hours() == (time(21), time(8))

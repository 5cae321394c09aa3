from time import time

import pytest

from tests.channels.api.ground import Caller, Ground, as_applicant
from yimen.channels.api import pace
from yimen.channels.api.models import Pace
from yimen.channels.api.tasks import forget_pace

DUE = {"from": "2026-09-28", "days": 20}


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked is asked within one minute, however slow the machine is."""
    minute = time() // 60 * 60 + 30
    monkeypatch.setattr(pace, "time", lambda: minute)
    monkeypatch.setattr(pace, "_held", {})
    monkeypatch.setattr(pace, "UNKNOWN", 10)
    monkeypatch.setattr(pace, "TARGET", 5)


def asked(caller: Caller, times: int) -> list[int]:
    return [caller.get("/calendar/due", **DUE).status for _ in range(times)]


def test_whoever_asks_too_fast_is_told_when_to_come_back(anybody: Caller) -> None:
    assert set(asked(anybody, 10)) == {200}
    told = anybody.get("/calendar/due", **DUE).must(429)
    assert 1 <= int(told.response["Retry-After"]) <= 60
    assert told.response["Content-Type"] == "application/problem+json"
    assert told.response["Retry-After"] in told["detail"]


def test_one_who_asks_too_fast_keeps_nobody_else_waiting(anybody: Caller, zhang: Caller) -> None:
    asked(anybody, 11)
    assert set(asked(zhang, 20)) == {200}


def test_processes_count_together(anybody: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(anybody, 6)
    monkeypatch.setattr(
        pace, "_held", {}
    )  # another process holds nothing of the same budget but its first part on credit
    assert asked(anybody, 6).count(200) in (4, 5)


def test_one_case_is_not_asked_for_without_end_whoever_asks(ground: Ground, zhang: Caller) -> None:
    callers = [zhang, Caller(as_applicant(ground.li))]
    case = "/cases/01a20f20-c0fc-736d-b41b-b379789ca844"
    assert [callers[n % 2].get(case).status for n in range(7)] == [404] * 5 + [429] * 2


def test_a_budget_is_taken_in_parts_so_that_most_calls_ask_nobody(zhang: Caller) -> None:
    asked(zhang, 150)
    [row] = Pace.objects.filter(used__gt=100)
    assert row.used == 200


def test_who_asks_now_and_then_costs_no_question(zhang: Caller) -> None:
    assert asked(zhang, 100) == [200] * 100
    assert not Pace.objects.exists()


def test_no_address_and_no_name_stands_in_the_counts(anybody: Caller, zhang: Caller) -> None:
    asked(anybody, 3)
    asked(zhang, 101)
    assert Pace.objects.count() == 2
    assert all(
        len(key) == 40 and set(key) <= set("0123456789abcdef") for key in Pace.objects.values_list("key", flat=True)
    )


def test_counts_are_forgotten(anybody: Caller) -> None:
    asked(anybody, 3)
    Pace.objects.update(minute="2026-01-01T00:00:00Z")
    forget_pace(0)
    assert not Pace.objects.exists()

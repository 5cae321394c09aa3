from typing import Any

from yimen.core.exchange.checks import problems


def test_the_switchboard_of_the_demo_is_whole() -> None:
    assert list(problems()) == []


def test_a_name_that_leads_nowhere_stops_the_start(settings: Any) -> None:
    settings.LETTERS = {"case.copy": "yimen.nowhere.apply"}
    ((number, said),) = problems()
    assert number == 1
    assert "LETTERS['case.copy'] names yimen.nowhere.apply" in said


def test_outside_the_demo_no_wire_is_a_demo(settings: Any) -> None:
    settings.DEMO = False
    said = [problem for number, problem in problems() if number == 2]
    assert any("ADAPTERS['registers']['population']" in problem for problem in said)
    assert not any("https" in problem for problem in said)

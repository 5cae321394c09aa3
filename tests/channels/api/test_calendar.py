import pytest

from tests.channels.api.ground import Caller

DUE = "/calendar/due"


def test_twenty_working_days_over_the_national_holiday(anybody: Caller) -> None:
    told = anybody.get(DUE, **{"from": "2026-09-28", "days": 20, "unit": "working"}).must()
    assert told.json == {"due": "2026-10-30", "provisional": False, "law": "许可法§82"}


def test_a_year_without_a_notice_is_provisional(anybody: Caller) -> None:
    told = anybody.get(DUE, **{"from": "2031-01-20", "days": 20, "unit": "working"}).must()
    assert told["provisional"] is True


@pytest.mark.parametrize(
    ("said", "parameters"),
    [
        ({"from": "2026-02-30", "days": 1, "unit": "working"}, ["from"]),
        ({"from": "20260228", "days": 1}, ["from"]),
        ({"from": "1850-01-01", "days": 1}, ["from"]),
        ({"from": "2026-09-28", "days": -1}, ["days"]),
        ({"from": "2026-09-28", "days": "many"}, ["days"]),
        ({"from": "2026-09-28", "days": "9" * 400}, ["days"]),
        ({"from": "2026-09-28", "days": 1, "unit": "month"}, ["unit"]),
        ({"days": "x", "unit": "x"}, ["days", "from", "unit"]),
    ],
)
def test_a_question_that_is_not_well_put_is_told_where(
    anybody: Caller, said: dict[str, object], parameters: list[str]
) -> None:
    wrong = anybody.get(DUE, **said).must(422)
    assert sorted({one["parameter"] for one in wrong["errors"]}) == parameters

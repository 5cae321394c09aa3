from datetime import date

import pytest

from tests.web.forms.asking import ask, sent
from yimen.web.forms import Sent, read
from yimen.web.forms.answers import Answer
from yimen.web.forms.regions import TableOn, levels

TABLE = TableOn(date(2026, 11, 23))
PROVINCE, CITY, COUNTY = "440000", "440100", "440106"


def answer(fields: dict[str, str]) -> Answer:
    return read(ask("region"), sent(fields), TABLE)  # type: ignore[arg-type]


def test_a_province_leads_to_its_cities_and_a_city_to_its_districts() -> None:
    first, second = answer({"x.1": PROVINCE}), answer({"x.1": PROVINCE, "x.2": CITY})
    assert first.more
    assert second.more
    assert [len(levels(ask("region"), one, TABLE)) for one in (first, second)] == [2, 3]


def test_a_district_is_the_answer() -> None:
    assert answer({"x.1": PROVINCE, "x.2": CITY, "x.3": COUNTY}).value == COUNTY


def test_a_place_that_is_not_inside_the_one_above_is_refused_at_its_list() -> None:
    wrong = answer({"x.1": PROVINCE, "x.2": "430100"}).wrongs[0]
    assert (wrong.key, wrong.at) == ("unknown_place", "x.2")


def test_when_the_province_changes_the_old_city_is_refused_not_kept() -> None:
    assert answer({"x.1": "430000", "x.2": CITY, "x.3": COUNTY}).wrongs[0].at == "x.2"


def test_nothing_chosen_is_asked_again() -> None:
    assert answer({}).wrongs[0].key == "choose"


def test_a_region_question_without_a_table_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="table of regions"):
        read(ask("region"), Sent(sent({"x.1": PROVINCE}).fields))

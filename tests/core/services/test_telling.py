from typing import Any

import pytest

from tests.core.services.samples import AT, ON
from yimen.core.ports.registers import Known
from yimen.core.services.absent import NONE
from yimen.core.services.editions import Edition
from yimen.core.services.telling import tell


def test_what_is_told_becomes_facts(endorsement: Edition) -> None:
    told = {"card": {"expires_on": "2023-04-19"}, "destinations": ["HKG"], "entries": {"HKG": "H1"}}
    facts, wrong = tell(endorsement, told, on=ON, at=AT)
    assert wrong == []
    assert facts["days_left"].value == 1826
    assert facts["entries"].value == {"HKG": "H1"}
    assert facts["card"].source == "person"
    assert not facts.identified


def test_everything_that_is_wrong_is_said_at_once(endorsement: Edition) -> None:
    told: dict[str, Any] = {"shoe": 42, "destinations": ["PEK"], "entries": "H9", "ban": "none", "card": "none"}
    facts, wrong = tell(endorsement, told, on=ON, at=AT)
    assert sorted(one.fact for one in wrong) == ["ban", "destinations", "entries", "shoe"]
    assert all(one.words.zh and one.words.en for one in wrong)
    assert facts["card"].value is NONE


def test_against_a_register_it_is_a_request_for_correction(endorsement: Edition) -> None:
    register = {"sample.card": lambda: Known({"expires_on": "2020-01-01"}, AT)}
    facts, _ = tell(endorsement, {"card": {"expires_on": "2030-01-01"}}, on=ON, at=AT, sources=register)
    assert facts.identified
    assert [one.name for one in facts.corrections] == ["card"]
    assert str(facts["expires_on"].value) == "2020-01-01"


@pytest.mark.parametrize("entries", [{"HKG": "H9"}, ["H1"], 3, {"HKG": ["H1"]}])
def test_a_choice_is_one_of_its_list(endorsement: Edition, entries: object) -> None:
    assert [one.fact for one in tell(endorsement, {"entries": entries}, on=ON, at=AT)[1]] == ["entries"]

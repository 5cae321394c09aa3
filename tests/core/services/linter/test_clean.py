import pytest

from tests.core.services.samples import SAMPLE, faults, text_of
from yimen.core.services.linter import STAGES


@pytest.mark.parametrize("name", sorted(file.stem for file in (SAMPLE / "services").glob("*.yaml")))
def test_the_samples_have_no_fault_with_and_without_their_packs(name: str) -> None:
    assert faults(text_of(name)) + faults(text_of(name), packs=True) == ""


def test_every_rule_says_what_it_wants() -> None:
    assert [rule.__name__ for stage in STAGES for rule in stage if not rule.__doc__] == []

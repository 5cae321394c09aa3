import pytest

from tests.core.services.samples import changed, faults


def test_an_example_that_does_not_come_true_is_a_fault() -> None:
    said = faults(changed("card", ('{reason: lost}, expect: {fee: "40.00"', '{reason: lost}, expect: {fee: "30.00"')))
    assert said == "examples[5].expect.fee: 丢失: expected fee '30.00'; found '40.00'"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{reson: lost}", "no fact is called reson"),
        ("{reason: stolen}", "'stolen' is no choice"),
        ("{person: 3}", "3 is no record"),
    ],
)
def test_an_example_with_impossible_facts_is_a_fault(given: str, said: str) -> None:
    assert f"examples[5].given: 丢失: {said}" in faults(changed("card", ("given: {reason: lost}", f"given: {given}")))


def test_each_refusing_row_and_each_option_has_an_example() -> None:
    row = changed("card", ("  - {name: 首次, given: {reason: first}, expect: {why: first_home}}\n", ""))
    assert faults(row) == "may_apply[1]: no example shows first_home"
    option = changed(
        "endorsement",
        (
            'given: {destinations: [HKG, MAC], entries: {HKG: H1, MAC: M3}}, expect: {options: {HKG: [H3, H1], MAC: [M3]}, fee: "45.00"}',
            "expect: {lane: instant}",
        ),
    )
    assert faults(option) == "options.kinds[2]: no example offers M3"


def test_a_remote_door_that_cannot_be_walked_to_the_end_is_a_fault() -> None:
    unanswered = changed("settlement", ("landing: home, title", "title"))
    assert (
        "channels.portal: the synthetic applicant cannot apply here: the ordinary applicant has no answer to `landing`"
        in faults(unanswered)
    )
    handed = changed(
        "settlement",
        ("from: [sample.talent]}", "from: [chip]}"),
        (
            "  - {id: title_deed",
            (
                "  - {id: paper, zh: {zh: 认定书, en: Paper}, proves: recognition, main: true, get: [hand_in], law: 样例法§5}\n"
                "  - {id: title_deed"
            ),
        ),
    )
    assert "the synthetic applicant cannot apply here: paper can only be handed in by hand_in" in faults(handed)

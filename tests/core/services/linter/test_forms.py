import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("endorsement", '"< 0"', '"< soon"', "may_apply[1].when: days_left: '< soon' is no cell for a number"),
        (
            "endorsement",
            "{face_match: true}",
            "{face_match: yes}",
            "lane[0].when: face_match: 'yes' is no cell for a yes_no",
        ),
        (
            "endorsement",
            "{entries: H1}, then: 40",
            "{entries: H9}, then: 40",
            "entries: expected codes of `kinds`; found H9",
        ),
        ("card", "{reason: lost}", "{reason: lots}", "reason: 'lots' is no cell for a choice"),
        ("card", "home: in this_province", "home: in this_land", "there is no set `this_land` in sets.yaml"),
        ("card", "home: in this_province", "home: '999999'", "'999999' is no cell for a region"),
        (
            "settlement",
            "{settled: false}",
            '{settled: "< 3"}',
            "facts.unsettled.where.settled: '< 3' is no cell for a yes_no",
        ),
    ],
)
def test_a_cell_fits_the_type_of_its_fact(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))


def test_the_region_of_a_row_exists() -> None:
    said = "time.promise[0].region: `110` is neither a region nor a named set"
    assert said in faults(changed("card", ("region: '110000'", "region: '110'")))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("card", "then: 60 calendar days, law", "then: 60 days, law", "time.statute[0].then: expected a time like"),
        (
            "card",
            "promise:   [{region: '110000', then: 20 working days}",
            "promise:   [{region: '110000', then: none}",
            "time.promise[0].then",
        ),
        ("card", "then: 40 yuan", "then: 40 CNY", "fee.card[1].then: expected an amount like “15 yuan”"),
        (
            "card",
            "then: home, within",
            "then: reason, within",
            "decided_by[0].then: expected here, city, province, or a fact of type region; found reason",
        ),
        ("card", "within: 5 calendar days", "within: soon", "decided_by[0].within: expected a time like"),
        ("card", "then: 10 years", "then: 10 working days", "valid_for[0].then: expected a period like “10 years”"),
        ("endorsement", "valid_for: 1 year", "valid_for: a year", "options.kinds[1].valid_for: expected a period"),
    ],
)
def test_an_outcome_has_the_form_of_its_table(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))

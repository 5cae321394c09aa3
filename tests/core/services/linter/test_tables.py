import pytest

from tests.core.services.samples import changed, faults

LATE = "{when: {entries: H1}, then: 30 yuan, from: 2017-07-02, law: 样例法§6}"
FINAL = "    - {then: 15 yuan, from: 2017-07-01, law: 样例法§6}\n"


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("endorsement", [("  - {then: officer}\n", "")], "lane[0]: no row for face_match: False on 2014-05-20"),
        (
            "endorsement",
            [("- {then: 15 yuan, from: 2017-07-01", "- {then: 15 yuan, from: 2017-07-02")],
            "fee.endorsement[3]: no row for entries: H3 on 2017-07-01",
        ),
        ("endorsement", [("  - {then: ok}\n", "")], "no row for every value of card, days_left"),
        (
            "card",
            [("lane: [{then: officer}]", "lane: [{from: 2016-01-01, then: officer}]")],
            "lane[0]: no row for anybody on 2015-11-01",
        ),
        (
            "card",
            [
                (
                    "{region: '110000', then: 20 working days}, {then: 60 calendar days}",
                    "{region: '110000', then: 20 working days}",
                )
            ],
            "no row for anybody",
        ),
        (
            "endorsement",
            [("  - {then: officer}\n", "  - {when: {face_match: false}, then: officer}\n")],
            "lane[1]: no row for face_match: unknown (nobody identified)",
        ),
    ],
)
def test_a_table_answers_everybody_on_every_turning_day_and_in_every_region(
    name: str, changes: list[tuple[str, str]], said: str
) -> None:
    assert said in faults(changed(name, *changes))


def test_two_live_rows_with_the_same_conditions_compete() -> None:
    early = changed("endorsement", ("then: 30 yuan, from: 2017-07-01", "then: 30 yuan, from: 2017-06-01"))
    assert "fee.endorsement[1]: the same conditions as row 1 on 2017-06-01" in faults(early)
    card = changed(
        "card",
        (
            "[{region: '110000', then: 20 working days}, {then: 60",
            "[{region: '110000', then: 20 working days}, {region: '110000', then: 9 working days}, {then: 60",
        ),
    )
    assert "time.promise[1]: the same conditions as row 1" in faults(card)


def test_more_combinations_than_can_be_tried_need_a_final_row() -> None:
    facts = "".join(f"  f{n}: {{zh: {{zh: 项, en: F}}, type: yes_no, from: [sample.f{n}]}}\n" for n in range(16))
    cells = ", ".join(f"f{n}: true" for n in range(16))
    text = changed(
        "endorsement",
        ("may_apply:\n", facts + "may_apply:\n"),
        ("lane:\n", f"lane:\n  - {{when: {{{cells}}}, then: instant}}\n"),
        ("  - {then: officer}\n", ""),
    )
    assert "combinations of f0" in faults(text)

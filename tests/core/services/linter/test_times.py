from tests.core.services.samples import changed, faults


def test_a_promise_beyond_the_statute_is_found_on_whatever_day_it_begins() -> None:
    text = changed("endorsement", ("then: 60 calendar days, starts", "then: 10 calendar days, starts"))
    assert (
        "time.promise[0].then: 7 working days ends after the statute's 10 calendar days when it begins on 20"
        in faults(text)
    )


def test_every_promise_is_compared_with_the_statute_of_the_same_applicant() -> None:
    text = changed(
        "card",
        (
            "statute:   [{then: 60 calendar days, law: 样例法§7}]",
            "statute: [{when: {reason: lost}, then: 9 calendar days, law: 样例法§7}, {then: 60 calendar days, law: 样例法§7}]",
        ),
        ("{then: 60 calendar days}]", "{when: {reason: lost}, then: 9 calendar days}, {then: 60 calendar days}]"),
        ("region: '110000', then: 20", "region: '110000', when: {reason: first}, then: 20"),
        ("on: 2018-04-19, region", "on: 2018-04-19, region"),
    )
    assert "ends after" not in faults(text)
    assert "60 calendar days ends after the statute's 9 calendar days" in faults(
        text.replace(
            "{when: {reason: lost}, then: 9 calendar days}, {then: 60 calendar days}]", "{then: 60 calendar days}]"
        )
    )


def test_both_clocks_are_said_even_if_no_act_sets_one() -> None:
    assert "time: say the statute, `then: none` where no act sets one" in faults(
        changed("settlement", ("  statute: [{then: none}]\n", ""))
    )
    assert "time: say the promise" in faults(
        changed("settlement", ("  promise: [{then: 20 working days, starts: accept, stops: decide}]\n", ""))
    )


def test_at_once_and_the_instant_lane_belong_together() -> None:
    promised = changed("settlement", ("promise: [{then: 20 working days", "promise: [{then: at once"))
    assert "time.promise[0].then: `at once` needs an instant lane" in faults(promised)
    decided = changed("settlement", ("lane: [{then: officer}]", "lane: [{then: instant}]"))
    assert "lane[0].then: whoever is decided at once is promised `at once`" in faults(decided)

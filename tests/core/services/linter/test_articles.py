import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("endorsement", "why: no_card,      law: 样例法§3,", "why: no_card,", "may_apply[0].law: a row that refuses"),
        ("card", "then: 40 yuan, law: 样例法§6", "then: 40 yuan", "fee.card[1].law: a row that refuses, charges"),
        (
            "card",
            "statute:   [{then: 60 calendar days, law: 样例法§7}]",
            "statute:   [{then: 60 calendar days}]",
            "time.statute[0].law: a row that",
        ),
        (
            "card",
            "get: [hand_in], law: 样例法§5",
            "get: [hand_in], law: 待核",
            "materials[0].law: 待核 needs `mark: K`",
        ),
        ("card", "law: 样例法§9", "law: 样例法§31", "valid_for[0].law: 样例法§31: the highest article is 30"),
        ("card", "law: 样例法§9", "law: 样品法§9", "'样品法' is not in the law book: expected `样例法`"),
        ("card", "law: 样例法§9", "law: 样例通知§9", "the text of this act is not here"),
        ("card", "law: 样例法§9", "law: 样例法", "valid_for[0].law: 样例法 is cited by name without an article"),
        (
            "endorsement",
            "then: 20 yuan, to: 2017-06-30",
            "then: 20 yuan, to: 2017-07-01",
            "旧样例法§3 is in force from 2000-01-01 to 2017-06-30, not on all days",
        ),
        (
            "endorsement",
            "valid_for: 1 year, law: 待核, mark: K",
            "valid_for: 1 year",
            "options.kinds[1].law: a row that refuses",
        ),
    ],
)
def test_what_burdens_names_an_article_in_force_and_none_is_invented(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))


def test_somebody_is_competent_on_the_first_day() -> None:
    said = faults(changed("card", ("authority: sample_police", "authority: sample_rescue")))
    assert said == "authority: neither `sample_rescue` nor a successor is competent on the first day, 2015-11-01"


def test_the_acts_and_the_authority_of_a_service_exist() -> None:
    assert "law[0]: 样例法§99: the highest article is 30" in faults(
        changed("card", ("law: [样例法§2]", "law: [样例法§99]"))
    )
    assert "authority: there is no authority `police`" in faults(
        changed("card", ("authority: sample_police", "authority: police"))
    )


BY_PLEDGE = ("procedure: [{then: registration, law: 样例法§2}]", "procedure: [{then: pledge, law: 样例法§2}]")


def test_a_way_by_pledge_names_what_is_pledged_under_which_article() -> None:
    assert "pledge: a way by pledge names the conditions that are pledged" in faults(changed("card", BY_PLEDGE))
    condition = "{zh: {zh: 符合条件, en: All is so}, law: 样例法§3}"
    old, new = BY_PLEDGE
    assert "pledge" not in faults(changed("card", (old, f"{new}\npledge: {{conditions: [{condition}]}}")))
    unknown = condition.replace("§3", "§31")
    assert "pledge.conditions[0].law: 样例法§31: the highest article is 30" in faults(
        changed("card", (old, f"{new}\npledge: {{conditions: [{unknown}], broken: 样例法§4}}"))
    )

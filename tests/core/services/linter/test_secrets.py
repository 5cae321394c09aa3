import pytest

from tests.core.services.samples import changed, faults

BAN = "{when: {ban: true},         then: officer, why: come_and_see, law: 样例法§4}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            BAN,
            "{when: {ban: true}, then: refuse, why: come_and_see, law: 样例法§4}",
            "may_apply[2].then: a row that reads the secret fact `ban` may only give officer",
        ),
        (
            "- {then: 20 yuan, to: 2017-06-30,   law: 旧样例法§3}",
            (
                "- {when: {ban: true}, then: 5 yuan, law: 样例法§6, from: 2017-07-01}\n"
                "    - {then: 20 yuan, to: 2017-06-30,   law: 旧样例法§3}"
            ),
            "reads the secret fact `ban`; the officer asks for the paper",
        ),
        (
            "when: {destination: MAC}, valid_for",
            "when: {destination: MAC, ban: false}, valid_for",
            "options.kinds[2].when: reads the secret fact `ban`",
        ),
        (
            "secret: true}",
            "secret: true, ask: {zh: 您受限吗？, en: Are you banned?}}",
            "facts.ban.ask: a secret fact is never asked",
        ),
        ("proves: photo,", "proves: ban,", "materials[1].proves: asking for it would tell of the secret fact `ban`"),
    ],
)
def test_a_secret_fact_only_sends_to_an_officer(old: str, new: str, said: str) -> None:
    assert said in faults(changed("endorsement", (old, new)))


def test_what_is_derived_from_a_secret_fact_is_secret_too() -> None:
    derived = (
        "secret: true}\n"
        "  banned_on: {zh: {zh: 期限, en: Term}, type: date, from: [sample.term], secret: true}\n"
        "  term: {zh: {zh: 剩余, en: Rest}, type: number, days_until: banned_on}"
    )
    said = faults(changed("endorsement", ("secret: true}", derived), ('{days_left: ">= 365"}', '{term: "< 0"}')))
    assert "options.kinds[1].when: reads the secret fact `term`" in said


def test_no_public_text_speaks_of_a_secret_fact() -> None:
    spoken = changed("endorsement", ("a: {zh: 能。,", "a: {zh: 限制核查通过就能。,"))
    assert "faq[0]: speaks of the secret fact `ban`" in faults(spoken)
    listed = changed(
        "settlement",
        ("from: [sample.violations],", "from: [sample.violations], secret: true,"),
        ('{unsettled: "> 0"},               then: refuse', '{unsettled: "> 0"},               then: officer'),
    )
    assert "reason `open_fines` lists records of the secret fact `unsettled`" in faults(listed)

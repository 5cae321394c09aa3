import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("card", [("why: first_home, ", "")], "may_apply[1].why: `refuse` needs a `why`"),
        ("card", [("why: first_home", "why: fist_home")], "may_apply[1].why: no public words for `fist_home`"),
        ("endorsement", [("why: card_short, ", "")], "options.kinds[1].why: an option that may be closed says why"),
        (
            "card",
            [("instead: sample.first_card", "instead: sample.second_card")],
            "there is no service `sample.second_card`, not even one that informs",
        ),
        ("card", [("instead: sample.first_card", "instead: sample.card")], "leads back to itself"),
        (
            "card",
            [("why: first_home", "why: open_fines")],
            "reason `open_fines` lists `unsettled`, which is no count here",
        ),
        (
            "settlement",
            [("day: {zh: {zh: 日期", "on: {zh: {zh: 日期"), ("{day: 2018-01-02", "{on: 2018-01-02")],
            "reason `open_fines` shows day, which is no field",
        ),
        ("card", [("topics: [户籍身份]", "topics: [户籍]")], "topics[0]: no such topic"),
        (
            "card",
            [("topics: [户籍身份]", "topics: [消防安全]")],
            "消防安全 is for organisation, the service for person",
        ),
        (
            "card",
            [("consult: 020-12345021", "consult: '12345021'")],
            "contacts.consult: expected a number with area code",
        ),
        ("card", [("complain: 020-12345022", "complain: 020-12345021")], "contacts.complain: expected another number"),
        ("card", [("certificate: sample_card, ", "")], "result.certificate: “样例卡证” is a certificate: name it"),
        ("card", [("zh: 样例卡证", "zh: 样例批复")], "“样例批复” is a document, not a certificate"),
        ("card", [("deliver: [window]}", "deliver: []}")], "result.deliver: say how it is handed over"),
        (
            "endorsement",
            [("faq: [{q: {zh: 能再办吗？, en: Again?}, a: {zh: 能。, en: 'Yes.'}}]\n", "")],
            "faq: a complete service has it",
        ),
        ("endorsement", [("sample: endorsement.svg\n", "")], "sample: a complete service has it"),
        (
            "endorsement",
            [("contacts: {consult: 020-12345001, complain: 020-12345002}\n", "")],
            "contacts: a complete service has it",
        ),
        ("endorsement", [("before_2016: [申请表, 照片]\n", "")], "before_2016: a complete service has it"),
        (
            "card",
            [("service: sample.card", "service: sample.Card")],
            "service: expected vertical.name in small letters",
        ),
    ],
)
def test_people_are_told_all_they_need(name: str, changes: list[tuple[str, str]], said: str) -> None:
    assert said in faults(changed(name, *changes))


def test_an_opening_service_may_lack_what_a_complete_one_has() -> None:
    assert (
        faults(changed("endorsement", ("status: complete", "status: opening"), ("sample: endorsement.svg\n", ""))) == ""
    )

import pytest

from tests.core.services.samples import changed, edition_from, text_of
from yimen.core.places.reading import NotTheLanguage, read_text
from yimen.core.services.canonical import canonical, from_canonical
from yimen.core.services.language import Pack, Service


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("why: no_card", "wy: no_card", "changed.yaml:25: may_apply[0].wy: expected `why`, perhaps"),
        ("region: '440106'", "region: 440106", "ordinary.region: expected a text (in quotes if it is a number)"),
        ("from: 2014-05-20", "from: spring", "valid.from: expected a date like 2017-07-01"),
        ("kind: licence", "kind: permit", "kind: expected licence | penalty"),
        ("for: person", "for: person\nfor: person", "for"),
        ("{do: all, devices", "{devices", "channels.kiosk: expected also do; found nothing"),
        ("then: refuse,  why: no_card", "then: deny,  why: no_card", "may_apply[0].then: expected ok | officer | refuse; found deny"),
        ("then: instant", "then: now", "lane[0].then: expected instant | officer | two_officers | joint; found now"),
        ("procedure: [{then: licence", "procedure: [{then: permit", "procedure[0].then: expected licence | registration"),
        ("get: [upload]", "get: [fax]", "materials[1].get[0]"),
        ("type: number, days_until", "type: text, days_until",
         "facts.days_left.type: expected number, which is what this derivation gives"),
        ("of: card.expires_on", "of: card", "facts.expires_on.of: expected record.field; found card"),
        ("type: date, of: card.expires_on", "type: date, of: card.expires_on, ask: 到哪天？",
         "facts.expires_on.ask: expected nothing: a derived fact"),
        ("type: yes_no, from: [device.face]", "type: yes_no, choices: {a: 甲}, from: [device.face]",
         "facts.face_match.choices: expected nothing"),
        ("choices: kinds, ask", "ask", "facts.entries.ask: expected choices for the question"),
        ("type: record, from: [chip]}", "type: record, from: [chip], ask: 卡？}",
         "facts.card_in_hand.ask: expected nothing: a whole record cannot be asked"),
        ("expect: {why: card_expired}", "expect: {reason: card_expired}", "examples[2].expect.reason: expected one of: may_apply"),
        ("expect: {why: card_expired}", "expect: {}", "examples[2].expect: expected at least one word"),
        ("from: 2017-07-01, law: 样例法§6}", "from: 2017-07-01, to: 2017-06-30, law: 样例法§6}",
         "to: expected a day not before 2017-07-01"),
        ("service: sample.endorsement", "service: endorsement", "service: expected vertical.name"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_file_line_path_and_what_was_expected(old: str, new: str, error: str) -> None:
    with pytest.raises(NotTheLanguage) as refusal:
        read_text(Service, changed("endorsement", (old, new)), "changed.yaml")
    assert error in str(refusal.value)


@pytest.mark.parametrize("name", ["endorsement", "settlement", "card", "first_card"])
def test_the_canonical_form_reads_back_as_the_same_service(name: str) -> None:
    service = read_text(Service, text_of(name), name)
    assert from_canonical(canonical(service)).service == service


def test_the_canonical_form_does_not_change_with_comments_and_blanks() -> None:
    text = text_of("card")
    assert edition_from(text).digest == edition_from("# another comment\n" + text.replace(": [{", ":   [ {")).digest
    assert edition_from(text).digest != edition_from(text.replace("40 yuan", "41 yuan")).digest


def test_a_pack_has_law_region_valid_and_changes() -> None:
    with pytest.raises(NotTheLanguage, match="expected also law, region, valid"):
        read_text(Pack, "pack: p\nname: 包\nchanges: {}\n", "pack.yaml")

import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("endorsement", "when: {face_match: true}", "when: {face: true}", "lane[0].when: fact `face` is not declared"),
        ("endorsement", "proves: photo,", "proves: picture,", "materials[1].proves: fact `picture` is not declared"),
        (
            "endorsement",
            "of: card.expires_on",
            "of: permit.expires_on",
            "facts.expires_on: fact `permit` is not declared",
        ),
        (
            "endorsement",
            "choices: kinds",
            "choices: sorts",
            "facts.entries.choices: there is no list `sorts` under options",
        ),
    ],
)
def test_what_is_used_is_declared(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "endorsement",
            "days_until: expires_on",
            "days_until: card",
            "facts.days_left.days_until: expected a fact of type date; found record",
        ),
        (
            "settlement",
            "where: {settled: false}",
            "where: {paid: false}",
            "facts.unsettled.where.paid: `violations` has no field `paid`",
        ),
        (
            "settlement",
            "type: record, item_of: family",
            "type: choice, item_of: family",
            "facts.member.type: one item of records is a record",
        ),
        (
            "endorsement",
            "type: record, from: [sample.card, chip]",
            "type: record, of: expires_on.card",
            "derived in a circle",
        ),
    ],
)
def test_a_derivation_starts_from_the_right_type_and_ends(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))


def test_a_rung_of_a_ladder_is_a_register_or_a_known_device() -> None:
    assert "facts.photo.from[1]: expected chip, device.<one of" in faults(
        changed("endorsement", ("device.camera", "device.camara"))
    )
    assert "facts.photo.from[0]" in faults(changed("endorsement", ("photos.photo", "photos")))


def test_nothing_depends_on_items_of_two_lists_and_times_on_none() -> None:
    second = "  member:      {zh: {zh: 家人, en: Member}, type: record, item_of: family}\n"
    third = (
        "  other: {zh: {zh: 违法, en: V}, type: record, item_of: violations}\n"
        "  other_settled: {zh: {zh: 处理, en: S}, type: yes_no, of: other.settled}\n"
    )
    two = changed("settlement", (second, second + third), ("{relation: child, age", "{other_settled: true, age"))
    assert "reads items of more than one list: member, other" in faults(two)
    timed = changed("settlement", ("promise: [{then: 20", "promise: [{when: {relation: child}, then: 20"))
    assert "time.promise[0]: holds for the whole case, but reads an item of member" in faults(timed)

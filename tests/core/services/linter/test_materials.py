import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "settlement",
            "en: Proof of insurance}, proves: insurance,",
            "en: Proof of insurance},",
            "materials[1]: the ladder of `insurance` supplies it: say `proves: insurance`",
        ),
        (
            "endorsement",
            "{id: photo, zh: {zh: 证件照片, en: Photo}, proves: photo,",
            "{id: picture, zh: {zh: 证件照片, en: Photo},",
            "materials[1]: asked of everybody",
        ),
        ("card", "get: [hand_in]", "get: []", "materials[0].get: say how a person can hand it over"),
        (
            "card",
            "zh: {zh: 旧卡, en: Old card}, proves",
            "zh: {zh: 旧卡及其他材料, en: Old card}, proves",
            "“旧卡及其他材料” asks for anything",
        ),
        ("settlement", "id: insurance, zh", "id: title_deed, zh", "materials[1].id: `title_deed` stands there twice"),
        ("endorsement", "code: M3", "code: H3", "options.kinds[2].code: `H3` stands there twice"),
    ],
)
def test_nothing_is_asked_without_need_or_without_a_name(name: str, old: str, new: str, said: str) -> None:
    assert said in faults(changed(name, (old, new)))

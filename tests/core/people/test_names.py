"""Two writings of a name: equal, near or different – row by row, as the table says."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from yimen.core.people.names import NEAR, PRIVATE_USE, SAME, Table, compare, key
from yimen.core.places.reading import NotTheLanguage, read_text

ROWS = [
    # the same text, and what nobody reads
    ("张示例", "张示例", "equal"),
    ("张示例", " 张 示例 ", "equal"),
    ("张示例", "张\u3000示例", "equal"),
    ("张示例", "张\u200b示\ufeff例", "equal"),
    ("张示例", "张示\U000e0100例", "equal"),
    ("张示例", "张示\ufe00例", "equal"),
    ("张示例", "\u202a张示例\u202c", "equal"),
    ("张示例", "张\n示例", "equal"),
    # full width and small letters
    ("ＭＡＲＩＡ示例", "maria示例", "equal"),
    ("Ｌｉ Ceshi", "LI CESHI", "equal"),
    # middle dots of every system
    ("买买提·示例", "买买提・示例", "equal"),
    ("买买提·示例", "买买提•示例", "equal"),
    ("买买提·示例", "买买提‧示例", "equal"),
    ("买买提·示例", "买买提．示例", "equal"),
    ("买买提·示例", "买买提.示例", "equal"),
    ("买买提·示例", "买买提●示例", "equal"),
    ("买买提·示例", "买买提 示例", "equal"),
    ("买买提·示例", "买买提示例", "equal"),
    ("买买提·示例", "买买买·示例", "different"),
    # private use and its place in Unicode
    ("王\ue863", "王䶮", "equal"),
    ("\ue846示例", "䝼示例", "equal"),
    ("李\ue844", "李䜣", "equal"),
    ("李\ue863", "李䜣", "different"),
    # compatibility ideographs, radicals and shapes of print
    ("李\uf9e1", "李李", "equal"),
    ("⼥示例", "女示例", "equal"),
    ("户示例", "戶示例", "equal"),
    ("戸示例", "戶示例", "equal"),
    ("吕示例", "呂示例", "equal"),
    ("黄静强", "黃靜強", "equal"),
    ("高示例", "髙示例", "equal"),
    # simplifications that stand for one character only
    ("张国华", "張國華", "equal"),
    ("龙丽", "龍麗", "equal"),
    # simplifications that stand for several, and surnames that are often confused
    ("王䶮", "王龑", "near"),
    ("萧示例", "肖示例", "near"),
    ("蕭示例", "萧示例", "near"),
    ("阎示例", "闫示例", "near"),
    ("钟示例", "鍾示例", "near"),
    ("鐘示例", "鍾示例", "near"),
    ("范示例", "範示例", "near"),
    ("王苏例", "王蘇例", "near"),
    ("叶示例", "葉示例", "near"),
    ("王嘉峰", "王嘉峯", "near"),
    ("萧示例", "肖测试", "different"),
    # pinyin where a character could not be written
    ("王䶮", "王YAN", "near"),
    ("王䶮", "王yan", "near"),
    ("王䶮", "WANG YAN", "near"),
    ("王䶮", "WANGYAN", "near"),
    ("吕示例", "LYU示例", "near"),
    ("吕示例", "LV示例", "near"),
    ("吕示例", "Lü示例", "near"),
    ("吕示例", "LU SHILI", "near"),
    ("单示例", "SHAN SHI LI", "near"),
    ("单示例", "DAN SHI LI", "near"),
    ("李YAN例", "LI䶮例", "near"),
    ("王䶮", "王LONG", "different"),
    ("王䶮", "李YAN", "different"),
    ("王䶮", "王YAN例", "different"),
    ("王䶮", "王YA", "different"),
    ("吕示例", "LYUSHI", "different"),
    # a character that could not be written at all
    ("王䶮例", "王□例", "near"),
    ("王䶮例", "王?例", "near"),
    ("王䶮例", "王？例", "near"),
    ("王䶮例", "王\uf123例", "near"),
    ("王䶮例", "李□例", "different"),
    ("王䶮例", "王□", "different"),
    ("□", "王", "different"),
    ("□□", "王䶮", "different"),
    # names in Latin letters
    ("MARIA SILVA", "Silva Maria", "near"),
    ("MARIA SILVA", "SILVA, MARIA", "near"),
    ("JEAN-PAUL O'SAMPLE", "JEAN PAUL O’SAMPLE", "equal"),
    ("MÜLLER", "MULLER", "near"),
    ("JOSÉ SAMPLE", "JOSE SAMPLE", "near"),
    ("LV SHILI", "LYU SHILI", "near"),
    ("MARIA SILVA", "MARIO SILVA", "different"),
    # never a guess
    ("王艳", "王燕", "different"),
    ("张示例", "张示", "different"),
    ("张示例", "章示例", "different"),
    ("未示例", "末示例", "different"),
    ("土示例", "士示例", "different"),
    ("刘示例", "李测试", "different"),
    ("示例张", "张示例", "different"),
    ("", "", "different"),
    ("", "张示例", "different"),
    (" · ", "·", "different"),
]


@pytest.mark.parametrize(("a", "b", "likeness"), ROWS)
def test_two_writings_of_a_name_are(a: str, b: str, likeness: str) -> None:
    assert compare(a, b) == likeness
    assert compare(b, a) == likeness


@pytest.mark.parametrize(("private", "sign"), PRIVATE_USE.items())
def test_every_private_use_character_of_the_standard_equals_its_place_in_unicode(private: int, sign: str) -> None:
    assert compare(f"王{chr(private)}例", f"王{sign}例") == "equal"


def test_the_private_use_rows_are_those_of_the_codec_where_it_knows_them() -> None:
    trail = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    decoded = {0xE815 + n: bytes([0xFE, byte]).decode("gb18030") for n, byte in enumerate(trail)}
    assert decoded.keys() == PRIVATE_USE.keys()
    newer = {point for point, sign in decoded.items() if 0xE000 <= ord(sign) <= 0xF8FF}
    assert len(newer) == 14, "given their own place after the edition of 2000 that the codec follows"
    assert all(PRIVATE_USE[point] == sign for point, sign in decoded.items() if point not in newer)


def test_what_is_near_is_never_also_the_same() -> None:
    assert not NEAR.keys() & SAME.keys()


names = st.text(st.sampled_from("张張王吕呂䶮龑示例YANLV□?·. Ü\ue863肖蕭"), max_size=12)


@given(names, names)
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    assert compare(a, b) == compare(b, a)


@given(st.text(max_size=60))
def test_any_text_has_a_key_that_is_its_own_key_and_equals_itself(text: str) -> None:
    assert key(key(text)) == key(text)
    assert compare(text, text) == ("equal" if key(text) else "different")


@given(st.text(max_size=30), st.text(max_size=30))
def test_equal_means_one_key(a: str, b: str) -> None:
    assert (compare(a, b) == "equal") == (key(a) == key(b) != "")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{forms: [甲]}", "two or more single characters"),
        ("{forms: [甲, 乙丙], mark: K}", "two or more single characters"),
        ("{forms: [甲, 乙]}", "a source or a mark"),
    ],
)
def test_a_row_without_a_pair_or_a_source_is_refused(row: str, expected: str) -> None:
    text = Path("yimen/core/people/data/names.yaml").read_text().replace("near:\n", f"near:\n  - {row}\n")
    with pytest.raises(NotTheLanguage, match=expected):
        read_text(Table, text)

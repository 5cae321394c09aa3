"""Files of the core and of the verticals laid together: every mistake is told at once, at its file and line."""

from pathlib import Path

import pytest

from yimen.core.places.law_book import LawBook
from yimen.core.places.loading import Loaded, load
from yimen.core.places.reading import NotTheLanguage
from yimen.core.places.regions import regions

LAWS = "甲法: {title: 甲法, from: 2000-01-01, articles: 9}\n"
REASONS = "no: {zh: 不行。, en: No., next: {zh: 再来。, en: Come again.}}\n"


def shelf(tmp_path: Path, name: str = "one", **files: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    for kind, text in ({"laws": LAWS, "reasons": REASONS} | files).items():
        if text:
            (folder / f"{kind}.yaml").write_text(text, "utf-8")
    return folder


def mistakes(*folders: Path) -> list[str]:
    with pytest.raises(NotTheLanguage) as caught:
        load(list(folders))
    return [str(error) for error in caught.value.errors]


def test_files_that_hold_together_make_a_law_book(tmp_path: Path) -> None:
    loaded = load(
        [
            shelf(
                tmp_path,
                authorities="police: {zh: 公安, en: Police, law: 甲法§9}",
                sets="s: [{members: ['440100'], law: 待核}]",
            )
        ]
    )
    book = LawBook.of(loaded, regions())
    assert (book.laws["甲法"].articles, book.authorities["police"].key, book.sets["s"][0].members) == (
        9,
        "police",
        ["440100"],
    )


def test_a_key_declared_by_two_verticals_is_refused_at_the_second(tmp_path: Path) -> None:
    one, two = (
        shelf(tmp_path),
        shelf(tmp_path, "two", laws="乙法: {title: 乙, from: 2001-01-01}\n" + LAWS, reasons="{}"),
    )
    assert mistakes(one, two) == [
        "two/laws.yaml:2: 甲法: expected a key declared once; found the same in one/laws.yaml"
    ]


def test_a_vertical_without_its_files_is_told_by_their_names(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "absent") == [
        "absent/laws.yaml:1: the file: expected a file of laws; found none",
        "absent/reasons.yaml:1: the file: expected a file of reasons; found none",
    ]


def test_mistakes_of_several_files_are_told_together(tmp_path: Path) -> None:
    said = mistakes(
        shelf(
            tmp_path,
            laws="甲法: {titel: 甲, from: 2000-01-01}\n",
            authorities="police: {zh: 公安, law: 甲法}\n",
            sets="s:\n  - {members: ['440999'], law: 待核}\n  - {members: [], law: 丙法§1}\n",
        )
    )
    assert [one.partition(" expected")[0] for one in said] == [
        "one/laws.yaml:1: 甲法.titel:",
        "one/laws.yaml:1: 甲法:",
        "one/authorities.yaml:1: police:",
        "one/sets.yaml:2: s[0].members:",
        "one/sets.yaml:3: s[1].law:",
    ]


@pytest.mark.parametrize(
    ("successors", "said"),
    [
        ({"a": "c", "b": None}, "a.successor: expected one of: a, b; found c"),
        ({"a": "b", "b": "a"}, "a.successor: expected a line of successors that ends; found a again"),
    ],
)
def test_a_line_of_successors_must_lead_to_somebody_and_end(
    tmp_path: Path, successors: dict[str, str | None], said: str
) -> None:
    rows = [
        f"{key}: {{zh: 甲, en: A, law: 待核{f', successor: {next_}' if next_ else ''}}}"
        for key, next_ in successors.items()
    ]
    assert any(said in one for one in mistakes(shelf(tmp_path, authorities="\n".join(rows))))


def test_an_article_that_does_not_exist_is_told_at_the_authority_that_cites_it(tmp_path: Path) -> None:
    [said] = mistakes(shelf(tmp_path, authorities="police:\n  zh: 公安\n  en: Police\n  law: 甲法§10\n"))
    assert said.startswith(
        "one/authorities.yaml:4: police.law: expected an article of the law book; found 甲法§10: the highest article is 9"
    )


def test_a_file_that_is_no_text_is_told_by_its_name(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    (folder / "sets.yaml").write_bytes(b"\xff\xfe")
    assert "one/sets.yaml:1: the file: expected a readable UTF-8 file" in mistakes(folder)[0]


def test_one_changed_letter_changes_the_digest(tmp_path: Path) -> None:
    one, two = load([shelf(tmp_path)]), load([shelf(tmp_path, "two", reasons=REASONS.replace("再来", "再說"))])
    assert isinstance(one, Loaded)
    assert one.digest != two.digest

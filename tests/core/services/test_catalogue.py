import pytest

from tests.core.services.samples import AT, BOOK, DAYS
from yimen.core.services.catalogue import NotACursor, search
from yimen.core.services.files import Shelf
from yimen.core.services.publishing import publish_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_vertical")]


@pytest.fixture(autouse=True)
def _published(files: Shelf, sample_vertical: None) -> None:
    publish_all(files, BOOK, DAYS, author="张示例", approver="李测试", at=AT)


def codes(q: str = "", **more: object) -> list[str]:
    return [one["code"] for one in search(q, **more)["items"]]  # type: ignore[arg-type]


def test_the_catalogue_lists_services_packs_and_lookups_by_code() -> None:
    assert codes() == [
        "faster",
        "sample.card",
        "sample.endorsement",
        "sample.first_card",
        "sample.progress",
        "sample.settlement",
    ]


def test_an_entry_says_what_and_where_in_three_scripts() -> None:
    [entry] = search("样例落户")["items"][:1]
    assert entry == {
        "code": "sample.settlement",
        "name": {"zh": "样例落户", "zh-Hant": "樣例落戶", "en": "Sample settlement"},
        "vertical": "sample",
        "kind": "confirmation",
        "online": True,
        "doors": ["portal", "hall"],
        "covers": ["S-02"],
    }
    assert [one["kind"] for one in search("提速")["items"]] == ["pack"]
    assert search("查进度")["items"][0]["kind"] == "lookup"


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("签注", "sample.endorsement"), ("去样例岛", "sample.endorsement"), ("我要去样例岛玩", "sample.endorsement"),
        ("落戶", "sample.settlement"), ("遷戶口", "sample.settlement"), ("ylkqz", "sample.endorsement"), ("qianzhu", "sample.endorsement"),
        ("lh", "sample.settlement"),
        ("settle", "sample.settlement"), ("S-03", "sample.card"), ("sample.first_card", "sample.first_card"),
        ("卡丢了怎么办", "sample.card"),
        ("ｓｅｔｔｌｅｍｅｎｔ", "sample.settlement"), ("样例 异地", "sample.card"),
    ],
)  # fmt: skip
def test_services_are_found_by_what_people_type(q: str, first: str) -> None:
    assert codes(q)[:1] == [first]


@pytest.mark.parametrize("q", ["护照", "zzz", "%", "样例 护照", "\x00"])
def test_what_is_not_there_is_not_found(q: str) -> None:
    assert codes(q) == []


def test_pages_follow_one_another_without_gap_or_repetition() -> None:
    found, after = [], None
    while True:
        page = search("样例", 2, after)
        found += [one["code"] for one in page["items"]]
        if not (after := page["next"]):
            break
    assert found == codes("样例")
    assert len(found) == 6


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(NotACursor):
        search("样例", 2, "drop table")

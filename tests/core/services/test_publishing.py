from pathlib import Path
from shutil import copytree

import pytest
from django.db import DatabaseError, IntegrityError, connection

from tests.core.services.samples import AT, BOOK, DAYS, SAMPLE, answer, changed
from yimen.core.services.files import Shelf, shelf
from yimen.core.services.models import PackSwitch, Publication
from yimen.core.services.published import Altered, NotPublished, edition_by_digest, edition_of, published
from yimen.core.services.publishing import Refused, SamePerson, publish_all, switch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_vertical")]


def published_from(files: Shelf, author: str = "张示例", approver: str = "李测试", **more: object) -> list[str]:
    rows = publish_all(files, BOOK, DAYS, author=author, approver=approver, at=AT, **more)  # type: ignore[arg-type]
    return [f"{row.service} {row.number}" for row in rows]


def with_change(folder: Path, name: str, *changes: tuple[str, str]) -> Shelf:
    copytree(SAMPLE, folder / "sample")
    (folder / f"sample/services/{name}.yaml").write_text(changed(name, *changes), "utf-8")
    return shelf([folder / "sample"])


def test_publishing_writes_each_edition_once(files: Shelf) -> None:
    assert published_from(files) == [
        "sample.card 1",
        "sample.endorsement 1",
        "sample.first_card 1",
        "sample.settlement 1",
    ]
    assert published_from(files) == []
    row = Publication.objects.get(service="sample.settlement")
    assert (row.author, row.approver, row.packs, str(row.valid_from)) == ("张示例", "李测试", ["faster"], "2015-01-01")


def test_only_those_named_are_published(files: Shelf) -> None:
    assert published_from(files, only=["sample.first_card"]) == ["sample.first_card 1"]
    with pytest.raises(LookupError, match=r"no service file says sample\.nothing"):
        published_from(files, only=["sample.nothing"])


def test_a_change_is_the_next_number_and_the_old_one_stays(files: Shelf, tmp_path: Path) -> None:
    published_from(files)
    old = edition_of("sample.card")
    assert published_from(with_change(tmp_path, "card", ("40 yuan", "35 yuan"), ('fee: "40.00"', 'fee: "35.00"'))) == [
        "sample.card 2"
    ]
    assert edition_of("sample.card").number == 2
    assert answer(edition_by_digest(old.digest), reason="lost")["fee"]["yuan"] == "40.00"
    assert published_from(files) == ["sample.card 3"]
    assert edition_of("sample.card").digest == old.digest


@pytest.mark.parametrize(
    ("author", "approver"), [("张示例", "张示例"), ("张示例", " 张示例 "), ("", "李测试"), ("张示例", "")]
)
def test_whoever_wrote_an_edition_may_not_approve_it(files: Shelf, author: str, approver: str) -> None:
    with pytest.raises(SamePerson):
        published_from(files, author, approver)


def test_the_database_refuses_one_person_too(files: Shelf) -> None:
    published_from(files)
    row = Publication.objects.all()[0]
    row.pk, row.number, row.approver = None, 2, row.author
    with pytest.raises(IntegrityError, match="two_people_publish"):
        row.save()


@pytest.mark.parametrize("statement", ["update services_edition set canonical = ''", "delete from services_edition"])
def test_nobody_changes_what_was_published(files: Shelf, statement: str) -> None:
    published_from(files)
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_edition_that_is_not_what_its_digest_says_is_used_by_nobody(files: Shelf) -> None:
    published_from(files)
    row = Publication.objects.get(service="sample.card")
    row.pk, row.number, row.canonical = None, 2, row.canonical.replace("yuan", "Yuan")
    row.save()
    with pytest.raises(Altered, match="was changed after it was published"):
        edition_of("sample.card")


def test_a_service_with_a_fault_stops_them_all(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"may_apply\[1\].law") as refused:
        published_from(with_change(tmp_path, "card", ("law: 样例通知, mark: K", "law: 样例法§77")))
    assert refused.value.service == "sample.card"
    assert not Publication.objects.exists()


def test_an_edition_from_the_database_answers_like_the_file(files: Shelf) -> None:
    published_from(files)
    kept = edition_of("sample.endorsement")
    assert answer(kept)["may_apply"]["then"] == "ok"
    assert kept.service.channels.keys() == {"kiosk", "portal", "hall"}
    assert [edition.service.service for edition in published()] == sorted(
        edition.service.service for edition in published()
    )


def test_an_unpublished_service_says_so() -> None:
    with pytest.raises(NotPublished, match=r"no edition of sample\.card"):
        edition_of("sample.card")
    with pytest.raises(NotPublished, match="no edition has the digest abc"):
        edition_by_digest("abc")


def test_the_newest_edition_that_had_begun_is_taken_for_a_day(files: Shelf, tmp_path: Path) -> None:
    published_from(files)
    later = with_change(tmp_path, "card", ("valid: {from: 2015-11-01}", "valid: {from: 2018-01-01}"))
    published_from(later)
    assert [
        edition_of("sample.card", on).number
        for on in (AT.date(), AT.date().replace(year=2017), AT.date().replace(year=2010))
    ] == [2, 1, 2]


def test_a_pack_is_switched_with_an_audit_line_and_a_new_edition(files: Shelf) -> None:
    published_from(files)
    pack = edition_of("sample.settlement").packs[0]
    off = switch(pack, False, BOOK, DAYS, by="王演示", approver="李测试", at=AT, why="试点结束")
    assert [(row.service, row.number, row.packs) for row in off] == [("sample.settlement", 2, [])]
    assert answer(edition_of("sample.settlement"))["time"]["promise"]["time"] == "20 working days"
    assert switch(pack, False, BOOK, DAYS, by="王演示", approver="李测试", at=AT, why="再关一次") == []
    on = switch(pack, True, BOOK, DAYS, by="王演示", approver="李测试", at=AT, why="恢复")
    assert on[0].number == 3
    assert on[0].digest == Publication.objects.get(number=1, service="sample.settlement").digest
    assert list(PackSwitch.objects.order_by("id").values_list("on", "by", "why")) == [
        (True, "张示例", "published"), (False, "王演示", "试点结束"), (True, "王演示", "恢复"),
    ]  # fmt: skip


def test_a_pack_that_is_off_stays_off_when_files_are_published_again(files: Shelf) -> None:
    published_from(files)
    switch(
        edition_of("sample.settlement").packs[0],
        False,
        BOOK,
        DAYS,
        by="王演示",
        approver="李测试",
        at=AT,
        why="试点结束",
    )
    assert published_from(files) == []


def test_a_pack_needs_two_people_too(files: Shelf) -> None:
    published_from(files)
    with pytest.raises(SamePerson):
        switch(
            edition_of("sample.settlement").packs[0], False, BOOK, DAYS, by="王演示", approver="王演示", at=AT, why="试"
        )

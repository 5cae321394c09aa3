from pathlib import Path
from shutil import copytree

import pytest

from tests.core.services.samples import BOOK, DAYS, SAMPLE, changed
from yimen.core.services.files import shelf
from yimen.core.services.linting import lint_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copytree(SAMPLE, tmp_path / "sample")
    return tmp_path / "sample"


def said(folder: Path, *only: str) -> list[str]:
    return [fault for report in lint_files(shelf([folder]), BOOK, DAYS, only) for fault in report.faults]


def test_every_file_is_reported_with_what_is_counted(folder: Path) -> None:
    reports = list(lint_files(shelf([folder]), BOOK, DAYS))
    assert {report.code: str(report.counts or "") for report in reports} == {
        "sample.card": "1 K",
        "sample.endorsement": "2 待核, 2 K",
        "sample.first_card": "1 without en, 3 lacks",
        "sample.settlement": "3 待核, 3 K, 1 lacks",
        "faster": "",
        "sample.progress": "",
    }
    assert said(folder) == []


def test_a_fault_has_its_file_line_and_path(folder: Path) -> None:
    (folder / "services/card.yaml").write_text(changed("card", ("law: 样例法§9}", "law: 样例法§99}")), "utf-8")
    assert said(folder) == ["card.yaml:32: valid_for[0].law: 样例法§99: the highest article is 30"]


def test_a_file_that_cannot_be_read_shows_all_its_mistakes(folder: Path) -> None:
    (folder / "services/card.yaml").write_text(
        changed("card", ("kind: confirmation", "kind: card"), ("do: all", "do: it")), "utf-8"
    )
    assert [line.partition(":")[0] for line in said(folder, "sample.card")] == ["card.yaml", "card.yaml"]


def test_a_fault_of_a_pack_stands_in_its_own_file(folder: Path) -> None:
    pack = folder / "packs/faster.yaml"
    pack.write_text(pack.read_text("utf-8").replace("drop: [insurance]", "drop: [nothing]"), "utf-8")
    assert any(
        line.startswith("faster.yaml:") and "drop[0]: there is no material `nothing`" in line for line in said(folder)
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("services/card.yaml", "service: sample.card", "service: sample.cards",
         "service: expected sample.card, as the file is called; found sample.cards"),
        ("services/card.yaml", "service: sample.card", "service: other.card", "service: expected sample.card"),
        ("services/card.yaml", "service: sample.card", "service: sample.settlement",
         "service: `sample.settlement` is said by more than one file"),
        ("packs/faster.yaml", "  sample.settlement:", "  sample.nothing:", "changes: there is no service `sample.nothing`"),
        ("packs/faster.yaml", "region: sample_open", "region: moon", "region: `moon` is neither a region nor a named set"),
        ("lookups/progress.yaml", "{portal: {do: inform}}", "{window: {do: inform}}", "channels.window: no such door"),
        ("lookups/progress.yaml", "topics: [户籍身份]", "topics: [月球]", "topics[0]: no such topic"),
    ],
)  # fmt: skip
def test_files_agree_with_each_other(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert any(fault in line for line in said(folder))


def test_an_example_that_only_a_pack_makes_true_belongs_into_the_pack(folder: Path) -> None:
    path = folder / "services/settlement.yaml"
    path.write_text(
        path.read_text("utf-8").replace("promise: 20 working days, fee", "promise: 5 working days, fee"), "utf-8"
    )
    assert "(true with faster: say it under `examples` there)" in said(folder, "sample.settlement")[0]

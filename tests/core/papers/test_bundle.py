"""The archive bundle proves itself with public keys only, and says what was changed in it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.core.management import CommandError, call_command

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import approved
from tests.channels.portal.town import DECIDER, Town
from yimen.core.cases.checkpoints import checkpoint
from yimen.core.cases.dossier import Dossier
from yimen.core.papers.bundle import Files, bundle, zipped
from yimen.core.papers.proving import NoBundle, opened, wrong
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key
from yimen.core.places.clock import now
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db


def files_of(case: Dossier) -> Files:
    with acting(CLOCK):
        return opened(bundle(case.id, now()))


def said(files: Files, key: str | None = None) -> list[str]:
    return list(wrong(files, key or public_key(), None, now()))


@pytest.mark.slow
def test_a_bundle_holds_everything_and_proves_it(town: Town) -> None:
    case = approved(town.zhang)
    with acting(CLOCK):
        checkpoint(now())
    files = files_of(case)
    kinds = {name.split("/")[0] for name in files}
    assert kinds == {"papers", "receipts", "events.json", "checkpoint.json", "manifest.json", "manifest.sig"}
    assert sum(name.endswith(".pdf") for name in files) == len(case.papers)
    assert list(wrong(files, public_key(), wire("seals"), now())) == []
    assert b'secret_said":null' in files["events.json"]


def test_whatever_is_changed_is_said(town: Town) -> None:
    files = files_of(approved(town.zhang))
    paper = next(name for name in files if name.startswith("papers/") and name.endswith(".json"))
    receipt = next(name for name in files if name.startswith("receipts/"))
    assert f"{paper}: changed" in said(files | {paper: files[paper].replace("张示例".encode(), "李示例".encode())})
    assert f"{receipt}: the signature does not hold" in said(
        files | {receipt: files[receipt].replace(b'"kind":"SAL"', b'"kind":"NSA"')}
    )
    assert "more.txt: not in the manifest" in said(files | {"more.txt": b"x"})
    assert any("missing" in line for line in said({name: one for name, one in files.items() if name != paper}))
    events = msgspec.json.decode(files["events.json"])
    events[1]["move"] = "reject"
    assert "events.json: event 2: head" in said(files | {"events.json": msgspec.json.encode(events)})
    assert "manifest.json: the signature does not hold" in said(files, "A" * 43 + "=")


def test_what_is_no_bundle_is_told_apart() -> None:
    for content in (b"", b"PK\x03\x04rubbish"):
        with pytest.raises(NoBundle):
            opened(content)
    assert said({"a": b"b"}) != []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(2001):
            archive.writestr(str(n), b"")
    with pytest.raises(NoBundle, match="more than"):
        opened(out.getvalue())


def test_the_commands_write_and_verify_it_and_the_person_reads_why(
    town: Town, tmp_path: Path, browse: Callable[..., Browser]
) -> None:
    case, file = approved(town.zhang), tmp_path / "case.zip"
    call_command("archive", case.number, why="行政复议机关调卷", to=str(file))
    assert file.stat().st_mode & 0o077 == 0
    call_command("verify_bundle", str(file), no_seals=True, key=public_key())
    file.write_bytes(zipped(opened(file.read_bytes()) | {"events.json": b"[]"}, now()))
    with pytest.raises(CommandError, match=r"events\.json: changed"):
        call_command("verify_bundle", str(file), no_seals=True)
    assert "行政复议机关调卷" in browse(town.zhang).get("/mine/lookups/").text


def test_at_the_desk_it_is_given_for_a_reason_only(town: Town, browse: Callable[..., Browser]) -> None:
    case, desk = approved(town.zhang), browse(DECIDER)
    address = f"/desk/cases/{case.id}/archive/"
    assert "归档与文书" in desk.get(address).text
    assert desk.send(address, {"what": "bundle", "why": "."}).status == 422
    given = desk.client.post(address, {"what": "bundle", "why": "行政复议机关调卷"})
    assert given.headers["Content-Type"] == "application/zip"
    assert said(opened(given.content)) == []
    decision = next(one for one in case.papers if one.kind == "SAL")
    receipt = desk.client.post(address, {"what": str(decision.id), "why": "审计抽查"})
    assert receipt.json()["document"]["paper"] == decision.number
    assert desk.client.post(address, {"what": str(town.zhang.id), "why": "审计抽查"}).status_code == 404

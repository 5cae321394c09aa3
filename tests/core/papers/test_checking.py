"""Whether a paper is genuine: by its number, and by the file, of which one flipped byte is too much."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import correcting
from tests.channels.portal.town import Town
from tests.core.papers.test_making import file_of
from yimen.core.papers.checking import TooOften, by_file, by_number
from yimen.core.papers.making import content_of
from yimen.core.papers.payload import check_code
from yimen.core.people.actors import VISITOR
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db


def pdf_of(town: Town) -> bytes:
    return content_of(file_of(correcting(town.zhang), "SGZ"))


def send(visitor: Browser, pdf: bytes) -> Page:
    return visitor.send("/verify/", {"file": SimpleUploadedFile("papers.pdf", pdf, "application/pdf")})


def test_the_number_with_its_code_finds_the_paper_and_is_not_guessed(town: Town, visitor: Browser) -> None:
    paper = correcting(town.zhang).papers[0]
    page = visitor.send("/verify/", {"number": f" {paper.number} ", "check": check_code(paper.token).lower()})
    assert page.title == "这张文书是真的"
    assert "张示例" not in page.main
    with acting(VISITOR):
        assert by_number("440106000001-REC-2026-999999", "00000000", now()) is None
        for _ in range(9):
            assert by_number(paper.number or "", "00000000", now()) is None
        with pytest.raises(TooOften):
            by_number(paper.number or "", check_code(paper.token), now())
    assert visitor.send("/verify/", {"number": paper.number or "", "check": "1"}).status == 429


def test_the_file_as_we_issued_it_is_genuine_and_a_flipped_byte_is_not(town: Town, visitor: Browser) -> None:
    pdf = pdf_of(town)
    assert "一个字节都不差" in send(visitor, pdf).text
    flipped = bytearray(pdf)
    flipped[len(pdf) // 3] ^= 1
    with acting(VISITOR):
        assert by_file(bytes(flipped), now()).outcome == "changed"
        added = by_file(pdf + b"\n%x", now())
    assert (added.outcome, added.verdict and added.verdict.why) == ("changed", "added")


@pytest.mark.parametrize(
    "content",
    [b"no pdf", b"%PDF-1.7\n" + b"[" * 200_000, b"%PDF-1.4\ntrailer<</Root 1 0 R/Prev 9>>startxref\n9\n%%EOF"],
)
def test_a_hostile_file_is_told_apart_and_stops_nobody(town: Town, visitor: Browser, content: bytes) -> None:
    page = send(visitor, content)
    assert page.status == 422
    assert page.title in ("这个文件读不了", "这个文件没有印章")


def test_a_seal_of_another_authority_is_not_ours(town: Town, settings: object, tmp_path: Path) -> None:
    bare = wire("typesetting").set("slip", BLANK)
    settings.SEALS, ours = tmp_path / "theirs", settings.SEALS  # type: ignore[attr-defined]
    sealed = wire("seals").seal(bare, "440106-police", "别的机关", now().date())
    settings.SEALS = ours  # type: ignore[attr-defined]
    wire("seals").roots()
    with acting(VISITOR):
        assert by_file(sealed.pdf, now()).outcome == "foreign"
        assert by_file(bare, now()).outcome == "unsealed"


BLANK = {
    "title": "样张", "authority": "示例", "number": "1", "to": "张示例：", "opening": [], "parts": [], "label": "", "qr": "",
    "drawn": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "sign": {"check": [], "seal": "印", "authority": "示例", "day": "2026年11月25日", "foot": ""},
}  # fmt: skip


@pytest.mark.skipif(not which("certutil"), reason="libnss3-tools is not here")
def test_another_validator_agrees(town: Town, tmp_path: Path, settings: object) -> None:
    pdf, nss = pdf_of(town), f"sql:{tmp_path}"
    roots = tmp_path / "roots.pem"
    roots.write_bytes(wire("seals").roots())
    run("certutil", "-N", "-d", nss, "--empty-password")
    run("certutil", "-A", "-d", nss, "-n", "demo", "-t", "CT,C,C", "-i", str(roots))
    flipped = bytearray(pdf)
    flipped[len(pdf) // 3] ^= 1
    assert "Signature is Valid" in verdict(tmp_path, nss, pdf)
    assert "Digest Mismatch" in verdict(tmp_path, nss, bytes(flipped))


def verdict(folder: Path, nss: str, pdf: bytes) -> str:
    file = folder / "a.pdf"
    file.write_bytes(pdf)
    return run("pdfsig", "-nssdir", nss, str(file))


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout


def test_pages_for_checking_without_us_are_there(town: Town, visitor: Browser, browse: Callable[..., Browser]) -> None:
    case = correcting(town.zhang)
    source = browse(town.zhang).get(f"/papers/{case.papers[0].id}/").source
    assert "YM1." not in source, "the code is in the drawing only"
    assert visitor.get("/verify/seals/").status == 200
    assert b"BEGIN CERTIFICATE" in visitor.client.get("/verify/seals/roots.pem").content
    assert visitor.client.get("/.well-known/yimen-papers.json").json()["keys"][0]["alg"] == "Ed25519"

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from yimen.core.cases.errors import BadDocument
from yimen.core.cases.sniffing import sniff

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (8, 8), **how: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **how)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as inside:
        inside.writestr("evil.html", "<script>")
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 10,000 million pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("JPEG", (64, 64), progressive=True), "image/jpeg"),
        (picture("JPEG", (64, 64), comment=b"\xff\xd9 inside a comment"), "image/jpeg"),
        (picture("JPEG") + b"\x00\x00", "image/jpeg"),
        (PDF, "application/pdf"),
    ],
)
def test_a_whole_picture_or_pdf_is_known_by_its_content(data: bytes, media_type: str) -> None:
    assert sniff(data) == media_type


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"hello", "unknown_type"),
        (b"GIF89a" + b"\x00" * 30, "unknown_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "unknown_type"),
        (archive(), "unknown_type"),
        (picture("PNG")[:-20], "broken"),
        (picture("JPEG")[:200], "broken"),
        (picture("PNG")[:40] + b"\x00" + picture("PNG")[41:], "broken"),
        (picture("PNG") + archive(), "something_behind"),
        (picture("JPEG") + archive(), "something_behind"),
        (picture("JPEG") + archive() + b"\xff\xd9", "something_behind"),
        (picture("JPEG") + b"<script>alert(1)</script>", "something_behind"),
        (PDF + archive(), "something_behind"),
        (PDF.replace(b"%%EOF", b""), "broken"),
        (PDF.replace(b"/Type /Catalog", b"/OpenAction << /JS (app.alert(1)) >>"), "active"),
        (PDF.replace(b"/Type /Catalog", b"/Names << /EmbeddedFiles 3 0 R >>"), "active"),
        (PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"), "locked"),
        (bomb(), "too_many_pixels"),
    ],
)
def test_everything_else_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(BadDocument) as error:
        sniff(data)
    assert error.value.why == why


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]))
def test_no_content_breaks_the_reader(data: bytes, beginning: bytes) -> None:
    with suppress(BadDocument):
        assert sniff(beginning + data) in ("image/jpeg", "image/png", "application/pdf")

"""What a file is, by its content: jpeg, png or pdf, whole, nothing behind its end, and not made to burst when it is opened.

A file that is two things at once (a picture with an archive behind it) is refused, because two programs would read two things.
"""

import io
import re
import struct
import warnings
import zlib

from PIL import Image

from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import limits

SMALL = 12_000_000  # pixels; what is larger is drawn later, by a program of its own (remaking.py)
SLACK = 16  # bytes of padding that cameras and printers leave behind the end
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|XFA|RichMedia|SubmitForm|ImportData)[\s/<\[(]")
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
ALONE = frozenset({0x01, 0xFF, *range(0xD0, 0xD8)})  # markers without a length
NEXT_MARKER = re.compile(
    rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL
)  # in the scan itself FF is followed by 00 or a restart
OTHER = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"MZ", b"\x7fELF")


def sniff(data: bytes) -> str:
    """The media type. Raises BadDocument: `empty`, `unknown_type`, `broken`, `too_many_pixels`, `something_behind`, `active`, `locked`."""
    if not data:
        raise BadDocument("empty")
    for magic, check, media_type in KINDS:
        if data.startswith(magic):
            check(data)
            return media_type
    raise BadDocument("unknown_type", known="jpeg, png, pdf")


def jpeg(data: bytes) -> None:
    picture(data, "JPEG")
    nothing_behind(data, end_of_jpeg(data))


def end_of_jpeg(data: bytes) -> int:
    """The place behind the end marker, found by walking from marker to marker: a false one inside a segment does not count."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise BadDocument("broken")
        marker = data[place + 1]
        if marker == END_OF_IMAGE:
            return place + 2
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big") if marker not in ALONE else 2
        if marker == START_OF_SCAN:
            found = NEXT_MARKER.search(data, place)
            place = found.start() if found else len(data)
    if data[place : place + 2] == b"\xff\xd9":
        return place + 2
    raise BadDocument("broken")


def png(data: bytes) -> None:
    """Every chunk with its checksum up to IEND; then the picture itself."""
    place = 8
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if len(body) != length or data[place + 8 + length : place + 12 + length] != struct.pack(
            ">I", zlib.crc32(kind + body)
        ):
            raise BadDocument("broken")
        place += 12 + length
        if kind == b"IEND":
            nothing_behind(data, place)
            return picture(data, "PNG")
    raise BadDocument("broken")


def picture(data: bytes, kind: str) -> None:
    """It opens as what it says and its size is sane; a small one can be read to its end."""
    most = limits()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as found:
                if found.width * found.height > most.pixels:
                    raise BadDocument("too_many_pixels", most=most.megapixels)
                if found.width * found.height <= SMALL:
                    found.draft("L", (64, 64))
                    found.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise BadDocument("too_many_pixels", most=most.megapixels) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as broken:
        raise BadDocument("broken") from broken


def pdf(data: bytes) -> None:
    """It has an end, is not locked, and holds nothing in plain sight that acts by itself; the deeper look comes later (remaking.py)."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise BadDocument("broken")
    nothing_behind(data, end + 5)
    if re.search(rb"/Encrypt[\s/<\d]", data):
        raise BadDocument("locked")
    if ACTIVE.search(data):
        raise BadDocument("active")
    if any(data.find(magic, 1) > 0 for magic in OTHER[:4]):
        raise BadDocument("something_behind")


def nothing_behind(data: bytes, end: int) -> None:
    rest = data[end:]
    if len(rest.strip(b"\x00\r\n\t ")) > SLACK or any(magic in rest for magic in OTHER):
        raise BadDocument("something_behind")


KINDS = (
    (b"\xff\xd8\xff", jpeg, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", png, "image/png"),
    (b"%PDF-", pdf, "application/pdf"),
)

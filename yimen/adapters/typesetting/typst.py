"""Typst: sets papers as PDF/A-2b from templates of our own. It reads nothing outside its folder and asks no network.

Values go in as JSON beside the template, so that whatever a person is called stays text. A font that lacks a character prints nothing
in its place and says so nowhere, hence `missing` comes first.

One compiler is kept for each process and used by one thread at a time: it holds its fonts, some 70 MB, and sets fifty pages a second;
one for each paper reads 90 MB of fonts anew, sets three, and four at once take half a gigabyte.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

from yimen.core.ports.typesetting import CannotSet

TEMPLATES = Path(__file__).parent / "templates"
SERIF, SANS = "NotoSerifCJK", "NotoSansCJK"
KEPT = ("Regular", "Bold")
FACE = "SC"
INVISIBLE = frozenset(" \n\t\r")
FORMAT_12 = b"\0\x0c"
ONE_AT_A_TIME = Lock()
MISSING = "no fonts in {folder}: sudo apt-get install fonts-noto-cjk, or set YIMEN_FONTS to a folder that has them"


class Typst:
    """The typesetter of this installation, with the fonts of Debian's fonts-noto-cjk."""

    def __init__(self, name: str):
        self.name = name

    def missing(self, text: str) -> str:
        drawn = characters(folder())
        return "".join(char for char in dict.fromkeys(text) if ord(char) not in drawn and char not in INVISIBLE)

    def set(self, template: str, data: Mapping[str, Any]) -> bytes:
        characters(folder())
        try:
            with ONE_AT_A_TIME:
                made = compiler(folder()).compile(
                    str(TEMPLATES / f"{template}.typ"), format="pdf", pdf_standards=["a-2b"],
                    sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                )  # fmt: skip
        except typst.TypstError as cannot:
            raise CannotSet(f"{template}: {cannot}") from cannot
        assert isinstance(made, bytes)  # one PDF; only pictures come page by page
        return made

    def check(self) -> str:
        try:
            characters(folder())
        except CannotSet as cannot:
            return str(cannot)
        return ""


def folder() -> str:
    return str(settings.FONTS)


@cache
def compiler(folder: str) -> typst.Compiler:
    return typst.Compiler(root=str(TEMPLATES), font_paths=[folder], ignore_system_fonts=True)


@cache
def characters(folder: str) -> frozenset[int]:
    """What both families can draw, in every weight that the templates use. Raises CannotSet where there are none."""
    fonts = [file for family in (SERIF, SANS) for weight in KEPT for file in files(folder, family, weight)]
    if not fonts:
        raise CannotSet(MISSING.format(folder=folder))
    return frozenset.intersection(*(drawn_by(face(file)) for file in fonts))


def drawn_by(font: TTFont) -> frozenset[int]:
    """The ranges of the cmap's table for all of Unicode (format 12), as they stand in the file; fontTools would name each glyph
    first, which takes 40 MB of a process for good."""
    table = font.getTableData("cmap")
    (count,) = struct.unpack(">H", table[2:4])
    for _, _, start in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count]):
        if table[start : start + 2] == FORMAT_12:
            (groups,) = struct.unpack(">L", table[start + 12 : start + 16])
            ranges = struct.iter_unpack(">LLL", table[start + 16 : start + 16 + 12 * groups])
            return frozenset(code for first, last, _ in ranges for code in range(first, last + 1))
    return frozenset(font.getBestCmap())


def files(folder: str, family: str, weight: str) -> Iterator[Path]:
    """`NotoSerifCJK-Regular.ttc`, wherever below the folder it stands."""
    yield from sorted(Path(folder).rglob(f"{family}-{weight}.tt[cf]"))[:1]


def face(file: Path) -> TTFont:
    """The face for simplified Chinese of a collection. Raises CannotSet for a file that is no font."""
    try:
        if file.suffix == ".ttf":
            return TTFont(file, lazy=True)
        named = {one["name"].getDebugName(1): one for one in TTCollection(file, lazy=True).fonts}
    except TTLibError as broken:
        raise CannotSet(f"{file}: {broken}") from broken
    found = next((one for name, one in named.items() if name and name.endswith(f"CJK {FACE}")), None)
    return found or next(iter(named.values()))

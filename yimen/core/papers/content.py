"""What a paper says, as typed blocks of plain text in reading order: the one source of its page and of its PDF.

Every word is already chosen, numbered and formatted here, so that whoever renders it can only set it, never say something else.
"""

from collections.abc import Iterator

from msgspec import Struct

from yimen.core.cases.vocabulary import Json

SLIPS = frozenset({"SEN", "TRA", "EMS"})  # set on a strip of 58 mm, as the printers at windows have it


class Table(Struct, frozen=True, kw_only=True):
    caption: str
    heads: list[str]
    rows: list[list[str]]


class Part(Struct, frozen=True, kw_only=True):
    """A numbered part: its title, paragraphs, points, a table, and what follows it."""

    title: str = ""
    paragraphs: list[str] = []
    points: list[str] = []
    table: Table | None = None
    last: list[str] = []

    def lines(self) -> Iterator[str]:
        yield from filter(None, [self.title])
        yield from [*self.paragraphs, *self.points]
        for row in [self.table.heads, *self.table.rows] if self.table else []:
            yield from row
        yield from self.last


class Sign(Struct, frozen=True, kw_only=True):
    """The end of a paper: how it is checked, who sealed it, the day, and the last note."""

    check: list[str]
    seal: str
    authority: str
    day: str
    foot: str


class Letter(Struct, frozen=True, kw_only=True):
    """A paper. `qr` is what its code holds, `label` how the code is called for those who do not see it."""

    kind: str
    lang: str
    title: str
    number: str
    authority: str
    to: str
    opening: list[str]
    parts: list[Part]
    sign: Sign
    qr: str
    label: str

    def lines(self) -> list[str]:
        """Every text, in the order in which it is read."""
        blocks = [line for part in self.parts for line in part.lines()]
        sign = self.sign
        return [
            self.authority, self.title, self.number, self.to, *self.opening, *blocks,
            *sign.check, sign.seal, sign.authority, sign.day, sign.foot,
        ]  # fmt: skip


class Made(Struct, frozen=True, kw_only=True):
    """What the job that makes a file is told by whoever has the words: the letter, whose seal it bears, and its QR code drawn."""

    letter: Letter
    sealer: str  # region and authority: one certificate each
    sealer_name: str
    drawn: str  # SVG
    annex: Json = {}

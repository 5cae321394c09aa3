"""Is it the same name? One table (data/names.yaml) decides: equal is one person, near goes to an officer, the rest is different.

The original is kept wherever it is shown; keys exist only for finding. A name proves nobody: compare only names that stand
beside one number (see registry.same_person).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from opencc import OpenCC
from pypinyin import Style, pinyin

from yimen.core.places.law import Mark
from yimen.core.places.reading import Expected, read

Likeness = Literal["equal", "near", "different"]


@dataclass(frozen=True, kw_only=True)
class PrivateUse:
    law: str
    points: dict[str, str]
    mark: Mark

    def complaints(self) -> Iterator[Expected]:
        for point, sign in self.points.items():
            if not 0xE000 <= int(point, 16) <= 0xF8FF or len(sign) != 1:
                yield Expected("a private-use point with one character", at=f"points.{point}", found=sign)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Forms that are taken for each other; the first is the one that stands for all."""

    forms: tuple[str, ...]
    source: str = ""
    mark: Mark | None = None

    def complaints(self) -> Iterator[Expected]:
        if len(set(self.forms)) < 2 or any(len(form) != 1 for form in self.forms):
            yield Expected("two or more single characters", at="forms")
        if not (self.source or self.mark):
            yield Expected("a source or a mark")


@dataclass(frozen=True, kw_only=True)
class Table:
    private_use: PrivateUse
    same: tuple[Row, ...]
    near: tuple[Row, ...]
    dots: tuple[str, ...]
    latin_marks: tuple[str, ...]
    placeholders: tuple[str, ...]
    u_umlaut: tuple[str, ...]

    def complaints(self) -> Iterator[Expected]:
        for word, rows in (("same", self.same), ("near", self.near)):
            forms = [form for row in rows for form in row.forms]
            for twice in {form for form in forms if forms.count(form) > 1}:
                yield Expected("each character in one row only", at=word, found=twice)


TABLE: Table = read(Table, Path(__file__).parent / "data/names.yaml")
PRIVATE_USE = {int(point, 16): sign for point, sign in TABLE.private_use.points.items()}
SAME = {ord(form): row.forms[0] for row in TABLE.same for form in row.forms}
NEAR = {ord(form): row.forms[0] for row in TABLE.near for form in row.forms}
DROPPED: Mapping[int, None] = {ord(mark): None for mark in TABLE.dots + TABLE.latin_marks}
U_UMLAUT = re.compile(f"(?<=[LN])({'|'.join(TABLE.u_umlaut)})")
SHORTEST_PROOF = 2  # at least one character beside the unwritable one must be written the same


def compare(a: str, b: str) -> Likeness:
    """`equal` only when the table makes them the same text; `near` when they may be one name; an empty name is like nothing."""
    one, two = key(a), key(b)
    if not (one and two):
        return "different"
    if one == two:
        return "equal"
    folded = fold(one) == fold(two) or same_words(a, b)
    return "near" if folded or stands_in(one, two) or blotted(one, two) else "different"


def key(name: str) -> str:
    """The one text of all writings of a name that are equal; for comparing and finding, never for showing."""
    text = unicodedata.normalize("NFKC", name.translate(PRIVATE_USE)).upper()  # capitals may fall apart again: ŉ
    bare = unicodedata.normalize("NFKC", text).translate(DROPPED)
    return unicodedata.normalize("NFKC", "".join(sign for sign in bare if not unseen(sign))).translate(SAME)


def unseen(sign: str) -> bool:
    """Blanks, marks of direction, joiners and variation selectors: nobody reads them."""
    return (
        sign.isspace()
        or unicodedata.category(sign) in ("Cc", "Cf")
        or 0xFE00 <= ord(sign) <= 0xFE0F
        or 0xE0100 <= ord(sign) <= 0xE01EF
    )


def fold(text: str) -> str:
    """A key without what is easily confused: traditional for simplified, similar surnames, accents, spellings of ü."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", U_UMLAUT.sub("U", text)) if not unicodedata.combining(sign)
    )
    return str(simplifier().convert(plain.translate(NEAR))).translate(NEAR)


def same_words(a: str, b: str) -> bool:
    """Names in Latin letters whose words stand in another order: surname first here, last there."""
    one, two = (sorted(key(word) for word in name.replace(",", " ").split()) for name in (a, b))
    return len(one) > 1 and one == two and "".join(one).isascii()


def stands_in(one: str, two: str) -> bool:
    """Does the pinyin of characters stand where a system could not write them? 王YAN for 王䶮, LYU or LV for 吕, or all of it."""
    reached, open_ = {(0, 0)}, [(0, 0)]
    while open_:
        fresh = {pair for pair in steps(one, two, *open_.pop()) if pair not in reached}
        reached |= fresh
        open_.extend(fresh)
    return (len(one), len(two)) in reached


def steps(one: str, two: str, i: int, j: int) -> Iterator[tuple[int, int]]:
    """From a place in both texts to the next: past the same character, or past a character here and its sound there."""
    if i == len(one) or j == len(two):
        return
    if one[i] == two[j]:
        yield i + 1, j + 1
    yield from ((i + 1, j + len(sound)) for sound in readings(one[i]) if two.startswith(sound, j))
    yield from ((i + len(sound), j + 1) for sound in readings(two[j]) if one.startswith(sound, i))


@lru_cache(maxsize=4096)
def readings(sign: str) -> tuple[str, ...]:
    """Every reading of a Chinese character in capitals, ü in each of its spellings; nothing for other characters."""
    if sign.isascii():
        return ()
    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    sounds = {sound.upper() for each in found for sound in each}
    return tuple(sorted({sound.replace("V", form) for sound in sounds for form in TABLE.u_umlaut}))


def blotted(one: str, two: str) -> bool:
    """Is a character missing in one of them, and all others the same? 王□示 for 王䶮示."""
    if len(one) != len(two) or len(one) < SHORTEST_PROOF:
        return False
    unlike = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
    return len(unlike) < len(one) and all(unwritable(a) or unwritable(b) for a, b in unlike)


def unwritable(sign: str) -> bool:
    """A placeholder, or a private-use character that the table does not know."""
    return sign in TABLE.placeholders or 0xE000 <= ord(sign) <= 0xF8FF or ord(sign) >= 0xF0000


@cache
def simplifier() -> OpenCC:
    return OpenCC("t2s")

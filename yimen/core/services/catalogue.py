"""The catalogue: what can be asked for, found by name, by what people type, by pinyin initials, and in traditional characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any
from unicodedata import normalize

import opencc
from pypinyin import Style, lazy_pinyin

from yimen.core.services.doors import online, remote
from yimen.core.services.editions import Edition
from yimen.core.services.files import shelf
from yimen.core.services.language import Lookup, Pack, Words
from yimen.core.services.published import published

MOST = 100
CURSOR = re.compile(r"(\d{1,6})\.(.+)")


class NotACursor(ValueError):
    """`next` of another list, or something typed by hand."""


@cache
def converter(way: str) -> Any:
    return opencc.OpenCC(way)


def traditional(text: str) -> str:
    converted: str = converter("s2t").convert(text)
    return converted


def simplified(text: str) -> str:
    """What was typed, in simplified half-width small letters without blanks at the ends."""
    converted: str = converter("t2s").convert(normalize("NFKC", text))
    return converted.strip().lower()


@dataclass(frozen=True)
class Entry:
    code: str
    name: Words
    vertical: str
    kind: str
    online: bool
    doors: tuple[str, ...]
    covers: tuple[str, ...]
    words: tuple[str, ...] = ()

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The name and the words, as they are compared."""
        return tuple(simplified(text) for text in (self.name.zh, *self.words))

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """Pinyin initials and whole pinyin of the name and the words."""
        initials = ("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)) for text in self.spoken)
        whole = ("".join(lazy_pinyin(text)) for text in self.spoken)
        return tuple(dict.fromkeys([*initials, *whole]))

    def plain(self) -> dict[str, Any]:
        name = {"zh": self.name.zh, "zh-Hant": traditional(self.name.zh), "en": self.name.en}
        told = {"code": self.code, "name": name, "vertical": self.vertical, "kind": self.kind, "online": self.online}
        return told | {"doors": list(self.doors), "covers": list(self.covers)}


def search(q: str = "", limit: int = 20, after: str | None = None) -> dict[str, Any]:
    """{"items": […], "next"}: the best first, and `next` to ask for more (`after`). Raises NotACursor."""
    found = ranked(entries(), simplified(q)[:60])
    start = cursor(after) if after else None
    rest = [one for one in found if start is None or place(*one) > start]
    page = rest[: max(1, min(limit, MOST))]
    following = f"{page[-1][0]}.{page[-1][1].code}" if len(rest) > len(page) else None
    return {"items": [entry.plain() for _, entry in page], "next": following}


def place(score: int, entry: Entry) -> tuple[int, str]:
    return (-score, entry.code)


def cursor(text: str) -> tuple[int, str]:
    match = CURSOR.fullmatch(text)
    if not match:
        raise NotACursor(f"{text!r} is no `next` of this list")
    return (-int(match[1]), match[2])


def ranked(among: Iterable[Entry], q: str) -> list[tuple[int, Entry]]:
    """Entries with their scores, the best first; without a query all of them by code. Every term must be found."""
    terms = q.split()
    scored = ((min((score(entry, term) for term in terms), default=1), entry) for entry in among)
    return sorted(((points, entry) for points, entry in scored if points), key=lambda one: place(*one))


def score(entry: Entry, term: str) -> int:
    """How well a term fits, 0 for not at all: names and words first, then sounds, then shared pairs of characters."""
    name, *words = entry.spoken
    english, code = (entry.name.en or "").lower(), entry.code.lower()
    tests = (
        (100, term in (name, code, *words)),
        (95, term.upper() in entry.covers),
        (80, name.startswith(term)),
        (70, term in name or any(word.startswith(term) for word in words)),
        (60, any(term in word for word in words)),
        (50, any(len(word) > 1 and word in term for word in (name, *words))),
        (45, len(term) > 2 and term in english),
        (40, len(term) > 1 and term.isascii() and any(sound.startswith(term) for sound in entry.sounds)),
        (30, len(term) > 2 and term.isascii() and any(term in sound for sound in entry.sounds)),
        (20, len(term) > 2 and term in code),
    )
    return next((points for points, true in tests if true), shared(entry, term))


def shared(entry: Entry, term: str) -> int:
    """Up to 10 for the part of its pairs of characters that the entry says too; less than a third does not count."""
    pairs = {term[n : n + 2] for n in range(len(term) - 1)}
    known = sum(any(pair in text for text in entry.spoken) for pair in pairs)
    return round(10 * known / len(pairs)) if pairs and 3 * known >= len(pairs) else 0


def entries() -> tuple[Entry, ...]:
    """Everything published: services, the packs in them, and the look-ups of this release."""
    editions = published()
    return _entries(tuple(edition.digest for edition in editions), tuple(editions))


@lru_cache(maxsize=4)
def _entries(_digests: tuple[str, ...], editions: tuple[Edition, ...]) -> tuple[Entry, ...]:
    packs = {pack.pack: pack for edition in editions for pack in edition.packs}
    return (*map(of_service, editions), *map(of_pack, packs.values()), *lookups())


def of_service(edition: Edition) -> Entry:
    said = edition.service
    return Entry(
        said.service, said.name, said.vertical, said.kind, online(said.channels), tuple(said.channels), tuple(said.covers),
        tuple(said.words),
    )  # fmt: skip


def of_pack(pack: Pack) -> Entry:
    vertical = next(iter(pack.changes), "").partition(".")[0]
    return Entry(pack.pack, pack.name, vertical, pack.kind, False, (), tuple(pack.covers), tuple(pack.words))


@cache
def lookups() -> tuple[Entry, ...]:
    """Look-ups are part of a release, like the law book: read once."""
    return tuple(of_lookup(file.said) for file in shelf().lookups if isinstance(file.said, Lookup))


def of_lookup(said: Lookup) -> Entry:
    vertical, at_home = said.lookup.partition(".")[0], any(map(remote, said.channels))
    doors, covers, words = tuple(said.channels), tuple(said.covers), tuple(said.words)
    return Entry(said.lookup, said.name, vertical, said.kind, at_home, doors, covers, words)

"""Lay the files of the core and of the verticals together: every key declared once, every name known, every mistake told at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from yimen.core.places import codes, regions
from yimen.core.places.holidays import FILE as HOLIDAYS
from yimen.core.places.law import Act, Authority, NamedSet, Reason, UnknownArticle, cite
from yimen.core.places.reading import Mistake, NotTheLanguage, line_of, nearest, read_text
from yimen.core.places.working_days import FILE as CALENDAR

KINDS: dict[str, object] = {
    "laws": dict[str, Act],
    "authorities": dict[str, Authority],
    "sets": dict[str, list[NamedSet]],
    "reasons": dict[str, Reason],
}
OWED = ("laws", "reasons")  # what every vertical has; the other files only where it needs them
DATA = Path(__file__).parent / "data"
VERTICALS = Path(__file__).parents[2] / "verticals"
ALSO = (regions.FILE, codes.FILE, HOLIDAYS, CALENDAR)  # read elsewhere, but part of the digest
CODE = re.compile(r"\d{6}")


@dataclass
class Loaded:
    """What the files say, by kind and key, and where each key was declared."""

    laws: dict[str, Act] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    sets: dict[str, list[NamedSet]] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    digest: str = ""
    texts: dict[str, str] = field(default_factory=dict)  # name of the file → its text
    declared: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, key) → name of the file
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, kind: str, key: str, path: str, expected: str, found: str) -> None:
        """A mistake at a path inside a key that was read without complaint."""
        name = self.declared[kind, key]
        inner = f"{key}.{path}" if path and not path.startswith("[") else key + path
        self.mistakes.append(Mistake(name, line_of(self.texts[name], inner), inner, expected, found))


def folders(verticals: Path = VERTICALS) -> list[Path]:
    """The core's own folder of data and one for each vertical that the configuration names."""
    return [DATA, *(verticals / name for name in settings.VERTICALS)]


def load(places: list[Path]) -> Loaded:
    """Everything in these folders. Raises NotTheLanguage with all mistakes of all files."""
    loaded = Loaded()
    for folder in places:
        for kind in KINDS:
            _file(loaded, kind, folder / f"{kind}.yaml")
    loaded.authorities = {key: replace(one, key=key) for key, one in loaded.authorities.items()}
    for check in CHECKS:
        check(loaded)
    if loaded.mistakes:
        raise NotTheLanguage(loaded.mistakes)
    loaded.digest = _digest(loaded)
    return loaded


def _file(loaded: Loaded, kind: str, file: Path) -> None:
    name = f"{file.parent.name}/{file.name}"
    if not file.is_file():
        if kind in OWED and file.parent != DATA:
            loaded.mistakes.append(Mistake(name, 1, "the file", f"a file of {kind}", "none"))
        return
    try:
        text = file.read_text("utf-8")
        keys = read_text(KINDS[kind], text, name)
    except NotTheLanguage as wrong:
        loaded.mistakes.extend(wrong.errors)
    except (OSError, UnicodeError) as broken:
        loaded.mistakes.append(Mistake(name, 1, "the file", "a readable UTF-8 file", str(broken)))
    else:
        _declare(loaded, kind, name, text, keys)


def _declare(loaded: Loaded, kind: str, name: str, text: str, keys: Mapping[str, object]) -> None:
    loaded.texts[name] = text
    for key, value in keys.items():
        if first := loaded.declared.get((kind, key)):
            loaded.mistakes.append(
                Mistake(name, line_of(text, key), key, "a key declared once", f"the same in {first}")
            )
            continue
        loaded.declared[kind, key] = name
        getattr(loaded, kind)[key] = value


def _citations(loaded: Loaded) -> None:
    """Authorities and sets cite acts that exist, at articles that exist."""
    for key, authority in loaded.authorities.items():
        _cited(loaded, "authorities", key, "law", authority.law)
    for key, rows in loaded.sets.items():
        for number, row in enumerate(rows):
            _cited(loaded, "sets", key, f"[{number}].law", row.law)


def _cited(loaded: Loaded, kind: str, key: str, path: str, law: str) -> None:
    try:
        cite(law, loaded.laws)
    except UnknownArticle as unknown:
        loaded.mistake(kind, key, path, "an article of the law book", str(unknown))


def _successors(loaded: Loaded) -> None:
    """Who takes over exists and does not lead back."""
    for key, authority in loaded.authorities.items():
        if authority.successor and authority.successor not in loaded.authorities:
            loaded.mistake(
                "authorities",
                key,
                "successor",
                nearest(authority.successor, list(loaded.authorities)),
                authority.successor,
            )
        elif key in _line(loaded, key):
            loaded.mistake("authorities", key, "successor", "a line of successors that ends", f"{key} again")


def _line(loaded: Loaded, key: str) -> Iterator[str]:
    seen: set[str] = set()
    following = loaded.authorities[key].successor
    while following in loaded.authorities and following not in seen:
        seen.add(following)
        yield following
        following = loaded.authorities[following].successor


def _members(loaded: Loaded) -> None:
    """A member that looks like a region is one."""
    table = regions.regions()
    for key, rows in loaded.sets.items():
        for number, row in enumerate(rows):
            for member in row.members:
                if CODE.fullmatch(member) and not table.known(member):
                    loaded.mistake("sets", key, f"[{number}].members", "codes of GB/T 2260", member)


CHECKS: tuple[Callable[[Loaded], None], ...] = (_citations, _successors, _members)


def _digest(loaded: Loaded) -> str:
    whole = sha256()
    texts = loaded.texts | {file.name: file.read_text("utf-8") for file in ALSO}
    for name in sorted(texts):
        whole.update(f"{name}\n{len(texts[name])}\n{texts[name]}".encode())
    return whole.hexdigest()

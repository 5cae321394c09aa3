"""Read YAML strictly into typed words; every mistake names file, line, path, what was expected and what was found.

    read(Service, file)              a dataclass, dict[str, X], dict[int, X], list[X], tuple[X, ...], frozenset[X], X | None,
    read_text(Service, text, name)   str | dict[str, str], Literal, date, bool, int, Decimal, str, Any

Unknown words are refused with the nearest known one; a field `from_` is written `from`. A whole file is read before anything
is raised: one NotTheLanguage with all `errors`. A class may say more about itself:

    @classmethod
    def from_plain(cls, plain) -> Self     its short form: a scalar or list instead of a mapping; raises ValueError or Expected
    def complaints(self) -> Iterable[Expected]     what is wrong once it is read, with `at` for the word of it that is meant
    __post_init__                          may raise ValueError or Expected too
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, overload

from yimen.core.places.kinds import (
    LISTS,
    MAPS,
    UNIONS,
    Kind,
    Read,
    bare,
    choices,
    fits,
    form,
    has_words,
    needed,
    origin_of,
    words,
)
from yimen.core.places.yaml12 import Composer, Mistake, Node, NotTheLanguage, plain, scalar, shown

__all__ = ["Expected", "Mistake", "NotTheLanguage", "line_of", "nearest", "read", "read_text"]

T = TypeVar("T")
BROKEN: Read = object()  # stands for a value that has been complained about


class Expected(ValueError):
    """What a class expected of itself: `at` is a path inside it (`time.statute[0]`), `found` what stands there instead."""

    def __init__(self, expected: str, at: str = "", found: str = ""):
        super().__init__(expected)
        self.expected, self.at, self.found = expected, at, found


@overload
def read(kind: type[T], file: Path) -> T: ...
@overload
def read(kind: Kind, file: Path) -> Read: ...
def read(kind: Kind, file: Path) -> Read:
    """The file as a `kind`. Raises NotTheLanguage with everything that is wrong with it, also when it is not there."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeError, ValueError) as broken:
        raise NotTheLanguage([Mistake(str(file), 1, "the file", "a readable UTF-8 file", str(broken))]) from broken
    return read_text(kind, text, file.name)


@overload
def read_text(kind: type[T], text: str, name: str = ...) -> T: ...
@overload
def read_text(kind: Kind, text: str, name: str = ...) -> Read: ...
def read_text(kind: Kind, text: str, name: str = "text") -> Read:
    """The text as a `kind`; `name` is what mistakes call the text. JSON is YAML and is read the same way."""
    composer = Composer(text.removeprefix("\ufeff"), name)
    node = composer.compose()
    reader = Reader(name, composer.mistakes)
    value = reader.read(kind, node, "")
    if reader.mistakes:
        raise NotTheLanguage(reader.mistakes)
    return value


def line_of(text: str, path: str) -> int:
    """The line on which a path like `may_apply[2].law` of a readable text stands, for mistakes that are found later."""
    return Composer(text.removeprefix("\ufeff"), "text").compose().at(path).line


def nearest(word: str, known: Sequence[str]) -> str:
    """The accepted forms, the nearest first where one is near: “`valid`, perhaps” or “one of: a, b, c”."""
    near = get_close_matches(word, known, 1)
    return f"`{near[0]}`, perhaps" if near else "one of: " + ", ".join(known)


class Reader:
    """Turns nodes into values of a kind; never raises, but collects mistakes and answers BROKEN."""

    def __init__(self, name: str, mistakes: list[Mistake] | None = None):
        self.name, self.mistakes = name, mistakes if mistakes is not None else []

    def read(self, kind: Kind, node: Node, path: str) -> Read:
        kind = bare(kind)
        if node.shape == "broken":
            return BROKEN
        if origin_of(kind) in UNIONS:
            return self._union(get_args(kind), node, path)
        if node.nothing:
            return None if kind is NoneType else self._mistake(node, path, form(kind))
        if hasattr(kind, "from_plain") and node.shape != "map":
            return self._built(lambda: kind.from_plain(plain(node)), node, path)
        return self._by_shape(kind)(kind, node, path)

    def _by_shape(self, kind: Kind) -> Callable[[Kind, Node, str], Read]:
        origin = origin_of(kind)
        if has_words(kind):
            return self._words
        if origin in MAPS:
            return self._map
        return self._list if origin in LISTS else self._plain

    def _union(self, kinds: tuple[Kind, ...], node: Node, path: str) -> Read:
        """The only alternative that has the shape of the node, else the first that fits."""
        if node.nothing and NoneType in kinds:
            return None
        fitting = [kind for kind in kinds if kind is not NoneType and fits(kind, node)]
        if len(fitting) == 1:
            return self.read(fitting[0], node, path)
        tries = [(reader := Reader(self.name), reader.read(kind, node, path)) for kind in fitting]
        for reader, value in tries:
            if not reader.mistakes:
                return value
        if not tries or node.shape == "scalar":
            return self._mistake(node, path, " or ".join(form(kind) for kind in kinds if kind is not NoneType))
        self.mistakes.extend(min(tries, key=lambda tried: len(tried[0].mistakes))[0].mistakes)
        return BROKEN

    def _words(self, kind: Kind, node: Node, path: str) -> Read:
        """A mapping whose keys are the fields of a dataclass."""
        if node.shape != "map":
            return self._mistake(node, path, form(kind))
        known, found = words(kind), {}
        for key, child in node.pairs:
            here = f"{path}.{key.text}"
            if key.text in known:
                field, hint = known[key.text]
                found[field.name] = self.read(hint, child, here)
            elif key.shape == "scalar":
                self._mistake(key, here, nearest(key.text, list(known)), repr(key.text))
        if missing := [word for word, (field, _) in known.items() if needed(field) and field.name not in found]:
            return self._mistake(node, path, "also " + ", ".join(missing), "nothing")
        if any(value is BROKEN for value in found.values()):
            return BROKEN
        return self._built(lambda: kind(**found), node, path)

    def _built(self, build: Callable[[], Read], node: Node, path: str) -> Read:
        """A value whose class may complain about itself, at the words it names."""
        try:
            value = build()
            complaints = list(getattr(value, "complaints", tuple)())
        except Expected as one:
            complaints = [one]
        except ValueError as other:
            complaints = [Expected(str(other))]
        for said in complaints:
            inner = f"{path}.{said.at}" if said.at and not said.at.startswith("[") else path + said.at
            self._mistake(node.at(said.at), inner, said.expected, said.found)
        return BROKEN if complaints else value

    def _map(self, kind: Kind, node: Node, path: str) -> Read:
        if node.shape != "map":
            return self._mistake(node, path, form(kind))
        key_kind, value_kind = get_args(kind) or (str, Any)
        pairs = list(self._entries(key_kind, value_kind, node, path))
        return BROKEN if any(name is BROKEN or value is BROKEN for name, value in pairs) else dict(pairs)

    def _entries(self, key_kind: Kind, kind: Kind, node: Node, path: str) -> Iterator[tuple[Read, Read]]:
        for key, child in node.pairs:
            here = f"{path}.{key.text}"
            name = key.text if key_kind in (str, Any) else self.read(key_kind, key, here)
            yield name, self.read(kind, child, here)

    def _list(self, kind: Kind, node: Node, path: str) -> Read:
        inner, made = (get_args(kind) or (Any,))[0], LISTS[origin_of(kind)]
        if node.shape != "list":
            return self._mistake(node, path, f"a list of {form(inner)}")
        values = [self.read(inner, child, f"{path}[{number}]") for number, child in enumerate(node.items)]
        return BROKEN if any(value is BROKEN for value in values) else made(values)

    def _plain(self, kind: Kind, node: Node, path: str) -> Read:
        """Whatever is written (Any), a word of a Literal, a date, or a scalar that is exactly of its type."""
        if kind is Any:
            return self._any(node, path)
        value = scalar(node) if node.shape == "scalar" else BROKEN
        if origin_of(kind) is Literal:
            matches = [word for word in get_args(kind) if word == value and type(word) is type(value)]
            return matches[0] if matches else self._mistake(node, path, choices(kind, value))
        if kind is date and isinstance(value, str):
            return day(value) or self._mistake(node, path, form(kind))
        if kind is Decimal and type(value) is int:
            return Decimal(value)
        return value if type(value) is kind else self._mistake(node, path, form(kind))

    def _any(self, node: Node, path: str) -> Read:
        """Plain values all the way down; nothing may be left empty, since an empty cell could mean anything."""
        before = len(self.mistakes)
        if node.nothing:
            return self._mistake(node, path, "a value, or the word none")
        if node.shape == "list":
            self._list(list, node, path)
        elif node.shape == "map":
            self._map(dict, node, path)
        return plain(node) if len(self.mistakes) == before else BROKEN

    def _mistake(self, node: Node, path: str, expected: str, found: str = "") -> Read:
        where = path.lstrip(".") or "the text"
        self.mistakes.append(Mistake(self.name, node.line, where, expected, found or shown(node)))
        return BROKEN


def day(text: str) -> date | None:
    """A date that exists, written with all its digits."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

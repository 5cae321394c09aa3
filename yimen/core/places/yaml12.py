"""YAML 1.2 text as a tree of nodes that know their lines – only what our languages need, nothing that hides or explodes.

Only `true` and `false` are truth values (`on` and `no` stay words). Anchors, aliases, tags, tabs, control characters and a
second document are refused; depth and size are limited. Mistakes are collected, so that an author sees all of them at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import yaml

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 32
MAX_NODES = 400_000
SHOWN = 40  # mistakes and characters of a value that are still pleasant to read

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")  # 010 and very long ones stay words: area codes, document numbers
FRACTION = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,9}")
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # events only; nothing is ever constructed by PyYAML


Plain = bool | int | Decimal | str | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is not the language: where it stands, what was expected there and what was found."""

    file: str
    line: int
    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: expected {self.expected}; found {self.found}"


class NotTheLanguage(ValueError):
    """All mistakes of one text, in `errors`; its message has one line each, as `file:line: path: expected …; found …`."""

    def __init__(self, errors: list[Mistake] | tuple[Mistake, ...]):
        self.errors = tuple(sorted(errors, key=lambda mistake: mistake.line))
        lines = [str(mistake) for mistake in self.errors[:SHOWN]]
        more = len(self.errors) - len(lines)
        super().__init__("\n".join([*lines, f"… and {more} more"] if more else lines))


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a list (`items`) or a map (`pairs`); `broken` ones have already been complained about."""

    line: int
    shape: Literal["scalar", "list", "map", "broken"]
    text: str = ""
    quoted: bool = False
    items: list["Node"] = field(default_factory=list)
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return self.shape == "scalar" and not self.quoted and self.text in NOTHING

    def child(self, step: str) -> "Node | None":
        """The node behind one step of a path: a word of a map, or `[3]` of a list."""
        if step.startswith("["):
            number = int(step[1:-1])
            return self.items[number] if number < len(self.items) else None
        return next((child for key, child in self.pairs if key.text == step), None)

    def at(self, path: str) -> "Node":
        """The node at a path like `may_apply[2].when`, or the innermost one on the way that exists."""
        node, rest = self, path
        while step := node.step(rest):
            child = node.child(step)
            if child is None:
                return node
            node, rest = child, rest[len(step) :].removeprefix(".")
        return node

    def step(self, path: str) -> str:
        """The first step of a path: the longest key that fits, since a key may hold dots itself (household.talent_settlement)."""
        keys = [
            key.text for key, _ in self.pairs if path == key.text or path.startswith((f"{key.text}.", f"{key.text}["))
        ]
        found = re.match(r"\[\d+\]|[^.\[\]]+", path)
        return max(keys, key=len, default=found[0] if found else "")


def plain(node: Node) -> Plain:
    """Plain Python: bool, int, Decimal, str, list, dict. Keys are taken as they are written. Dates stay text."""
    if node.shape == "map":
        return {key.text: plain(child) for key, child in node.pairs}
    if node.shape == "list":
        return [plain(child) for child in node.items]
    return None if node.nothing else scalar(node)


def scalar(node: Node) -> bool | int | Decimal | str:
    if node.quoted:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if WHOLE.fullmatch(node.text):
        return int(node.text)
    if FRACTION.fullmatch(node.text):
        return Decimal(node.text)
    return node.text


def shown(node: Node) -> str:
    """What stands there, short enough for one line."""
    if node.nothing or node.shape == "broken":
        return "nothing"
    text = repr(plain(node))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class Composer:
    """Builds the tree from PyYAML's events, so that what must not be there is seen before it can do harm."""

    def __init__(self, text: str, name: str):
        self.text, self.name = text, name
        self.mistakes: list[Mistake] = []
        self.nodes = 0

    def compose(self) -> Node:
        """The one document of the text. Raises NotTheLanguage where it cannot be read on; else see `mistakes`."""
        self._characters()
        try:
            return self._document(yaml.parse(self.text, Loader=LOADER))
        except yaml.MarkedYAMLError as broken:
            mark = broken.problem_mark or broken.context_mark
            what = " ".join(filter(None, (broken.context, broken.problem)))
            raise self._stop((mark.line + 1) if mark else 1, "YAML 1.2", what) from broken
        except (yaml.YAMLError, ValueError, OverflowError) as broken:
            raise self._stop(1, "YAML 1.2", str(broken)) from broken

    def _characters(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise self._stop(1, f"at most {MAX_CHARACTERS} characters", str(len(self.text)))
        for found in re.finditer(f"{UNREADABLE.pattern}|\t", self.text):
            line = self.text.count("\n", 0, found.start()) + 1
            what = "a tab" if found[0] == "\t" else f"the character U+{ord(found[0]):04X}"
            self._mistake(line, "", "spaces and printable characters", what)
            if len(self.mistakes) >= SHOWN:
                break
        if self.mistakes:
            raise NotTheLanguage(self.mistakes)

    def _document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._stop(line(event), "one document", "a second one")
                root = self._node(next(events), events, "", 1)
        if root is None:
            raise self._stop(1, "a document", "an empty text")
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> Node:
        here = line(event)
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise self._stop(here, f"at most {MAX_DEPTH} levels", "one more")
        if self.nodes > MAX_NODES:
            raise self._stop(here, f"at most {MAX_NODES} values", "one more")
        self._undecorated(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(here, "list", items=list(self._items(events, path, depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return Node(here, "map", pairs=list(self._pairs(events, path, depth)))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return Node(here, "broken")

    def _undecorated(self, event: yaml.Event, path: str) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._mistake(line(event), path, "the value itself", f"the alias *{anchor}")
        elif anchor:
            self._mistake(line(event), path, "a value without an anchor", f"&{anchor}")
        if tag:
            self._mistake(line(event), path, "a value without a tag", str(tag))

    def _scalar(self, event: yaml.ScalarEvent, path: str) -> Node:
        if bad := UNREADABLE.search(event.value):
            self._mistake(line(event), path, "printable characters", f"the character U+{ord(bad[0]):04X}")
            return Node(line(event), "broken")
        return Node(line(event), "scalar", text=event.value, quoted=not event.implicit[0])

    def _items(self, events: Iterator[yaml.Event], path: str, depth: int) -> Iterator[Node]:
        for number, event in enumerate(events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, f"{path}[{number}]", depth + 1)

    def _pairs(self, events: Iterator[yaml.Event], path: str, depth: int) -> Iterator[tuple[Node, Node]]:
        seen: set[str] = set()
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, events, path, depth + 1)
            here = f"{path}.{key.text}".lstrip(".")
            if key.shape != "scalar" or (key.nothing and not key.quoted):
                self._mistake(key.line, path, "a word before the colon", shown(key))
            elif key.text in seen:
                self._mistake(key.line, here, "each word once", f"{key.text!r} again")
            seen.add(key.text)
            yield key, self._node(next(events), events, here, depth + 1)

    def _mistake(self, line: int, path: str, expected: str, found: str) -> None:
        self.mistakes.append(Mistake(self.name, line, path or "the text", expected, found))

    def _stop(self, line: int, expected: str, found: str) -> NotTheLanguage:
        self._mistake(line, "", expected, found)
        return NotTheLanguage(self.mistakes)

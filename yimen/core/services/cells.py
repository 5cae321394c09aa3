"""The closed vocabulary of cells: a test of one fact, as a Python expression for compiled tables and as a plain verdict.

A cell is a value, a list, "< n", "<= n", "> n", ">= n", "a..b", none, "in NAME", or "not …" before one of these.
Only `none` matches a missing record; every other cell is false on it, and `not` negates that.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from yimen.core.services.absent import NONE
from yimen.core.services.declared import Declared, Field
from yimen.core.services.types import TYPES
from yimen.core.services.words import Cell

Op = Literal["none", "<", "<=", ">", ">=", "range", "in", "meets"]
ORDER = re.compile(r"(<=|>=|<|>) (\S.*)")
RANGE = re.compile(r"(\S.*?)\.\.(\S.*)")
SOURCES: dict[Op, str] = {  # {v} is the variable of the value, {k} that of the constant
    "none": "{v} is NONE",
    "<": "({v} is not NONE and {v} < {k})",
    "<=": "({v} is not NONE and {v} <= {k})",
    ">": "({v} is not NONE and {v} > {k})",
    ">=": "({v} is not NONE and {v} >= {k})",
    "range": "({v} is not NONE and {k}[0] <= {v} <= {k}[1])",
    "in": "{v} in {k}",
    "meets": "({v} is not NONE and not {k}.isdisjoint({v}))",
}
VERDICTS: dict[Op, Callable[[Any, Any], bool]] = {  # the same for a value that is not NONE, read without compiling
    "none": lambda _v, _k: False,
    "<": lambda v, k: v < k,
    "<=": lambda v, k: v <= k,
    ">": lambda v, k: v > k,
    ">=": lambda v, k: v >= k,
    "range": lambda v, k: k[0] <= v <= k[1],
    "in": lambda v, k: v in k,
    "meets": lambda v, k: not k.isdisjoint(v),
}


class NotACell(ValueError):
    """A cell that its fact cannot be compared with; the text says what was expected."""


class Where(Protocol):
    """What a cell must know of the day and the place: the members of a named set, and all places inside some."""

    def members(self, name: str) -> frozenset[str]: ...

    def inside(self, codes: frozenset[str]) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Test:
    op: Op
    constant: Any = None
    negated: bool = False

    def source(self, v: str, k: str) -> str:
        """Python over two variable names: no word of a file ever enters it."""
        if self.op == "in" and len(self.constant) == 1:
            return f"{v} {'!=' if self.negated else '=='} {k}"
        text = SOURCES[self.op].format(v=v, k=k)
        return f"not {text}" if self.negated else text

    @property
    def compared(self) -> Any:
        """The constant that belongs to the source."""
        return next(iter(self.constant)) if self.op == "in" and len(self.constant) == 1 else self.constant

    def holds(self, value: Any) -> bool:
        """The verdict on a known value or NONE."""
        true = self.op == "none" if value is NONE else VERDICTS[self.op](value, self.constant)
        return true != self.negated


def parse(cell: Cell, declared: Declared | Field, where: Where) -> Test:
    """The test that a cell makes of a fact, e.g. "< 90" of a number. Raises NotACell."""
    if isinstance(cell, str) and cell.startswith("not "):
        inner = parse(cell[4:], declared, where)
        if inner.negated:
            raise NotACell(f"{cell!r}: expected one `not`")
        return Test(inner.op, inner.constant, negated=True)
    if cell == "none":
        return Test("none")
    if declared.type in ("record", "records", "file"):
        raise NotACell(f"{cell!r} is no cell for a {declared.type}: expected none or not none")
    try:
        return compared(cell, declared, where)
    except (ValueError, LookupError, ArithmeticError, TypeError) as wrong:
        raise NotACell(f"{cell!r} is no cell for a {declared.type}: {wrong}") from wrong


def compared(cell: Cell, declared: Declared | Field, where: Where) -> Test:
    kind = TYPES[declared.type]

    def value(text: Any) -> Any:
        return kind.read(text, known(declared)) if declared.type != "choices" else str(text)

    if isinstance(cell, str) and (match := ORDER.fullmatch(cell)):
        op: Any = match[1]
        return Test(op, ranked(declared, value, match[2]))
    if isinstance(cell, str) and kind.ordered and (match := RANGE.fullmatch(cell)):
        first, last = value(match[1]), value(match[2])
        if last < first:
            raise ValueError("a range runs from the smaller to the larger value")
        return Test("range", (first, last))
    if isinstance(cell, str) and cell.startswith("in "):
        return belongs(where.members(cell[3:]), declared, where)
    values = cell if isinstance(cell, list) else [cell]
    if any(one == "none" or str(one).startswith(("not ", "in ")) for one in values):
        raise ValueError("a list holds plain values")
    return belongs(frozenset(map(value, values)), declared, where)


def ranked(declared: Declared | Field, value: Callable[[Any], Any], text: str) -> Any:
    if not TYPES[declared.type].ordered:
        raise ValueError("only numbers, money and dates are more or less than others")
    return value(text)


def belongs(values: frozenset[Any], declared: Declared | Field, where: Where) -> Test:
    """A region cell matches every place inside it by the region table of the day."""
    if declared.type == "choices":
        known_choices = known(declared)
        if known_choices and not values <= known_choices.keys():
            raise ValueError(f"expected some of {', '.join(known_choices)}")
        return Test("meets", values)
    return Test("in", where.inside(values) if declared.type == "region" else values)


def known(declared: Declared | Field) -> Any:
    """The choices that stand with the fact itself; those of an option list are looked at by the linter."""
    return declared.choices if isinstance(declared.choices, dict) else {}

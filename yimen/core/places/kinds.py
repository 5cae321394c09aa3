"""What may be read: the kinds that a type hint can name, what a node must look like for each, and how that is said."""

from collections.abc import Callable, Mapping, Sequence, Set as AbstractSet
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from yimen.core.places.yaml12 import Node

Kind = Any  # a class, a union or a generic alias: Python has no narrower name for what a type hint may be
Read = Any  # a value of the kind that was asked for, or BROKEN
UNIONS = (Union, UnionType)
LISTS: dict[Kind, Callable[[list[Read]], Read]] = {
    list: list,
    Sequence: list,
    tuple: tuple,
    frozenset: frozenset,
    AbstractSet: frozenset,
}
MAPS = (dict, Mapping)
FORMS = {
    str: "a text (in quotes if it is a number)",
    int: "a whole number",
    bool: "true or false",
    date: "a date like 2017-07-01",
    Decimal: "a number",
}


def bare(kind: Kind) -> Read:
    """A kind without Annotated and NewType around it."""
    while True:
        if origin_of(kind) is Annotated:
            kind = get_args(kind)[0]
        elif hasattr(kind, "__supertype__"):
            kind = kind.__supertype__
        else:
            return kind


def origin_of(kind: Kind) -> Kind:
    """list for list[str], Literal for Literal["a"]; a plain class is its own origin."""
    return get_origin(kind) or kind


def has_words(kind: Kind) -> bool:
    return is_dataclass(kind)


@cache
def words(kind: Kind) -> dict[str, tuple[Field[Read], Kind]]:
    """The words of a dataclass as they are written, with the field and its resolved type."""
    hints = get_type_hints(kind)
    return {field.name.removesuffix("_"): (field, hints[field.name]) for field in fields(kind) if field.init}


def needed(field: Field[Read]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def fits(kind: Kind, node: Node) -> bool:
    """Could a node of this shape be of this kind at all?"""
    kind = bare(kind)
    origin = origin_of(kind)
    if kind is Any or (hasattr(kind, "from_plain") and node.shape != "map"):
        return True
    if has_words(kind) or origin in MAPS:
        return node.shape == "map"
    return node.shape == ("list" if origin in LISTS else "scalar")


def form(kind: Kind) -> str:
    """The accepted form of a kind in words."""
    kind = bare(kind)
    origin, args = origin_of(kind), get_args(kind)
    if origin in UNIONS:
        return " or ".join(form(one) for one in args if one is not NoneType)
    if origin is Literal:
        return " | ".join(str(word) for word in args)
    if has_words(kind):
        return "the words " + ", ".join(words(kind))
    if origin in MAPS:
        return "words with values"
    if origin in LISTS:
        return "a list"
    return FORMS.get(kind, "a value, or the word none")


def choices(kind: Kind, value: Read) -> str:
    near = get_close_matches(value, [str(word) for word in get_args(kind)], 1) if isinstance(value, str) else []
    return form(kind) + (f" (`{near[0]}`, perhaps)" if near else "")

"""Items: the parts of one case that are worked out one by one – two destinations, four members of a family.

`item_of` names the list. What is derived from an item, and a choice whose options read one, differs from item to item.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from yimen.core.services.absent import NONE, UNKNOWN, Absent
from yimen.core.services.facts import Fact, Facts
from yimen.core.services.language import Declared, Service
from yimen.core.services.types import ordered

NOBODY = ""  # the key that stands for an empty list: rows about an item are false


def dimensions(service: Service) -> dict[str, frozenset[str]]:
    """For each fact the `item_of` facts on which it depends; more than one is a fault that the linter finds."""

    @cache
    def of(name: str, above: tuple[str, ...] = ()) -> frozenset[str]:
        declared = service.facts.get(name)
        if declared is None or name in above:
            return frozenset()
        if declared.item_of:
            return frozenset({name})
        read = {declared.parent} if declared.parent else set()
        if isinstance(declared.choices, str):
            options = service.options.get(declared.choices, [])
            read |= {fact for option in options for fact in {**option.when, **option.open_when}}
        return frozenset().union(*(of(one, (*above, name)) for one in read if one))

    return {name: found for name in service.facts if (found := of(name))}


def items(facts: Facts, item: str) -> list[tuple[str, Fact]] | None:
    """The items of an `item_of` fact with their keys: a code, or a number from 1. None while the list is unknown."""
    name = facts.declared[item].item_of or ""
    listed, declared = facts[name], facts.declared[name]
    if listed.value is UNKNOWN:
        return None
    if isinstance(listed.value, Absent) or not listed.value:
        return [(NOBODY, Fact(NONE, listed.source, listed.at))]
    if declared.type == "records":
        return [(str(n), Fact(record, listed.source, listed.at)) for n, record in enumerate(listed.value, 1)]
    choices = declared.choices if isinstance(declared.choices, dict) else {}
    return [(code, Fact(code, listed.source, listed.at)) for code in ordered(listed.value, choices)]


class View(Facts):
    """Facts seen from one item, or with some of them replaced; whatever does not depend on that is taken from outside."""

    def __init__(self, outer: Facts, own: Mapping[str, Fact], dependent: Collection[str], key: str | None = None):
        super().__init__(
            outer.declared, outer.sources, outer.on, outer.at, identified=outer.identified, supplied=outer.supplied
        )
        self.outer, self.dependent, self.key, self.where = outer, dependent, key, outer.where
        self.update(own)

    def __missing__(self, name: str) -> Fact:
        declared = self.declared[name]
        if name in self.dependent and declared.derivation and not declared.item_of:
            fact = self._derive(declared)
        else:
            fact = self.outer[name]
            fact = self._mine(declared, fact) if name in self.dependent else fact
        self[name] = fact
        return fact

    def _mine(self, declared: Declared, fact: Fact) -> Fact:
        """The part of a map by item that is about this one; a plain answer is meant for every item."""
        if self.key is None or not isinstance(fact.value, dict) or declared.type == "record":
            return fact
        return Fact(mine(fact.value, self.key), fact.source, fact.at)


def mine(values: dict[str, Any], key: str) -> Any:
    return values.get(key, UNKNOWN)

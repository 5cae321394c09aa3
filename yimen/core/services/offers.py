"""Options: what the person may choose, and why not the rest. A choice that is not open to them is asked again."""

from typing import Any

from yimen.core.services.absent import Absent
from yimen.core.services.items import NOBODY
from yimen.core.services.language import Option, Row
from yimen.core.services.reasons import say
from yimen.core.services.walk import Json, Key, Walk

Shown = list[tuple[Option, Row]]


def options(walk: Walk) -> Json:
    """{list: [option …]}, or {list: {item: [option …]}} where the list differs from item to item."""
    answer: Json = {}
    for name in dict.fromkeys(name for name, _, _ in walk.edition.options):
        by_item = shown(walk, name)
        for key, listed in by_item.items():
            close_choices(walk, name, key, {one.code for one, row in listed if row.then == "offer"})
        told = {key: [as_json(walk, one, row) for one, row in listed] for key, listed in by_item.items()}
        answer[name] = told[None] if None in told else {key: one for key, one in told.items() if key != NOBODY}
    return answer


def shown(walk: Walk, name: str) -> dict[Key, Shown]:
    """The options of a list that are shown, for each item; all items stand under None where no option reads one.

    What depends on a register that is silent stays open, to be checked by an officer: its silence is not the person's fault."""
    found: dict[Key, Shown] = {}
    listed = [one for listed, one, _ in walk.edition.options if listed == name]
    by_option = [(one, walk.rows(f"options.{name}.{one.code}", passing=True)) for one in listed]
    keys = [key for _, rows in by_option for key in rows or {} if key is not None]
    for key in dict.fromkeys(keys) or [None]:
        found[key] = []
        for one, rows in by_option:
            row = rows and rows.get(key, rows.get(None))
            if row and row.then != "hide":
                found[key].append((one, row))
    return found


def close_choices(walk: Walk, name: str, key: Key, offered: set[str]) -> None:
    """Take back what was chosen but is not offered; a map by item where there are no items is no choice either."""
    for fact, declared in walk.edition.service.facts.items():
        if declared.choices == name and closed(seen(walk, fact, key), offered):
            walk.close(fact, key)


def seen(walk: Walk, fact: str, key: Key) -> Any:
    """The choice made so far, seen from the item it was made for."""
    item = walk.edition.item_facts.get(fact)
    views = dict(walk.views(item) or []) if item and key else {}
    return views.get(key or NOBODY, walk.facts)[fact].value


def closed(value: Any, offered: set[str]) -> bool:
    if isinstance(value, Absent):
        return False
    chosen = value if isinstance(value, frozenset) else {value} if isinstance(value, str) else None
    return chosen is None or not chosen <= offered


def as_json(walk: Walk, option: Option, row: Row) -> Json:
    opened = row.then == "offer"
    told: Json = {"code": option.code, "zh": option.zh.zh, "en": option.zh.en, "open": opened}
    return told | say(walk.book, None if opened else option.why) | {"law": option.law, "mark": option.mark}

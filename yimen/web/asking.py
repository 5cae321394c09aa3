"""Questions of a service as forms ask them: one for each declared fact, one for each item where items differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from yimen.core.services.absent import Absent
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.items import NOBODY, items
from yimen.core.services.types import plain
from yimen.web.forms import Answer, Question, Sent, blank, given, question
from yimen.web.language import gap
from yimen.web.words import choose, text

Json = dict[str, Any]


def ask_for(edition: Edition, facts: Facts, name: str, item: str, advice: Json) -> Question:
    """The question of a fact; `item` is the key of an item, or nothing. A list may be empty: nobody is an answer too.

    Raises KeyError for a fact that nobody declared."""
    declared = edition.service.facts[name]
    options = options_for(edition, name, item, advice)
    made = question(input_name(name, item), declared, options=options, optional=declared.type == "records")
    if not item:
        return made
    return replace(made, label=text("ask.of_item", question=made.label, item=item_name(edition, facts, name, item)))


def input_name(name: str, item: str) -> str:
    return f"{name}.{item}" if item else name


def options_for(edition: Edition, name: str, item: str, advice: Json) -> Sequence[Mapping[str, Any]]:
    """The options of the advice, for a fact that is chosen among them; those not open say why."""
    listed = edition.service.facts[name].choices
    if not isinstance(listed, str):
        return []
    found = advice["options"].get(listed, [])
    rows = found.get(item, []) if isinstance(found, dict) else found
    return [{"code": one["code"], "zh": one["zh"], "en": one["en"], "why_not": why_not(one)} for one in rows]


def why_not(option: Json) -> str:
    return "" if option["open"] else reason(option)


def reason(told: Json) -> str:
    """What is so and what to do now, from an answer that carries `say` and `next`."""
    return "".join(choose(words) + gap() for words in (told.get("say"), told.get("next")) if words).strip()


def keys_of(edition: Edition, facts: Facts, name: str) -> list[str]:
    """The keys of the items for which a fact is asked, one by one; just "" where it is asked once."""
    item = edition.item_facts.get(name)
    if item is None:
        return [""]
    return [key for key, _ in items(facts, item) or [] if key != NOBODY]


def item_name(edition: Edition, facts: Facts, name: str, key: str) -> str:
    """香港; 李测试: what an item is called by the person."""
    item = edition.item_facts.get(name, name)
    listed = edition.service.facts[item].item_of or item
    if words := edition.choices(listed).get(key):
        return choose(words)
    records = facts[listed].value
    if isinstance(records, Absent) or not key.isdecimal() or not 0 < int(key) <= len(records):
        return key
    return str(records[int(key) - 1].get("name") or text("ask.nth", n=int(key)))


def answered(edition: Edition, facts: Facts, name: str, item: str, ask: Question) -> Answer:
    """What was answered before, as its form shows it again; blank where nothing was."""
    value = value_of(facts, name, item)
    if value is None or edition.service.facts[name].type == "file":
        return blank()
    return given(ask, value)


def value_of(facts: Facts, name: str, item: str) -> Any:
    """The value of a fact, or of one item of it; None while nobody knows it."""
    value = facts[name].value
    if isinstance(value, Absent):
        return None
    if item and isinstance(value, dict):
        return value.get(item)
    return value


def with_item(facts: Facts, name: str, item: str, value: Any) -> Any:
    """The JSON to write down: the value itself, or the map by item with this one in it."""
    if not item:
        return plain(value)
    before = facts[name].value
    others = {} if isinstance(before, Absent) or not isinstance(before, dict) else before
    return {**{key: one for key, one in others.items() if not isinstance(one, Absent)}, item: plain(value)}


def sent_for(ask: Question, sent: Sent) -> bool:
    """Did the person send anything for this question?"""
    return any(name == ask.name or name.startswith(f"{ask.name}.") for name in sent.fields)


def questions_of(advice: Json) -> Iterator[Json]:
    """The next facts that the person can tell."""
    return (one for one in advice["ask"] if one["how"] == "question")


def papers_of(advice: Json) -> Iterator[Json]:
    """The next facts that only a paper can tell."""
    return (one for one in advice["ask"] if one["how"] == "material")


def in_order(edition: Edition, names: Iterable[str]) -> list[str]:
    """Facts in the order of the file."""
    wanted = set(names)
    return [name for name in edition.service.facts if name in wanted]

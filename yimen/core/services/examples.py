"""Examples: the applicants written into a service file, run before anybody may publish the edition."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from yimen.core.places.clock import CHINA
from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.absent import NONE, UNKNOWN, Absent
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts, ancestry
from yimen.core.services.language import Declared, Example, Ordinary
from yimen.core.services.types import NotAValue, read_value
from yimen.core.services.walk import Eyes, Json

COUNTED = re.compile(r"[+-]\d{1,5}d")  # a day counted from the day of the example
MORNING = time(9, tzinfo=CHINA)
WORDS: dict[str, Absent] = {"none": NONE, "unknown": UNKNOWN}


@dataclass(frozen=True, slots=True)
class Failure:
    """What an example expected and did not find; `number` counts from 0 in the file."""

    number: int
    word: str
    said: str
    pack: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An example where it is told: those of a file are true without any pack, those of a pack with it."""

    number: int
    example: Example
    edition: Edition
    pack: str | None = None


def all_examples(edition: Edition) -> Iterator[Told]:
    bare = edition.without_packs()
    yield from (Told(number, one, bare) for number, one in enumerate(edition.service.examples))
    for pack, change in edition.changes:
        yield from (Told(number, one, edition, pack.pack) for number, one in enumerate(change.examples))


def failures(edition: Edition, book: LawBook, days: WorkingDays) -> Iterator[Failure]:
    for told in all_examples(edition):
        name = told.example.name
        try:
            found = brief(run(told.edition, told.example, book, days))
        except (LookupError, ValueError) as wrong:
            yield Failure(told.number, "given", f"{name}: {wrong}", told.pack)
            continue
        for word, expected in told.example.expect.items():
            if found.get(word) != expected:
                said = f"{name}: expected {word} {expected!r}; found {found.get(word)!r}"
                hint = with_packs(edition, told, word, book, days)
                yield Failure(told.number, f"expect.{word}", said + hint, told.pack)


def with_packs(edition: Edition, told: Told, word: str, book: LawBook, days: WorkingDays) -> str:
    """A hint where the example would be true with the packs."""
    if told.pack or not edition.changes:
        return ""
    true = brief(run(edition, told.example, book, days)).get(word) == told.example.expect[word]
    names = ", ".join(pack.pack for pack, _ in edition.changes)
    return f" (true with {names}: say it under `examples` there)" if true else ""


def run(edition: Edition, example: Example, book: LawBook, days: WorkingDays, eyes: Eyes = "public") -> Json:
    """Advise the ordinary applicant of the file, changed in what the example says."""
    usual = ordinary(edition)
    on = example.on or usual.on
    facts = applicant(edition.service.facts, {**usual.given, **example.given}, on)
    region, channel = example.region or usual.region, example.channel or usual.channel
    return advise(edition, facts, on=on, region=region, channel=channel, at=facts.at, days=days, book=book, eyes=eyes)


def ordinary(edition: Edition) -> Ordinary:
    if edition.service.ordinary is None:
        raise LookupError(f"{edition.service.service} has no ordinary applicant")
    return edition.service.ordinary


def applicant(declared: Mapping[str, Declared], given: Mapping[str, Any], on: date, identified: bool = True) -> Facts:
    """The facts of a person of whom just this is known. Raises NotAValue, or LookupError for a fact nobody declared."""
    facts = Facts(declared, {}, on, datetime.combine(on, MORNING), identified=identified)
    if undeclared := given.keys() - declared.keys():
        raise LookupError(f"no fact is called {', '.join(sorted(undeclared))}")
    for name in sorted(given, key=lambda name: len(ancestry(declared, name))):
        facts.put(name, value(declared, name, given[name], on), "example")
    return facts


def value(declared: Mapping[str, Declared], name: str, text: Any, on: date) -> Any:
    """A value as it is written in a file. `none` and `unknown` are words; `+364d` is a day counted from `on`."""
    if isinstance(text, str) and text in WORDS:
        if text == "none" and not declared[name].may_be_none:
            raise NotAValue(declared[name].type, text)
        return WORDS[text]
    counted = dated(text, on)
    if isinstance(declared[name].choices, str) and isinstance(counted, Mapping):
        return counted
    choices = declared[name].choices
    return read_value(declared[name], counted, choices if isinstance(choices, dict) else {}, strict=False)


def dated(text: Any, on: date) -> Any:
    """Days that are counted from `on`, also inside records and lists."""
    if isinstance(text, Mapping):
        return {
            name: WORDS.get(one, dated(one, on)) if isinstance(one, str) else dated(one, on)
            for name, one in text.items()
        }
    if isinstance(text, list):
        return [dated(one, on) for one in text]
    if isinstance(text, str) and COUNTED.fullmatch(text):
        return (on + timedelta(days=int(text[:-1]))).isoformat()
    return text


def brief(answer: Json) -> Json:
    """An advice in the words that an example may expect."""
    needed = [one for one in answer["materials"] if one["status"] != "not_needed"]
    limits = {kind: limit for kind, limit in answer["time"].items() if limit}
    applying = answer["may_apply"] or {}
    return {
        "may_apply": applying.get("then"),
        "why": applying.get("why"),
        "ask": list(dict.fromkeys(one["fact"] for one in answer["ask"])),
        "options": options(answer["options"]),
        "materials": [one["id"] for one in needed],
        "asked": [one["id"] for one in needed if one["status"] == "asked"],
        "fee": (answer["fee"] or {}).get("yuan"),
        "lane": answer["lane"],
        "decided_by": (answer["decided_by"] or {}).get("region"),
        "procedure": answer["procedure"],
        "letter": (answer["result"] or {}).get("letter"),
        **{kind: limit["time"] for kind, limit in limits.items()},
        **{f"{kind}_due": limit["due"] for kind, limit in limits.items()},
    }


def options(lists: Json) -> Any:
    """The open codes: of the only list, or by name of the list; by item where they differ from item to item."""
    found = {name: opened(listed) for name, listed in lists.items()}
    return next(iter(found.values())) if len(found) == 1 else found


def opened(listed: Any) -> Any:
    if isinstance(listed, dict):
        return {item: opened(one) for item, one in listed.items()}
    return [one["code"] for one in listed if one["open"]]


def changes(before: Json, after: Json) -> Json:
    """What a draft shows when it is advised anew: {word: [before, after]} for every word that differs."""
    old, new = brief(before), brief(after)
    return {word: [old.get(word), new.get(word)] for word in {**old, **new} if old.get(word) != new.get(word)}

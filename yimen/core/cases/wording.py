"""The words of messages.yaml by section and key, for doors that show them and for interfaces that return them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from yimen.core.places.reading import read
from yimen.core.services.words import Words

Section = Literal["moves", "states", "clocks", "said", "ways", "errors", "why", "wrong", "files", "services", "pledge"]
Language = Literal["zh", "en"]


@cache
def catalogue() -> dict[Section, dict[str, Words]]:
    found: dict[Section, dict[str, Words]] = read(
        dict[Section, dict[str, Words]], Path(__file__).with_name("messages.yaml")
    )
    return found


def words(section: Section, key: str) -> Words:
    """Raises KeyError for what has no words: a test finds it before anybody meets it. Types of facts share one sentence."""
    found = catalogue()[section]
    return found["not_a_value"] if section == "wrong" and key not in found and key.startswith("not_") else found[key]


def told(section: Section, key: str, language: Language = "zh", params: Mapping[str, object] | None = None) -> str:
    """The sentence with its values; lists are joined as the language does."""
    found = words(section, key)
    text = (found.en or found.zh) if language == "en" else found.zh
    comma = ", " if language == "en" else "、"
    values = {
        name: comma.join(map(str, value)) if isinstance(value, list) else value
        for name, value in (params or {}).items()
    }
    return text.format_map(values) if params else text

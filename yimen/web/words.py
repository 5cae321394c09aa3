"""All words that a page says. They live in catalogues, words/*.yaml here and in each door; a missing one stops the start.

`words/case.yaml` with `promise: {today: {zh: 承诺今天办完, en: Promised for today}}` is said by `say("case.promise.today")`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

from django.conf import settings
from markupsafe import Markup

from yimen.core.places.yaml12 import Composer, Mistake, Node, NotTheLanguage, shown as as_found
from yimen.web import days
from yimen.web.language import Lang, hant, spoken
from yimen.web.phrases import Phrase, phrase

HERE = Path(__file__).parent
FORMS = "{zh: …, en: …}, where en may be {one: …, other: …}, and a text with a comma stands in quotes"


@runtime_checkable
class Bilingual(Protocol):
    """A text of the service language."""

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str | None: ...


Words = str | Mapping[str, str] | Bilingual  # data texts of a service: Chinese, or Chinese and English


class UnknownWords(KeyError):
    """A key that no catalogue has: `manage.py check` finds those written in templates."""


def say(key: str, /, **values: object) -> Markup:
    """The words of a key in the language of this page; values are escaped, days and data texts shown in its manner."""
    return _phrase(key, spoken()).markup(values, shown) if values else _still(key, spoken())


def text(key: str, lang: Lang | None = None, /, **values: object) -> str:
    """The same without markup, for titles, messages and interfaces."""
    lang = lang or spoken()
    return _phrase(key, lang).text(values, shown) if values else _plain(key, lang)


def choose(words: Words, lang: Lang | None = None) -> str:
    """A data text in a language: English where it exists, else Chinese; traditional Chinese is derived."""
    lang = lang or spoken()
    zh, en = _both(words)
    if lang == "en" and en:
        return en
    return hant(zh) if lang == "zh-Hant" else zh


def _both(words: Words) -> tuple[str, str | None]:
    if isinstance(words, str):
        return words, None
    return (words["zh"], words.get("en")) if isinstance(words, Mapping) else (words.zh, words.en)


def knows(key: str) -> bool:
    return key in catalogue()


def shown(value: object) -> str:
    """A value inside a sentence. Text stays as it is: it may be a name or what somebody typed."""
    if isinstance(value, str | int):
        return value if isinstance(value, str) else str(value)  # Markup stays Markup
    if isinstance(value, date):
        return days.day(value)
    return choose(value) if isinstance(value, Mapping | Bilingual) else str(value)


@cache
def _still(key: str, lang: Lang) -> Markup:
    """Words without slots never change."""
    return _phrase(key, lang).markup({}, shown)


@cache
def _plain(key: str, lang: Lang) -> str:
    return _phrase(key, lang).text({}, shown)


@cache
def _phrase(key: str, lang: Lang) -> Phrase:
    try:
        zh, *en = catalogue()[key]
    except KeyError as unknown:
        raise UnknownWords(key) from unknown
    return phrase(*en) if lang == "en" else phrase(hant(zh) if lang == "zh-Hant" else zh)


Entry = tuple[str, ...]  # Chinese; English; and its singular where there is one


@cache
def catalogue() -> Mapping[str, Entry]:
    """All catalogues of this installation. Raises NotTheLanguage with every mistake, each with file and line."""
    entries: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    for file in files():
        for key, entry in read(file, mistakes):
            if key in entries:
                mistakes.append(Mistake(str(file), 1, key, "each key in one catalogue", "the same key in another"))
            entries[key] = entry
    if mistakes:
        raise NotTheLanguage(mistakes)
    return entries


def files() -> list[Path]:
    """The catalogues here and in the doors; the name of a file begins its keys, so no name may come twice."""
    doors = [settings.BASE / "yimen" / "channels" / channel / "words" for channel in settings.CHANNELS]
    found = [file for folder in (HERE / "words", *doors) for file in sorted(folder.glob("*.yaml"))]
    return [file for file in found if file.stem != "hant"]


def read(file: Path, mistakes: list[Mistake]) -> Iterator[tuple[str, Entry]]:
    """The entries of one file; what is wrong with others is added to `mistakes`."""
    composer = Composer(file.read_text("utf-8"), str(file))
    root = composer.compose()
    mistakes += composer.mistakes
    for key, node in _leaves(root, file.stem):
        try:
            yield key, _entry(node)
        except ValueError as wrong:
            mistakes.append(Mistake(str(file), node.line, key, str(wrong), as_found(node)))


def _leaves(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if node.shape == "map" and not {"zh", "en"} & {key.text for key, _ in node.pairs}:
        for key, child in node.pairs:
            yield from _leaves(child, f"{path}.{key.text}")
    else:
        yield path, node


def _entry(node: Node) -> Entry:
    """Both languages, with the same slots. Raises ValueError that says what was expected."""
    parts = {key.text: child for key, child in node.pairs}
    zh, en = parts.pop("zh", None), parts.pop("en", None)
    if zh is None or en is None or parts or zh.shape != "scalar":
        raise ValueError(FORMS)
    forms = [en.text] if en.shape == "scalar" else [child.text for child in map(en.child, ("other", "one")) if child]
    if slots := phrase(zh.text).slots ^ phrase(*forms).slots:
        raise ValueError(f"the same slots in zh and en, not {', '.join(sorted(slots))} in one of them")
    return zh.text, *forms

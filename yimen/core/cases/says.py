"""What is said with a move: each type reads one JSON value into a clean one, or tells what is wrong with it, all mistakes at once.

The table SAYS is also what forms are made from: `fields` names the parts of the types that are lists of several things.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from yimen.core.cases.errors import Mistake
from yimen.core.cases.procedure import Procedure, Row, Said
from yimen.core.cases.vocabulary import Json, SaidType
from yimen.core.places.law import UNCHECKED, UnknownArticle
from yimen.core.places.law_book import law_book

T = TypeVar("T")
LONGEST, MOST, LINE = 4000, 60, 200
TELEPHONE = re.compile(r"\+?\d(?:[ -]?\d){4,17}")
MONEY = re.compile(r"\d{1,8}(\.\d{1,2})?")
WAYS = ("reconsideration", "litigation")


class Wrong(ValueError):
    """The value is not of its type: where inside it, which word of messages.yaml, and the accepted form."""

    def __init__(self, key: str, expected: str = "", at: str = ""):
        super().__init__(key)
        self.key, self.expected, self.at = key, expected, at


def read_says(row: Row, procedure: Procedure, says: Mapping[str, object]) -> tuple[Json, list[Mistake]]:
    """The clean values of everything that a row wants said, and every mistake."""
    known = {said.name: said for said in row.said}
    mistakes = [Mistake(name, "unknown_word", ", ".join(known)) for name in says if name not in known]
    clean: Json = {}
    for said in row.said:
        value = says.get(said.name)
        if value is None or value in ("", [], {}):
            mistakes += [Mistake(said.name, "missing", said.type)] if said.required else []
            continue
        try:
            clean[said.name] = read_one(said, procedure, value)
        except Wrong as wrong:
            mistakes.append(Mistake(f"{said.name}{wrong.at}", wrong.key, wrong.expected))
    return clean, mistakes


def read_one(said: Said, procedure: Procedure, value: object) -> object:
    if said.type in procedure.choices:
        return choice(value, procedure.choices[said.type])
    return SAYS[said.type](value)  # type: ignore[index]


def choice(value: object, known: Mapping[str, object]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Wrong("not_a_choice", " | ".join(known))
    return value


def text(value: object) -> str:
    """Words of a person: no control characters but line ends, not only blanks."""
    if not isinstance(value, str):
        raise Wrong("not_text")
    if len(value) > LONGEST:
        raise Wrong("too_long", str(LONGEST))
    clean = "".join(
        char for char in value.replace("\r\n", "\n") if char == "\n" or unicodedata.category(char)[0] != "C"
    ).strip()
    if not clean:
        raise Wrong("missing")
    return clean


def line(value: object) -> str:
    """One short line, as it stands on an envelope."""
    clean = " ".join(text(value).split())
    if len(clean) > LINE:
        raise Wrong("too_long", str(LINE))
    return clean


def telephone(value: object) -> str:
    """A number that a carrier can call: of a mobile or a landline."""
    clean = unicodedata.normalize("NFKC", line(value))
    if not TELEPHONE.fullmatch(clean):
        raise Wrong("not_a_phone", "13800000000")
    return clean


def yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong("not_yes_no", "true | false")


def agreed(value: object) -> bool:
    """Nobody pledges by saying no."""
    if value is True:
        return True
    raise Wrong("not_agreed", "true")


def day(value: object) -> str:
    if isinstance(value, str) and len(value) == 10:
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise Wrong("not_a_date", "2026-11-24")


def money(value: object) -> str:
    if not isinstance(value, str) or not MONEY.fullmatch(value):
        raise Wrong("not_money", '"20.00"')
    return f"{Decimal(value):.2f}"


def name_of_row(value: object) -> str:
    """The id of a row, or the code of a defect like 4.1."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9A-Za-z.-]{1,40}", value):
        raise Wrong("not_an_id")
    return value


def name_of_digest(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise Wrong("not_an_id")
    return value


def document(value: object) -> str:
    if isinstance(value, str):
        with suppress(ValueError):
            return str(UUID(value))
    raise Wrong("not_an_id")


def listed(one: Callable[[object], object]) -> Callable[[object], list[object]]:
    """A list of values of a kind; a single value stands for a list of one."""

    def read(value: object) -> list[object]:
        values = value if isinstance(value, list) else [value]
        if not values:
            raise Wrong("missing")
        if len(values) > MOST:
            raise Wrong("too_many", str(MOST))
        return [inside(one, item, f"[{n}]") for n, item in enumerate(values)]

    return read


def inside(one: Callable[[object], T], value: object, at: str) -> T:
    try:
        return one(value)
    except Wrong as wrong:
        raise Wrong(wrong.key, wrong.expected, at + wrong.at) from wrong


def parts(**kinds: Callable[[object], object]) -> Callable[[object], Json]:
    """A mapping with these parts; one whose name ends in _ may be left out."""

    def read(value: object) -> Json:
        if not isinstance(value, dict):
            raise Wrong("not_parts", ", ".join(kinds))
        known = {name.rstrip("_"): (kind, name.endswith("_")) for name, kind in kinds.items()}
        for name in value:
            if name not in known:
                raise Wrong("unknown_word", ", ".join(known), f".{name}")
        clean = {}
        for name, (kind, optional) in known.items():
            if value.get(name) not in (None, "", [], {}):
                clean[name] = inside(kind, value[name], f".{name}")
            elif not optional:
                raise Wrong("missing", "", f".{name}")
        return clean

    return read


def reason(value: object) -> dict[str, str]:
    return {"text": text(value)} if isinstance(value, str) else parts(text=text, law_=text, key_=name_of_fact)(value)


def article(value: object) -> str:
    """An article of the law book, in its own spelling."""
    told = "".join(text(value).split())
    with suppress(UnknownArticle):
        if told != UNCHECKED and law_book().article(told):
            return told
    raise Wrong("not_an_article", "许可法§38")


def way(value: object) -> str:
    return choice(value, dict.fromkeys(WAYS))


def facts(value: object) -> Json:
    """Facts by name; what they may be is for the language to say (services.Facts.answer)."""
    if not isinstance(value, dict) or len(value) > 200:
        raise Wrong("not_parts")
    return {inside(name_of_fact, name, f".{name}"): item for name, item in value.items()}


def name_of_fact(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9_.]{0,79}", value):
        raise Wrong("not_a_fact")
    return value


def answers(value: object) -> Json:
    """An answer to every defect by its code: files, words, or both."""
    if not isinstance(value, dict):
        raise Wrong("not_parts")
    one = parts(documents_=listed(document), text_=text)
    clean = {inside(name_of_row, code, f".{code}"): inside(one, answer, f".{code}") for code, answer in value.items()}
    for code, answer in clean.items():
        if not answer:
            raise Wrong("missing", "", f".{code}")
    return clean


SAYS: dict[SaidType, Callable[[object], object]] = {
    "text": text,
    "yes_no": yes_no,
    "date": day,
    "money": money,
    "id": name_of_row,
    "names": listed(text),
    "reasons": listed(reason),
    "remedies": listed(way),
    "defects": listed(parts(about=text, text=text, how_=text)),
    "answers": answers,
    "owed": listed(parts(material=text, due=day)),
    "pledge": parts(read=agreed, signed_by_=text, text_=text, digest_=name_of_digest),
    "documents": listed(document),
    "changes": facts,
    "facts": facts,
    "departure": parts(text=text, law=article),
    "address": parts(to=line, phone=telephone, line=line),
}
SECRET: frozenset[SaidType] = frozenset({"changes", "facts", "address"})  # sealed in the event
FIELDS: dict[SaidType, tuple[str, ...]] = {
    "defects": ("about", "text", "how"),
    "owed": ("material", "due"),
    "pledge": ("read", "signed_by", "text", "digest"),
    "reasons": ("text", "law"),
    "departure": ("text", "law"),
    "address": ("to", "phone", "line"),
    "answers": ("documents", "text"),
}

"""Read what was sent for a question. Each kind has one reader that answers a value or raises Wrong; nothing else gets out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import category

from yimen.core.people.numbers import WrongNumber, citizen_id, phone, telephone
from yimen.web import days, language
from yimen.web.forms import dates, files, numbers, records, regions
from yimen.web.forms.answers import Answer, Sent, Wrong
from yimen.web.forms.characters import clean, narrow
from yimen.web.forms.questions import Kind, Question

Reader = Callable[[Question, str], Any]


def read(ask: Question, sent: Sent, places: "regions.Places | None" = None) -> Answer:
    """The answer to one question. Never raises for what a person sends."""
    if ask.kind == "records":
        return records.read(ask, sent, lambda column: read(column, sent, places))
    kept = remembered(ask, sent)
    try:
        if ask.kind == "region":
            return regions.read(ask, sent, places, kept)
        value = _value(ask, sent)
    except Wrong as wrong:
        return Answer(wrongs=(wrong.placed(place(ask)),), sent=kept)
    return Answer(value, sent=kept)


def read_all(asks: Iterable[Question], sent: Sent, places: "regions.Places | None" = None) -> dict[str, Answer]:
    """Several questions of one page, all read, whatever is wrong with the others."""
    return {ask.name: read(ask, sent, places) for ask in asks}


def remembered(ask: Question, sent: Sent) -> Mapping[str, list[str]]:
    """What was typed into the inputs of a question, to be shown again as it was."""
    parts = ["y", "m", "d"] if ask.kind == "date" else ["1", "2", "3"] if ask.kind == "region" else []
    names = [ask.name, *(f"{ask.name}.{part}" for part in parts)]
    return {name: sent.texts(name) for name in names if name in sent.fields}


def place(ask: Question) -> str:
    """The input to which an error belongs when its reader named none."""
    return {"date": f"{ask.name}.y", "region": f"{ask.name}.1"}.get(ask.kind, ask.name)


def _value(ask: Question, sent: Sent) -> Any:
    if ask.kind == "file":
        return files.read(ask, sent.file(ask.name))
    if ask.kind == "choices":
        return read_choices(ask, sent.texts(ask.name))
    if ask.kind == "date":
        return read_date(ask, sent)
    typed = clean(sent.text(ask.name), ask.longest)
    if not typed:
        if ask.optional:
            return None
        raise Wrong("choose" if ask.chosen else "missing")
    return READERS[ask.kind](ask, typed)


def read_choice(ask: Question, typed: str) -> str:
    for choice in ask.choices:
        if choice.code == typed:
            if choice.closed:
                raise Wrong("closed_choice", choice=choice.text, why=choice.closed)
            return typed
    raise Wrong("unknown_choice")


def read_choices(ask: Question, typed: list[str]) -> list[str]:
    found = [read_choice(ask, clean(code, ask.longest)) for code in typed if code]
    if not found and not ask.optional:
        raise Wrong("choose")
    return list(dict.fromkeys(found))


def read_date(ask: Question, sent: Sent) -> date | None:
    """In three boxes, or as one text: in a field of the plain name, or all of it typed into the first box."""
    boxes = [clean(sent.text(f"{ask.name}.{part}"), ask.longest) for part in dates.PARTS]
    whole = clean(sent.text(ask.name), ask.longest) or (boxes[0] if not boxes[1] and not boxes[2] else "")
    if not whole and not any(boxes):
        if ask.optional:
            return None
        raise Wrong("missing")
    try:
        found = dates.day(whole) if whole else dates.of_parts(*map(narrow_digits, boxes))
    except Wrong as wrong:
        raise Wrong(wrong.key, f"{ask.name}.{wrong.at or 'y'}", **wrong.values) from None
    if ask.latest and found > ask.latest == language.today():
        raise Wrong("future", day=days.long_day(found), year=ask.latest.year)
    if ask.latest and found > ask.latest:
        raise Wrong("too_late", day=found, latest=ask.latest)
    if ask.earliest and found < ask.earliest:
        raise Wrong("too_early", day=found, earliest=ask.earliest)
    return found


def narrow_digits(typed: str) -> str:
    return narrow(typed).rstrip("年月日号號")


def read_number_of(reader: Callable[[str], str]) -> Reader:
    """A number by which people or things are known; what is wrong with it is said in its own words."""

    def read_it(_: Question, typed: str) -> str:
        try:
            return reader(typed)
        except WrongNumber as wrong:
            raise Wrong("number", said={"zh": wrong.words("zh"), "en": wrong.words("en")}) from None

    return read_it


def read_text(_: Question, typed: str) -> str:
    """One line: breaks become blanks, and what nobody sees (pasted along with it) is left out."""
    return " ".join("".join(one for one in typed if category(one) != "Cf").split())


READERS: Mapping[Kind, Reader] = {
    "yes_no": lambda ask, typed: read_choice(ask, typed) == "yes",
    "choice": read_choice,
    "number": lambda _, typed: numbers.whole(typed),
    "money": lambda _, typed: numbers.money(typed),
    "text": read_text,
    "place": read_text,
    "long_text": lambda _, typed: typed,
    "plate": lambda _, typed: numbers.plate(typed),
    "id_number": read_number_of(lambda typed: citizen_id(typed, language.today()).number),
    "phone": read_number_of(phone),
    "telephone": read_number_of(telephone),
}


def given(ask: Question, value: Any) -> Answer:
    """A value that was given before, as the answer that its form shows again."""
    if ask.kind == "records":
        parts = [(f"{ask.name}.{n}", row) for n, row in enumerate(value)]
        fields = [(field.under(at), row[field.name]) for at, row in parts for field in ask.fields if field.name in row]
        return Answer(
            list(value), sent={name: texts for field, one in fields for name, texts in inputs(field, one).items()}
        )
    return Answer(value, sent=inputs(ask, value))


def inputs(ask: Question, value: Any) -> dict[str, list[str]]:
    """What a person would have typed to give this value."""
    if ask.kind == "date":
        parts = zip(dates.PARTS, (value.year, value.month, value.day), strict=True)
        return {f"{ask.name}.{part}": [str(number)] for part, number in parts}
    if ask.kind == "region":
        return {f"{ask.name}.{level}": [code] for level, code in regions.down_to(value)}
    if ask.kind == "choices":
        return {ask.name: list(value)}
    return {ask.name: ["yes" if value else "no"] if ask.kind == "yes_no" else [str(value)]}

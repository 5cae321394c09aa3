"""What the writing in a picture means: fields of an identity card, a driving licence, a page of a household book – with how sure
the reader is, and where they stand.

Nothing here is a fact. A number whose check digit is wrong, a day that no calendar has, and a name that is none are left out: better
nothing than something that looks right.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import msgspec

from yimen.core.people.numbers import WrongNumber, citizen_id
from yimen.core.places.reading import read
from yimen.core.ports.ocr import Line

DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})")
NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{1,14}(·[\u3400-\u9fff\U00020000-\U000323af]{1,14})*")
LONGEST = 60
SURE = 0.6  # less than this is not shown
Type = Literal["id_number", "name", "date", "last_date", "text"]


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str
    zh: str
    en: str
    labels: list[str]
    type: Type


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`title`: words that stand on every such paper; the first paper of the file whose title is seen is it."""

    code: str
    zh: str
    en: str
    title: list[str]
    fields: list[Field]


@dataclass(frozen=True, kw_only=True)
class Book:
    materials: list[str]
    papers: list[Paper]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its text in normal form, how sure the reader is, and where it stands, in parts of the picture."""

    name: str
    text: str
    sure: float
    left: float
    top: float
    right: float
    bottom: float


@cache
def book() -> Book:
    """Raises NotTheLanguage with every mistake of the file."""
    found: Book = read(Book, Path(__file__).with_name("recognising.yaml"))
    return found


def worth_reading(material: str) -> bool:
    return material in book().materials


def recognise(lines: Sequence[Line], on: date) -> tuple[str, list[Found]]:
    """The code of the paper and its fields; ("", []) where it is none that we know."""
    seen = [squeezed(line) for line in lines]
    whole = "".join(line.text for line in seen)
    paper = next((one for one in book().papers if any(title in whole for title in one.title)), None)
    if paper is None:
        return "", []
    labels = [label for field in paper.fields for label in field.labels]
    found = [one for field in paper.fields if (one := field_of(field, seen, labels, on))]
    return paper.code, without_contradiction(found)


def squeezed(line: Line) -> Line:
    text = "".join(normalize("NFKC", line.text).split())
    return Line(text, line.sure, line.left, line.top, line.right, line.bottom)


def field_of(field: Field, lines: Sequence[Line], labels: Sequence[str], on: date) -> Found | None:
    """The first value beside one of its labels that is a value of its type."""
    for label in field.labels:
        for value in beside(label, lines, labels):
            text = VALUES[field.type](value.text, on)
            if text and value.sure >= SURE:
                return Found(
                    name=field.name, text=text[:LONGEST], sure=value.sure,
                    left=value.left, top=value.top, right=value.right, bottom=value.bottom,
                )  # fmt: skip
    return None


def beside(label: str, lines: Sequence[Line], labels: Sequence[str]) -> Iterator[Line]:
    """What is written behind the label in the same piece, else in the pieces to its right, the nearest first."""
    for line in lines:
        head, met, rest = line.text.partition(label)
        if not met or len(head) > 2:
            continue
        if rest := rest.lstrip(":"):
            yield Line(rest, line.sure, line.left, line.top, line.right, line.bottom)
            continue
        right = [one for one in lines if one.left >= line.left and one is not line and same_row(line, one)]
        yield from sorted((one for one in right if one.text not in labels), key=lambda one: one.left)


def same_row(one: Line, other: Line) -> bool:
    """Do they overlap by half of the lower one's height?"""
    height = min(one.bottom - one.top, other.bottom - other.top)
    return min(one.bottom, other.bottom) - max(one.top, other.top) > height / 2


def id_number(text: str, on: date) -> str:
    found = re.search(r"\d{17}[\dXx]", text)
    try:
        return citizen_id(found[0].upper(), on).number if found else ""
    except WrongNumber:
        return ""


def name(text: str, _on: date) -> str:
    return text if NAME.fullmatch(text) else ""


def day(text: str, _on: date) -> str:
    return next(days(text), "")


def last_day(text: str, _on: date) -> str:
    """Of `2016.01.01-2036.01.01` the later; 长期 has no end."""
    return "长期" if "长期" in text else max(days(text), default="")


def days(text: str) -> Iterator[str]:
    for year, month, number in DATE.findall(text):
        try:
            yield date(int(year), int(month), int(number)).isoformat()
        except ValueError:
            continue


def as_written(text: str, _on: date) -> str:
    return text


VALUES: dict[Type, Callable[[str, date], str]] = {
    "id_number": id_number, "name": name, "date": day, "last_date": last_day, "text": as_written,
}  # fmt: skip


def without_contradiction(found: list[Found]) -> list[Found]:
    """A day of birth that is not the one in the number is left out: the number has a check digit."""
    number = next((one.text for one in found if one.name == "id_number"), "")
    return [one for one in found if one.name != "born_on" or not number or one.text.replace("-", "") == number[6:14]]

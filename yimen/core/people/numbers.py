"""The numbers by which persons, organisations and documents are known, read the way people type them.

Full width, blanks, hyphens and small letters are put right silently; a letter O is never taken for 0 silently. What cannot be
right raises WrongNumber, which says in words what was typed and what is accepted (data/numbers.yaml).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from yimen.core.places.codes import in_use
from yimen.core.places.identity import check_digit
from yimen.core.places.law import Mark
from yimen.core.places.reading import read

Language = Literal["zh", "en"]
Wrong = Literal["empty", "length", "character", "region", "date", "future", "check_digit", "form"]
Document = Literal["phone", "landline", "passport", "hk_macao_permit", "taiwan_permit", "home_return"]
What = Literal["citizen_id", "uscc", Document]
Kind = Literal["mainland", "hong_kong", "macao", "taiwan", "foreigner"]

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V, Z
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
RESIDENCE: dict[str, Kind] = {
    "81": "hong_kong",
    "82": "macao",
    "83": "taiwan",
}  # 810000, 820000, 830000: residence permits
EXTENSION = re.compile(r"(.+\d{3})\s*(?:转|#|-|ext\.?)\s*(\d{1,6})", re.IGNORECASE)
DROPPED = re.compile(r"[\s\-‐-―−·・•‧\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, kw_only=True)
class Words:
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Form:
    pattern: str
    expected: Words
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    wrong: dict[Wrong, Words]
    what: dict[What, Words]
    expected: dict[str, Words]
    forms: dict[Document, Form]


CATALOGUE: Catalogue = read(Catalogue, Path(__file__).parent / "data/numbers.yaml")
for needed, present in (((*get_args(Wrong),), CATALOGUE.wrong), ((*get_args(Document),), CATALOGUE.forms)):
    if missing := set(needed) - set(present):
        raise LookupError(f"numbers.yaml lacks {', '.join(sorted(missing))}")


@dataclass(eq=False, repr=False)
class WrongNumber(ValueError):
    """A number that cannot be right. `key` is of the closed set Wrong; never log it: it may hold a part of the number."""

    what: What
    key: Wrong
    terms: Mapping[str, str | int | Words] = field(default_factory=dict)

    def words(self, language: Language = "zh") -> str:
        """What the person is told."""
        terms = {
            name: getattr(term, language) if isinstance(term, Words) else term for name, term in self.terms.items()
        }
        text: str = getattr(CATALOGUE.wrong[self.key], language)
        return text.format(what=getattr(CATALOGUE.what[self.what], language), **terms)

    def __str__(self) -> str:
        return f"{self.what}: {self.key}"

    def __repr__(self) -> str:
        return f"WrongNumber({self})"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A citizen identity number, or the number of a residence permit built like one. `region` is the code of the time it was given."""

    number: str = field(repr=False)
    region: str
    born_on: date = field(repr=False)
    sex: Literal["male", "female"]
    kind: Kind

    def __str__(self) -> str:
        return masked(self.number)


def citizen_id(text: str, on: date) -> CitizenId:
    """The number of 18 digits (GB 11643-1999), also from one of 15. `on` is today. Raises WrongNumber."""
    number = normal(text)
    _citizen_characters(number)
    if len(number) == 15:
        number = upgraded(number)
    born = _born(number, on)
    region, kind = number[:6], kind_of(number)
    if kind != "foreigner" and not in_use(region, born, on):
        raise WrongNumber("citizen_id", "region", {"found": region})
    if number[17] != check_digit(number):
        raise WrongNumber(
            "citizen_id", "check_digit", {"place": 18, "expected": check_digit(number), "found": number[17]}
        )
    return CitizenId(number, region, born, "male" if int(number[16]) % 2 else "female", kind)


def upgraded(number: str) -> str:
    """A number of 15 digits, given until 1999, as the one of 18 that replaced it."""
    longer = f"{number[:6]}19{number[6:]}"
    return longer + check_digit(longer)


def kind_of(number: str) -> Kind:
    return "foreigner" if number[0] == "9" else RESIDENCE.get(number[:2], "mainland")


def uscc(text: str) -> str:
    """A unified social credit code in normal form (GB 32100-2015). Raises WrongNumber."""
    code = normal(text)
    _not_empty("uscc", code)
    for place, found in enumerate(code, 1):
        if found not in USCC:
            raise WrongNumber(
                "uscc", "character", {"place": place, "found": found, "expected": CATALOGUE.expected["uscc_character"]}
            )
    if len(code) != 18:
        raise WrongNumber("uscc", "length", {"expected": CATALOGUE.expected["eighteen_uscc"], "found": len(code)})
    due = uscc_check(code)
    if code[17] != due:
        raise WrongNumber("uscc", "check_digit", {"place": 18, "expected": due, "found": code[17]})
    return code


def uscc_check(code: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    return USCC[-sum(USCC.index(sign) * weight for sign, weight in zip(code[:17], USCC_WEIGHTS, strict=True)) % 31]


def document(kind: Document, text: str) -> str:
    """The number of a document, or a phone number, in normal form. Raises WrongNumber."""
    number = normal(text)
    _not_empty(kind, number)
    form = CATALOGUE.forms[kind]
    if not re.fullmatch(form.pattern, number):
        raise WrongNumber(kind, "form", {"found": text.strip()[:40], "expected": form.expected})
    return number


def phone(text: str) -> str:
    """A mobile number of the mainland without +86, or one of Hong Kong or Macao with its code. Raises WrongNumber."""
    number = normal(text).replace("(", "").replace(")", "")
    return document("phone", re.sub(r"^(\+|00)86(?=1)", "", re.sub(r"^00(?=85[23])", "+", number)) or text)


def telephone(text: str) -> str:
    """What a carrier can call: a mobile number, or a landline with its area code and perhaps an extension. Raises WrongNumber.

    For messages and for knowing people again it must be a mobile number (phone)."""
    try:
        return phone(text)
    except WrongNumber:
        found = EXTENSION.fullmatch(unicodedata.normalize("NFKC", text).strip())
        number, extension = (found[1], found[2]) if found else (text, "")
        digits = document("landline", number.replace("(", "").replace(")", "").replace("（", "").replace("）", ""))
        area = 3 if digits[1] in "12" else 4
        return f"{digits[:area]}-{digits[area:]}" + (f"-{extension}" if extension else "")


def normal(text: str) -> str:
    """Half width, capitals, without blanks, hyphens, dots and marks that nobody sees."""
    return DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()


def masked(number: str) -> str:
    """What may be shown of a number: enough to recognise one's own. 4401**********0013, 138****0000, C*****678."""
    if len(number) == 18:
        return f"{number[:4]}**********{number[-4:]}"
    if len(number) == 11 and number.isdigit():
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:1]}{'*' * max(len(number) - 4, 1)}{number[-3:]}" if len(number) > 4 else "*" * len(number)


def _not_empty(what: What, text: str) -> None:
    if not text:
        raise WrongNumber(what, "empty")


def _citizen_characters(number: str) -> None:
    """Which character is wrong comes before how many there are: a letter too many explains both."""
    _not_empty("citizen_id", number)
    for place, found in enumerate(number, 1):
        last = place == 18 == len(number)
        if not (found in "0123456789" or (last and found == "X")):
            expected = "digit_or_x" if last else "digit_not_o" if found == "O" else "digit"
            raise WrongNumber(
                "citizen_id", "character", {"place": place, "found": found, "expected": CATALOGUE.expected[expected]}
            )
    if len(number) not in (15, 18):
        raise WrongNumber("citizen_id", "length", {"expected": CATALOGUE.expected["eighteen"], "found": len(number)})


def _born(number: str, on: date) -> date:
    written = number[6:14]
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError as impossible:
        raise WrongNumber("citizen_id", "date", {"found": written}) from impossible
    if born > on:
        raise WrongNumber("citizen_id", "future", {"found": written})
    if born.year < 1800:
        raise WrongNumber("citizen_id", "date", {"found": written})
    return born

"""A new edition of a public text: read cell by cell, and asked for; it counts once another administrator has approved it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from yimen.core.administration.altering import alter
from yimen.core.administration.columns import Column, Misread, day, text
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.released import ASKED, released_row, said_in
from yimen.core.administration.tables import TABLES, Change, Values
from yimen.core.notices.rules import FOREIGN, parts_of, signed, texts
from yimen.core.places.clock import today

SLOT = re.compile(r"{(\w+)}")
LONGEST = {
    "title_zh": 40,
    "title_en": 80,
    "body_zh": 300,
    "body_en": 600,
    "next_zh": 300,
    "next_en": 600,
    "template": 40,
}
SAMPLE = {"code": "000000", "minutes": "10", "tail": "0000"}


def standing(kind: str, key: str) -> Values | None:
    """The words of the edition that was approved last, or of the release; None where there is no such text."""
    row = TABLES["wording"].find(f"{kind}/{key}")
    return TABLES["wording"].said(row) if row else None


def draft(kind: str, key: str, values: Values, why: str, *, at: datetime | None = None) -> Alteration | Proposal:
    """Ask for it, in words that were read before. Raises NotAltered."""
    if said_in(standing(kind, key) or {}) == said_in(values):
        raise NotAltered("nothing")
    return alter([Change("wording", f"{kind}/{key}", values)], why, at=at)


def read_draft(kind: str, key: str, typed: Mapping[str, str]) -> tuple[Values, dict[str, Misread]]:
    """The values of an edition, and by column all that cannot be taken."""
    values: Values = {}
    wrong: dict[str, Misread] = {}
    row = released_row(kind, key)
    for name in (*ASKED[kind], "since"):
        try:
            values[name] = _read(kind, key, name, typed.get(name, ""), getattr(row, name))
        except Misread as misread:
            wrong[name] = misread
    return values, wrong


def _read(kind: str, key: str, name: str, typed: str, released: Any) -> Any:
    """Raises Misread."""
    if name == "since":
        return _since(typed)
    said = Column(name, text, longest=LONGEST[name]).read(typed)
    if name != "template":
        _same_slots(said, released)
    if kind == "sms" and name == "body_zh":
        _as_a_message(said, key)
    return said


def _since(typed: str) -> Any:
    found = Column("since", day).read(typed)
    if found < today():
        raise Misread("past", typed)
    return found


def _same_slots(said: str, released: str) -> None:
    """What is filled in, and nothing else in braces: an unknown one would stand there as it is, a missing one would not be told."""
    wanted, found = set(SLOT.findall(released)), set(SLOT.findall(said))
    if odd := sorted(found - wanted) or re.findall(r"[{}]", SLOT.sub("", said)):
        raise Misread("unknown_slot", odd[0])
    if lost := sorted(wanted - found):
        raise Misread("missing_slot", lost[0])


def _as_a_message(said: str, key: str) -> None:
    if FOREIGN.search(said):
        raise Misread("foreign_address", said)
    parts, most = parts_of(sms(said)), texts()[key].parts
    if parts > most:
        raise Misread("too_many_parts", f"{parts} > {most}")


def sms(zh: str) -> str:
    """With the sign and the address of this installation, as it would be sent."""
    return signed(zh, settings.SMS_SIGN, link=f"{settings.SITE}/m/{'x' * 16}/", **SAMPLE)

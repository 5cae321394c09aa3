"""Other authorities in a case, in words: whom it waits for, until when, and who is late (许可法§26, §43; 优化营商条例§36)."""

from datetime import date
from typing import Any

from yimen.core.cases.attached import Party
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.vocabulary import PENDING
from yimen.core.places.law_book import law_book
from yimen.web import days
from yimen.web.language import today
from yimen.web.places import place_name
from yimen.web.words import choose, text

Json = dict[str, Any]
SHOWN = ("joint", "lower", "higher")  # where a home authority decides is told as the place where the case is


def authority_name(key: str) -> str:
    if not key:
        return ""
    found = law_book().authority(key, today())
    return choose({"zh": found.zh, "en": found.en})


def called(region: str, authority: str) -> str:
    """示例市公安机关交通管理部门; Traffic police, Guangzhou."""
    if not authority:
        return place_name(region)
    return text("parties.called", place=place_name(region), authority=authority_name(authority))


def waiting(case: Dossier) -> list[str]:
    """Whom the case waits for, the late ones by name."""
    if case.state not in PENDING:
        return []
    return [line(one) for one in case.parties if one.kind in SHOWN and one.answered_on is None]


def line(one: Party) -> str:
    """市公安机关交通管理部门：还没有答复，最晚 11月30日."""
    late = one.due is not None and one.due < today()
    key = f"parties.{one.kind}.{'late' if late else 'waits'}"
    return text(key, who=called(one.region, one.authority), day=days.day(one.due) if one.due else text("parties.open"))


def listed(case: Dossier) -> list[Json]:
    """Every authority with where it stands, for officers."""
    return [
        {"title": called(one.region, one.authority), "tag": tag(one, today())}
        for one in case.parties
        if one.kind in SHOWN
    ]


def tag(one: Party, on: date) -> Json:
    if one.answered_on:
        return {"text": text("parties.answered", day=days.day(one.answered_on)), "state": "ok"}
    if one.due and one.due < on:
        return {"text": text("parties.late", day=days.day(one.due)), "state": "bad"}
    return {"text": text("parties.until", day=days.day(one.due)) if one.due else text("parties.open"), "state": "us"}


def late(told: list[str]) -> str:
    """The late ones of a public list: region:authority each."""
    pairs = [one.split(":", 1) for one in told]
    return text("list.comma").join(called(region, authority) for region, authority in pairs)

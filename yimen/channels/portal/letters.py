"""The letters of the procedure, composed from what was frozen at issue. A letter says 你, as texts of law do."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from yimen.channels.portal import letter_hearing, letter_parts as part
from yimen.core.cases.models import Paper
from yimen.core.cases.procedure import OWN
from yimen.core.places.law import UNCHECKED
from yimen.core.places.law_book import law_book
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.words import choose, text

Json = dict[str, Any]


def letter(row: Paper, path: list[Json], verify: str) -> Json:
    """The context of paper.html."""
    data: Json = row.data
    content = part.Content(data, row, path)
    parts = [made for compose in PARTS.get(row.kind, ()) if (made := compose(content))]
    taken_back = [text("letter.taken_back", day=days.long_day(row.withdrawn_on))] if row.withdrawn_on else []
    return {
        "paper": {
            "authority": sender(data, row),
            "title": choose(part.both(data["title"])),
            "number": text("letter.number", number=row.number),
            "to": data["applicant"],
            "verify": verify,
            "code": in_groups(row.token),
            "day": date.fromisoformat(data["dated"]),
            "foot": text("letter.foot"),
        },
        "opening": [*taken_back, *opening(data, row)],
        "parts": parts,
    }


def in_groups(code: str) -> str:
    """In groups of four, as it is read from paper and typed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def sender(data: Json, row: Paper) -> str:
    """The authority of the place, as it was competent on the day."""
    region = row.office[:6] or row.case.region
    key = data.get("authority") or ""
    named = law_book().authority(key, date.fromisoformat(data["dated"])) if key else None
    return text(
        "letter.sender", place=place_name(region), authority=choose({"zh": named.zh, "en": named.en}) if named else ""
    )


def opening(data: Json, row: Paper) -> list[str]:
    """One sentence: what happened, when, under which article."""
    values = {
        "service": choose(part.both(data["service"])),
        "case": reference(data["case"] or ""),
        "moment": days.long_day(datetime.fromisoformat(data["at"])),
        "day": days.long_day(date.fromisoformat(data["dated"])),
        "law": law_of(data),
    }
    return [text(f"letter.opening.{opening_key(data, row)}", **values)]


def law_of(data: Json) -> str:
    """The article of the step; where the procedure leaves it to the edition, those of the service."""
    law = data.get("law") or ""
    if law and law not in (OWN, UNCHECKED):
        return cited(law)
    return text("list.comma").join(map(cited, data.get("law_of_service", [])[:2])) or cited(law)


def opening_key(data: Json, row: Paper) -> str:
    """A grant by rule says so; a case that silence accepted says that too."""
    if row.kind == "SAL":
        return "SAL_rule" if data["role"] == "rule" else "SAL"
    if row.kind == "ACP" and data["move"] == "accept_by_silence":
        return "ACP_silence"
    if row.kind == "STL":
        return "STL_lapse" if data["move"] == "lapse" else "STL"
    if row.kind == "REC":
        return {"supply": "REC_supply", "settle_owed": "REC_owed"}.get(data["move"], "REC")
    return row.kind if row.kind in PARTS else "other"


Compose = Callable[[part.Content], part.Part]
PARTS: dict[str, tuple[Compose, ...]] = {
    "REC": (part.received, part.next_steps, part.rights),
    "ACP": (part.times, part.fee, part.owed, part.rights),
    "SGZ": (part.defects, part.answer_by, part.rights),
    "SUP": (part.owed,),
    "NAC": (part.reasons, part.right_authority, part.remedies),
    "SPE": (part.pause, part.times),
    "HRT": (letter_hearing.right,),
    "HRN": (letter_hearing.call,),
    "EXT": (part.reasons, part.times),
    "SAL": (part.granted, part.judged, part.departure, part.fee, part.pledge, part.review),
    "NSA": (part.reasons, part.judged, part.again, part.remedies),
    "CHK": (part.check,),
    "ORD": (part.mending, part.remedies),
    "REV": (part.reasons, part.remedies),
    "RVW": (part.outcome, part.reasons, part.remedies),
    "RCH": (part.delivered,),
    "STL": (part.closing,),
}

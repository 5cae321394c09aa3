"""The papers of a procedure, composed from what was frozen at issue. A letter says 你, as texts of law do."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings

from yimen.core.cases.models import Paper
from yimen.core.cases.papers import masked
from yimen.core.cases.procedure import OWN
from yimen.core.papers.content import Letter, Made, Part, Sign, Table
from yimen.core.papers.payload import check_code, payload
from yimen.core.places.law import UNCHECKED
from yimen.core.places.law_book import law_book
from yimen.web import days
from yimen.web.drawings import qr
from yimen.web.formats import chinese_number, reference
from yimen.web.language import speaking, spoken
from yimen.web.laws import cited
from yimen.web.letters import hearing, judging, parts as part, penalties, slips
from yimen.web.places import place_name
from yimen.web.words import choose, text

Json = dict[str, Any]


def letter(row: Paper, path: list[Json], site: str = "") -> Letter:
    """The paper in the language of the page. `path` is the public path of the decision, `site` where its code is looked up."""
    data: Json = row.data
    content = part.Content(data, row, path)
    made = [found for compose in PARTS.get(row.kind, ()) if (found := compose(content))]
    taken_back = [text("letter.taken_back", day=days.long_day(row.withdrawn_on))] if row.withdrawn_on else []
    return Letter(
        kind=row.kind,
        lang=spoken(),
        title=choose(part.both(data["title"])),
        number=text("letter.number", number=row.number),
        authority=sender(data, row),
        to=data["applicant"] + text("paper.colon"),
        opening=[*taken_back, *opening(data, row)],
        parts=[numbered(n, one) for n, one in enumerate(made, 1)],
        sign=signing(row),
        qr=code(row, site or settings.SITE),
        label=text("paper.qr"),
    )


def numbered(n: int, made: Json) -> Part:
    """一、 before its title, （一） before its points."""
    table = made.get("table")
    points = made.get("points") or []
    return Part(
        title=text("paper.nth", n=chinese_number(n), title=made["title"]),
        paragraphs=made.get("paragraphs") or [],
        points=[text("paper.item", n=chinese_number(at)) + line for at, line in enumerate(points, 1)],
        table=Table(**table) if table else None,
        last=made.get("last") or [],
    )


def signing(row: Paper) -> Sign:
    checked = check_code(row.token)
    return Sign(
        check=[
            text("paper.check"),
            text("paper.code") + " " + in_groups(checked),
            text("paper.equal"),
            text("paper.advice", phone="12345"),
        ],
        seal=text("paper.seal"),
        authority=sender(row.data, row),
        day=days.long_day(date.fromisoformat(row.data["dated"])),
        foot=text("letter.foot"),
    )


def code(row: Paper, site: str) -> str:
    """What the QR code holds: the address of its verification, and behind # what is checked without asking us."""
    said = payload(
        row.kind, row.number, date.fromisoformat(row.data["dated"]), row.data, masked(row.data["applicant"] or " ")
    )
    return f"{site}/verify/{row.token}/#{said}"


def made(row: Paper, path: list[Json]) -> Made:
    """The same for the job that makes the file: in Chinese, which is the language in which papers are issued."""
    with speaking("zh-Hans"):
        said = letter(row, path)
        return Made(
            letter=said,
            sealer=f"{region_of(row)}-{row.data.get('authority') or 'police'}",
            sealer_name=said.authority,
            drawn=svg(said.qr),
        )


def svg(content: str) -> str:
    """The drawing alone, black on white, as typesetting takes it."""
    drawn = str(qr(content, "", "small"))
    return drawn[drawn.index("<svg") : drawn.rindex("</svg>") + 6].replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
    )


def in_groups(code: str) -> str:
    """In groups of four, as it is read from paper and typed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def region_of(row: Paper) -> str:
    return str(row.office[:6] or row.case.region)


def sender(data: Json, row: Paper) -> str:
    """The authority of the place, as it was competent on the day."""
    key = data.get("authority") or ""
    named = law_book().authority(key, date.fromisoformat(data["dated"])) if key else None
    return text(
        "letter.sender",
        place=place_name(region_of(row)),
        authority=choose({"zh": named.zh, "en": named.en}) if named else "",
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
        return {"lapse": "STL_lapse", "transfer": "STL_transfer"}.get(data["move"], "STL")
    if row.kind == "REC":
        return {"supply": "REC_supply", "settle_owed": "REC_owed"}.get(data["move"], "REC")
    return row.kind if row.kind in PARTS else "other"


Compose = Callable[[part.Content], part.Part]
PARTS: dict[str, tuple[Compose, ...]] = {
    "REC": (part.received, part.signed, part.next_steps, part.rights),
    "ACP": (part.times, part.fee, part.owed, part.rights),
    "SGZ": (part.defects, part.answer_by, part.rights),
    "SUP": (part.owed, part.signed),
    "NAC": (part.reasons, part.right_authority, part.remedies),
    "NGA": (part.reasons, part.right_authority, part.remedies),
    "SPE": (part.pause, part.times),
    "CHG": (part.fee, part.rights),
    "PAY": (part.paid,),
    "HRT": (hearing.right,),
    "HRN": (hearing.call,),
    "EXT": (part.reasons, part.times),
    "SAL": (part.granted, judging.judged, part.departure, part.fee, part.pledge, part.review),
    "NSA": (part.reasons, judging.judged, part.again, part.remedies),
    "NST": (part.reasons, judging.judged, part.again, part.remedies),
    "CHK": (part.check,),
    "ORD": (part.mending, part.remedies),
    "REV": (part.reasons, part.remedies),
    "RVW": (part.outcome, part.reasons, part.remedies),
    "TEL": (penalties.intended, part.reasons, penalties.heard),
    "PEN": (penalties.decided, part.reasons, part.remedies),
    "RCH": (part.delivered,),
    "STL": (part.closing,),
    "SEN": (slips.handed,),
    "TRA": (slips.certificates,),
    "EMS": (slips.address,),
}

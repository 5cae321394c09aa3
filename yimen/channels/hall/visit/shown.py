"""What goes on the second screen: what was handed in, what need not be, what was said, and what follows. Nothing else ever does."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from yimen.channels.hall.draft_form import Sheet
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Case
from yimen.core.services.absent import Absent
from yimen.core.services.facts import SAID, WINDOW
from yimen.web import days
from yimen.web.formats import reference, time, yuan
from yimen.web.running import Running
from yimen.web.sources import source_name
from yimen.web.values import worded
from yimen.web.words import choose, text

Json = dict[str, Any]


def to_check(sheet: Sheet, person: str) -> Json:
    """A draft as the person may check it; the same draft gives the same words, so that its digest says whether it has changed."""
    return {
        "kind": "check",
        "title": choose(sheet.edition.service.name),
        "who": person,
        "taken": list(taken(sheet)),
        "not_needed": list(not_needed(sheet)),
        "said": list(said(sheet)),
        **follows(sheet),
    }


def not_needed(sheet: Sheet) -> Iterable[Json]:
    """Materials that need not be brought, because a register has what they prove."""
    proves = {one.id: one.proves for one in sheet.edition.service.materials}
    for one in sheet.advice["materials"]:
        fact = sheet.facts.get(proves.get(one["id"]) or "")
        if one["status"] == "fetched" and fact and fact.source not in SAID:
            yield {"title": choose(one), "more": text("screen.from", source=source_name(fact.source))}


def taken(sheet: Sheet) -> Iterable[Json]:
    """Originals that the officer has seen, what a device took, and files."""
    for name, declared in sheet.edition.service.facts.items():
        fact = sheet.facts.get(name)
        if (
            fact
            and fact.source == WINDOW
            and fact.value
            and not isinstance(fact.value, Absent)
            and name not in sheet.edition.tainted
        ):
            yield {"title": choose(declared.zh), "more": text("screen.seen_at_counter")}
    names = {one.id: choose(one.zh) for one in sheet.edition.service.materials}
    for document in sheet.case.documents:
        yield {"title": names.get(document.material, document.material), "more": document.filename}


def said(sheet: Sheet) -> Iterable[Json]:
    """What the person has answered, with the question."""
    for name, declared in sheet.edition.service.facts.items():
        fact = sheet.facts.get(name)
        if fact and fact.source in SAID and declared.ask and not isinstance(fact.value, Absent):
            yield {"title": choose(declared.zh), "more": str(worded(sheet.edition, name, fact.value))}


def follows(sheet: Sheet) -> Json:
    """How long it takes by promise and by law, and what it costs."""
    told = sheet.advice
    lengths = {
        kind: one["time"]
        for kind in ("promise", "statute")
        if (one := told["time"].get(kind)) and one["time"] != "none"
    }
    big = text("screen.takes", time=time(lengths["promise"])) if "promise" in lengths else text("screen.takes_open")
    law = [text("screen.law", time=time(lengths["statute"]))] if "statute" in lengths else []
    fee = told["fee"]["yuan"] if told["fee"] else None
    return {"big": big, "lines": law, "fee": yuan(fee) if fee is not None else text("screen.fee_open")}


def receipt(case: Dossier, visit: list[Case], due: Decimal) -> Json:
    """After handing in: the number, what happens next, and what the whole visit comes to."""
    running = Running(case)
    name = choose({"zh": case.terms.name.get("zh") or case.case.service, "en": case.terms.name.get("en") or ""})
    day = running.due("promise") or running.due("statute") or running.due("notice")
    return {
        "kind": "receipt",
        "title": text("screen.handed_in"),
        "who": f"{name}　{reference(case.number or '')}",
        "big": text("screen.until", day=days.long_day(day)) if day else text("screen.takes_open"),
        "lines": [text("screen.next")],
        "fee": yuan(due),
        "cases": [{"title": name_of(one), "more": reference(one.number or "")} for one in visit if one.number],
    }


def name_of(case: Case) -> str:
    named: Json = (case.terms or {}).get("name") or {}
    return choose({"zh": named.get("zh") or case.service, "en": named.get("en") or ""})

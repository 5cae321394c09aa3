"""What stands beside the form of the counter: what registers told, what the rules say so far, fee and time."""

from typing import Any

from yimen.channels.hall.draft_form import Sheet
from yimen.core.cases.advising import SAID_HERE
from yimen.core.services.absent import UNKNOWN
from yimen.web import days
from yimen.web.formats import time, yuan
from yimen.web.laws import cited
from yimen.web.sources import source_name
from yimen.web.values import worded
from yimen.web.words import choose, text

Json = dict[str, Any]
STATES = {"ok": "ok", "officer": "us", "refuse": "turn"}


def known(sheet: Sheet) -> list[Json]:
    """We already have this: nobody is asked again. Nothing secret, and nothing that is only worked out."""
    case = sheet.case.case
    rows: list[Json] = [
        {
            "label": text("intake.applicant"),
            "value": case.applicant_name,
            "source": source_name("market" if case.organisation_id else "population"),
        }
    ]
    for name, declared in sheet.edition.service.facts.items():
        if name not in sheet.facts or name in sheet.edition.tainted or (declared.derivation and not declared.of):
            continue
        fact = sheet.facts[name]
        if fact.value is UNKNOWN or fact.source in SAID_HERE or "." not in fact.source:
            continue
        rows.append(
            {
                "label": choose(declared.zh),
                "value": worded(sheet.edition, name, fact.value),
                "source": source_name(fact.source),
                "at": days.moment(fact.at),
            }
        )
    return rows


def verdict(sheet: Sheet) -> Json:
    applying = sheet.advice["may_apply"]
    if applying is None:
        return {"state": "us", "title": text("intake.verdict.open"), "more": "", "then": "open"}
    said = [choose(one) for one in (applying.get("say"), applying.get("next")) if one]
    law = cited(applying.get("law"))
    return {
        "state": STATES[applying["then"]],
        "title": text(f"intake.verdict.{applying['then']}"),
        "more": " ".join([*said, law]).strip(),
        "then": applying["then"],
    }


def summary_of(sheet: Sheet) -> list[Json]:
    told = sheet.advice
    fee = told["fee"]["yuan"] if told["fee"] else None
    rows = [{"label": text("intake.fee"), "value": yuan(fee) if fee is not None else text("intake.later")}]
    for kind in ("promise", "statute"):
        one = told["time"].get(kind)
        if one and one["time"] != "none":
            rows.append({"label": text(f"desk.head.{kind}"), "value": time(one["time"])})
    return rows

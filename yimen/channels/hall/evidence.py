"""Facts beside rules: every row of the edition that was tried, as true, false or unknown, with what it read, from where and since when.

What is shown of secret facts hangs on the power `see_secret`: without it the public path is all there is, as the applicant has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Sheet
from yimen.core.cases.sheets import Opened, WholeCase, sheet_of
from yimen.core.places.clock import CHINA
from yimen.core.places.law import UNCHECKED
from yimen.core.places.law_book import law_book
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Fact, Facts
from yimen.core.services.published import NotPublished, edition_by_digest
from yimen.core.services.reasons import reason
from yimen.core.services.sheet import thaw
from yimen.web import days
from yimen.web.formats import time, yuan
from yimen.web.laws import cited
from yimen.web.sources import source_name
from yimen.web.values import worded
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
DECIDING = ("lane", "procedure", "decided_by")
FIRST = {"false": 0, "unknown": 1, "true": 2}


@dataclass(frozen=True)
class Evidence:
    """The sheet of a case and its edition; a case of another node may follow an edition that was never published here."""

    case: Dossier
    sheet: Sheet | Opened | None
    edition: Edition | None
    secret: bool

    @cached_property
    def path(self) -> list[Json]:
        advice: Json = (self.sheet.advice if self.sheet else None) or {}
        if self.secret and "officer" in advice:
            return list(advice["officer"])
        return list((advice.get("public") or advice).get("path", []))

    @cached_property
    def facts(self) -> Facts:
        assert self.edition is not None
        told: Json = ((self.sheet.facts if self.sheet else None) or {}).get("facts", {})
        case = self.case.case
        at: datetime = case.submitted_at or case.created_at
        return thaw(self.edition.service.facts, told, at.astimezone(CHINA).date(), at)

    @property
    def shown(self) -> list[str]:
        """The names of the facts that were supplied and may be seen, in the order of the file."""
        if self.edition is None:
            return []
        told = ((self.sheet.facts if self.sheet else None) or {}).get("facts", {})
        return [
            name
            for name in self.edition.service.facts
            if name in told and (self.secret or name not in self.edition.tainted)
        ]


def evidence(case: Dossier, *, secret: bool) -> Evidence:
    return Evidence(case, sheet_of(case.id), edition_of(case), secret)


def evidence_of(whole: WholeCase, *, secret: bool) -> Evidence:
    """Of a case that was read with its sheet: nothing more is asked."""
    return Evidence(whole.dossier, whole.sheet, edition_of(whole.dossier), secret)


def edition_of(case: Dossier) -> Edition | None:
    try:
        return edition_by_digest(case.case.edition)
    except NotPublished:
        return None


def rules(of: Evidence) -> list[Json]:
    """What does not hold comes first, then what nobody knows, then what holds."""
    return sorted(
        (rule(of, step, n) for n, step in enumerate(of.path, 1) if worth(step)), key=lambda one: FIRST[one["truth"]]
    )


def worth(step: Json) -> bool:
    """Rows about the conditions always; of other tables who decides and how, and whatever nobody knows. Materials have their own list."""
    if step["table"] == "may_apply":
        return True
    return step["verdict"] in ("unknown", "to_check") or (step["table"] in DECIDING and step["verdict"] == "true")


def rule(of: Evidence, step: Json, number: int) -> Json:
    hit = step["verdict"]
    return {
        "truth": truth(step),
        "code": f"R{number}",
        "title": title(step, hit),
        "source": one_source(step),
        "note": " ".join(part for part in (note(of, step), law(step)) if part),
    }


def law(step: Json) -> str:
    """The article, with an honest mark where it has not been checked."""
    unchecked = step.get("mark") == "K" and step["law"] not in (None, UNCHECKED)
    return cited(step["law"]) + (text("hall.unchecked") if unchecked else "")


def truth(step: Json) -> str:
    """Is the condition met? A row that refuses and hits is a condition that is not met; one that hands over to officers is open."""
    hit = step["verdict"]
    if hit in ("unknown", "to_check"):
        return "unknown"
    if step["table"] != "may_apply" or step["then"] == "ok":
        return "true"
    if hit == "false":
        return "true"
    return "false" if step["then"] == "refuse" else "unknown"


def title(step: Json, hit: str) -> str:
    item = text("hall.rule.item", item=step["item"]) if step.get("item") else ""
    found = reason(law_book(), step["why"]) if step.get("why") else None
    said = choose({"zh": found.zh, "en": found.en}) if found else ""
    if step["table"] != "may_apply":
        return item + text("hall.rule.chosen", table=table_name(step["table"]), then=outcome(step))
    if step["then"] == "ok":
        return item + text("hall.rule.ok")
    key = {"true": "hit", "false": "not_hit"}.get(hit, "open")
    return item + text(f"hall.rule.{key}", what=said.rstrip("。."))


def table_name(table: str) -> str:
    """fee.card is a fee; materials.photo a material."""
    head = table.partition(".")[0]
    return text(f"hall.table.{head}") if knows(f"hall.table.{head}") else table


def outcome(step: Json) -> str:
    then = step["then"]
    if not isinstance(then, str):
        return (
            text("hall.then.yes" if then else "hall.then.no") if isinstance(then, bool) or then is None else str(then)
        )
    if then.endswith(" yuan"):
        return yuan(then.removesuffix(" yuan"))
    if then[:1].isdigit() or then == "at once":
        return time(then)
    return text(f"hall.then.{then}") if knows(f"hall.then.{then}") else then


def note(of: Evidence, step: Json) -> str:
    alone = bool(one_source(step))
    return text("hall.semicolon").join(read(of, name, one, alone=alone) for name, one in step["facts"].items())


def one_source(step: Json) -> str:
    """The register on which the whole row rests; nothing where there are several."""
    found = {said_by(one["source"]) for one in step["facts"].values()}
    return found.pop() if len(found) == 1 else ""


def read(of: Evidence, name: str, one: Json, *, alone: bool) -> str:
    """户籍地：示例省示例市 · 人口库 今天 09:40."""
    named = choose(of.edition.service.facts[name].zh) if of.edition and name in of.edition.service.facts else name
    return text("hall.fact", name=named, value=value(of, name, one), source=source(one, alone=alone))


def value(of: Evidence, name: str, one: Json) -> str:
    if one.get("secret"):
        if of.edition is None or not of.secret:
            return text("hall.value.secret")
        return worded(of.edition, name, of.facts[name].value)
    if one.get("silence"):
        return (
            text(f"hall.silence.{one['silence']['why']}")
            if knows(f"hall.silence.{one['silence']['why']}")
            else text("hall.silence.down")
        )
    return worded(of.edition, name, one.get("value")) if of.edition else str(one.get("value"))


def source(one: Json, *, alone: bool) -> str:
    at = days.moment(datetime.fromisoformat(one["at"]))
    return at if alone else f"{said_by(one['source'])} {at}"


def said_by(source: str) -> str:
    """At the desk “you” is not the applicant."""
    return text(f"hall.source.{source}") if knows(f"hall.source.{source}") else source_name(source)


def facts(of: Evidence) -> list[Json]:
    """What is known, each with its source and since when; of a record what is read from it."""
    return [line(of, name, of.facts[name]) for name in of.shown]


def line(of: Evidence, name: str, fact: Fact) -> Json:
    assert of.edition is not None
    declared = of.edition.service.facts[name]
    secret = name in of.edition.tainted
    return {
        "label": choose(declared.zh) + (text("hall.secret_mark") if secret else ""),
        "value": worded(of.edition, name, fact.value),
        "source": said_by(fact.source),
        "at": days.moment(fact.at),
    }


def registers(of: Evidence) -> list[Json]:
    """Every register that was asked, and whether it answered."""
    found: dict[str, Json] = {}
    for name in of.shown:
        fact = of.facts[name]
        asked = fact.silence.source if fact.silence else fact.source
        if "." not in asked:
            continue
        key = source_name(asked)
        if fact.silence or key not in found:
            state = "bad" if fact.silence else "ok"
            found[key] = {
                "name": key,
                "state": state,
                "text": text("hall.silence.short" if fact.silence else "desk.up"),
            }
    return list(found.values())


def open_rules(of: Evidence) -> Iterator[Json]:
    """The rows that do not hold or are not known, for the composer of a notice and the reasons of a refusal."""
    return (step for step in of.path if step["table"] == "may_apply" and truth(step) != "true")

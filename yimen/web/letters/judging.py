"""How it was judged, in a letter: each public rule with its outcome, the sources of its facts with their day, the article, the edition."""

from datetime import datetime

from yimen.core.places.law_book import law_book
from yimen.core.services.reasons import reason
from yimen.web import days
from yimen.web.laws import cited
from yimen.web.letters.parts import Content, Json, Part
from yimen.web.sources import source_name
from yimen.web.words import choose, knows, text


def judged(of: Content) -> Part:
    """The receipt of the decision: each public rule, its outcome, the facts with their registers, the article."""
    rows = [line for step in of.path if (line := judged_row(step, of.row.issued_at))]
    if not rows:
        return None
    heads = [text(f"letter.judged.{head}") for head in ("rule", "outcome", "facts", "law")]
    table = {"caption": text("letter.title.judged"), "heads": heads, "rows": rows}
    by = text("letter.judged.by_rule") if of.data["role"] == "rule" else text("letter.judged.by_person")
    return {"title": text("letter.title.judged"), "table": table, "last": [by, *by_which_rules(of)]}


def by_which_rules(of: Content) -> list[str]:
    """The edition by its digest, with the packs that changed it: whoever has the published rules can go through them again."""
    packs = sorted({step["pack"] for step in of.path if step.get("pack")})
    told = text("letter.judged.edition", digest=of.row.case.edition[:16])
    return [told, *([text("letter.judged.packs", list=text("list.comma").join(packs))] if packs else [])]


def judged_row(step: Json, at: datetime) -> list[str] | None:
    """In the words of the moment at which the paper was issued."""
    found = reason(law_book(), step["why"], at) if step.get("why") else None
    if found is None:
        return None
    sources = dict.fromkeys(looked_up(fact) for fact in step["facts"].values() if fact.get("source"))
    outcome = text(f"letter.judged.{step['verdict']}") if knows(f"letter.judged.{step['verdict']}") else ""
    return [choose({"zh": found.zh, "en": found.en}), outcome, text("list.comma").join(sources), cited(step.get("law"))]


def looked_up(fact: Json) -> str:
    """Where a fact comes from, and on which day it was read there."""
    at = fact.get("at")
    return source_name(fact["source"]) + (text("letter.judged.at", day=on_day(at)) if at else "")


def on_day(at: str) -> str:
    return days.long_day(datetime.fromisoformat(at))

"""The list of materials of a case: handed in, told by a register, owed, or still missing."""

from typing import Any

from yimen.channels.hall.evidence import Evidence
from yimen.core.cases.terms import Material
from yimen.web.words import choose, text

Json = dict[str, Any]


def materials(of: Evidence) -> list[Json]:
    return [row(of, one) for one in of.case.terms.materials if one.status != "not_needed"]


def row(of: Evidence, one: Material) -> Json:
    key = standing(of, one)
    state = {"here": "ok", "fetched": "ok", "owed": "turn", "missing": "bad", "counter": "turn", "seen": "ok"}[key]
    return {"title": material_name(of, one), "tag": {"text": text(f"hall.material.{key}"), "state": state}}


def standing(of: Evidence, one: Material) -> str:
    """What can only be brought to a counter has no file, an officer sees it."""
    if one.status == "fetched":
        return "fetched"
    if any(document.material == one.id and document.usable for document in of.case.documents):
        return "here"
    if any(owed.material == one.id for owed in of.case.owed):
        return "owed"
    if seen_at_counter(of, one):
        return "seen"
    return "missing" if "upload" in one.get else "counter"


def seen_at_counter(of: Evidence, one: Material) -> bool:
    """Attendance says which originals an officer has looked at."""
    came = of.case.last("attend")
    shown = str((came.said or {}).get("shown", "")) if came else ""
    return one.zh in shown or material_name(of, one) in shown


def material_name(of: Evidence, one: Material) -> str:
    found = next((m for m in (of.edition.service.materials if of.edition else ()) if m.id == one.id), None)
    return choose(found.zh) if found else one.zh

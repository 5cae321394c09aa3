"""From advice to terms: what the edition lays down for one case, without anything about the person."""

from datetime import date
from typing import Any

from yimen.core.cases.pledges import text_of
from yimen.core.cases.terms import Body, Granted, Material, Terms, TimeTerm
from yimen.core.cases.vocabulary import Json
from yimen.core.services.absent import Absent
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.language import Service

NONE = "none"  # the law gives no limit: said, never borrowed


def terms_of(advice: Json, edition: Edition, facts: Facts) -> Terms:
    """The terms in an answer of advise(). What a missing fact leaves open stays open: an officer decides."""
    service, may_apply, decided = edition.service, advice["may_apply"] or {}, advice["decided_by"] or {}
    result, times = advice["result"] or {}, advice["time"]
    door = advice["channels"].get(advice["channel"]) or {}
    return Terms(
        name={"zh": service.name.zh, "en": service.name.en},
        procedure=advice["procedure"] or service.procedure[-1].then,
        then=may_apply.get("then", ""),
        why=may_apply.get("why") or "",
        ask=[one["fact"] for one in advice["ask"] if one["how"] == "question"],
        lane=advice["lane"] or "officer",
        do=door.get("do", "apply"),
        statute=time_term(times["statute"]),
        promise=time_term(times["promise"]),
        correction=time_term(times.get("correction")),
        extension=time_term(advice["extension"]),
        region=decided.get("region") or "",
        within=time_term({**decided, "time": decided["within"]}) if decided.get("within") else None,
        **others(decided, advice["bodies"] or {}),
        authority=(advice["authority"] or {}).get("key", service.authority),
        law=list(service.law),
        materials=[material(one, service) for one in advice["materials"]],
        fee=advice["fee"]["yuan"] if advice["fee"] else None,
        certificates=granted(advice, edition, facts),
        renews_until=last_day_of(facts, service.result.renews if service.result else None),
        letter=result.get("letter", ""),
        pledge=text_of(service, facts.on) if advice["procedure"] == "pledge" else "",
        broken=(service.pledge.broken or "") if service.pledge else "",
        deliver=list(advice["deliver"]),
    )


def others(decided: Json, asked: Json) -> Json:
    """The parts of other authorities: the level that examines first, and the bodies that are asked, each with its time."""
    first = decided.get("first") or {}
    within = time_term({**decided, "starts": first["starts"], "time": first["within"]}) if first.get("within") else None
    bodies = [Body(**one) for one in asked.get("asked", ())]
    return {
        "first_region": first.get("region") or "", "first_within": within, "bodies": bodies,
        "bodies_within": time_term(asked.get("within")),
    }  # fmt: skip


def time_term(told: Json | None) -> TimeTerm | None:
    """None for no limit at all."""
    if not told or told["time"] == NONE:
        return None
    return TimeTerm(
        time=told["time"], starts=told.get("starts") or "accept", stops=told.get("stops") or "decide",
        law=told.get("law") or "", mark=told.get("mark") or "S",
    )  # fmt: skip


def material(told: Json, service: Service) -> Material:
    signs = next((one.signs for one in service.materials if one.id == told["id"]), None)
    return Material(
        id=told["id"], zh=told["zh"], status=told["status"], may_be_owed=told["may_be_owed"], get=list(told["get"]),
        law=told["law"] or "", mark=told["mark"], signs=signs or "",
    )  # fmt: skip


def last_day_of(facts: Facts, name: str | None) -> str:
    """The day on which the licence ends that is to be renewed, as far as it is known."""
    value = facts[name].value if name else None
    return value.isoformat() if isinstance(value, date) else ""


def granted(advice: Json, edition: Edition, facts: Facts) -> list[Granted]:
    """One certificate an item; without items one, for as long as the edition says: a service without such a table sets no end."""
    result = edition.service.result
    if result is None or result.certificate is None:
        return []
    valid = advice["valid_for"] if edition.service.valid_for else NONE
    chosen = options_chosen(facts)
    items = list(valid) if isinstance(valid, dict) else list(chosen) or [""]
    return [
        Granted(
            kind=result.certificate, item=item, option=chosen.get(item, ("", ""))[1], replaces=result.replaces,
            valid_for=(valid.get(item) if isinstance(valid, dict) else valid) or "",
            open=item not in chosen or is_open(advice, *chosen[item], item),
        )
        for item in items
    ]  # fmt: skip


def options_chosen(facts: Facts) -> dict[str, tuple[str, str]]:
    """What was chosen from the options of the service, by item: the list and the code."""
    for name, declared in facts.declared.items():
        if isinstance(declared.choices, str) and name in facts:
            value: Any = facts[name].value
            by_item = value if isinstance(value, dict) else {"": value} if isinstance(value, str) else {}
            return {
                str(item): (declared.choices, str(one)) for item, one in by_item.items() if not isinstance(one, Absent)
            }
    return {}


def is_open(advice: Json, listed: str, code: str, item: str) -> bool:
    """May this person choose it? Lists that differ from item to item are maps by item."""
    told = advice["options"].get(listed, [])
    offered = told.get(item, []) if isinstance(told, dict) else told
    return any(one["code"] == code and one["open"] for one in offered)

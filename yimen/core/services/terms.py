"""The terms of a case: what it costs, the two clocks, and how long the certificate is valid."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yimen.core.places.times import parse_time
from yimen.core.places.working_days import WorkingDays, due
from yimen.core.services.absent import Absent
from yimen.core.services.facts import Facts
from yimen.core.services.items import NOBODY
from yimen.core.services.language import Body, Row
from yimen.core.services.types import plain
from yimen.core.services.walk import Json, Key, Rows, Walk

LEVELS = ("here", "city", "province")  # from the lowest to the highest
NO_TIME = "none"  # no limit in law, or no end of validity: said, never borrowed by analogy


def yuan(text: str) -> Decimal:
    """ "15 yuan" or "12.50 yuan". Raises ValueError for anything else."""
    amount, _, unit = text.partition(" ")
    if unit != "yuan" or not amount.replace(".", "", 1).isdecimal():
        raise ValueError("an amount like “15 yuan” or “12.50 yuan”")
    return Decimal(amount).quantize(Decimal("0.01"))


def fee(walk: Walk) -> Json | None:
    """The sum and its items; None while a fact is missing that decides an amount."""
    found = {item: walk.rows(f"fee.{item}") for item in walk.edition.service.fee}
    known = {item: complete(rows) for item, rows in found.items()}
    if any(rows is None for rows in known.values()):
        return None
    items = [fee_item(item, rows) for item, rows in known.items() if rows]
    return {"yuan": f"{sum((Decimal(one['yuan']) for one in items), Decimal(0)):.2f}", "items": items}


def complete(rows: Rows | None) -> dict[Key, Row] | None:
    """The rows of all items, or None if one is missing."""
    if rows is None or None in rows.values():
        return None
    return {key: row for key, row in rows.items() if row and key != NOBODY}


def fee_item(item: str, rows: Mapping[Key, Row]) -> Json:
    first = next(iter(rows.values()))
    amounts = {key: yuan(row.then) for key, row in rows.items()}
    told: Json = {
        "item": item,
        "yuan": f"{sum(amounts.values(), Decimal(0)):.2f}",
        "law": first.law,
        "mark": first.mark,
    }
    return told if None in rows else told | {"items": {key: f"{one:.2f}" for key, one in amounts.items()}}


def time(walk: Walk, at: datetime, days: WorkingDays) -> Json:
    """Both clocks with their last days, as if the case were submitted and accepted at `at`."""
    kinds = [
        kind for kind in ("statute", "promise", "correction") if kind != "correction" or walk.has("time.correction")
    ]
    return {kind: limit(walk, f"time.{kind}", at.date(), days) for kind in kinds}


def limit(walk: Walk, table: str, start: date, days: WorkingDays) -> Json | None:
    row = walk.row(table, walk.facts, passing=True) if walk.has(table) else None
    if row is None:
        return None
    last = None if row.then == NO_TIME else due(start, parse_time(row.then), days)
    return {
        "time": row.then,
        "starts": row.starts or "accept",
        "stops": row.stops or "decide",
        "due": last and last.day.isoformat(),
        "provisional": bool(last and last.provisional),
        "law": row.law,
        "mark": row.mark,
        "pack": next((one["pack"] for one in reversed(walk.path) if one["table"] == table), None),
    }


def extension(walk: Walk) -> Json | None:
    row = walk.row("time.extension", walk.facts, passing=True) if walk.has("time.extension") else None
    return {"time": row.then, "law": row.law, "mark": row.mark} if row and row.then != NO_TIME else None


def decided_by(walk: Walk) -> Json | None:
    """The region whose authority decides; None in it while the fact that names it is unknown. `first` is a lower level that examines."""
    row = walk.row("decided_by", walk.facts) if walk.has("decided_by") else None
    if row is None:
        return None
    told: Json = {"region": place_of(walk, row.then), "within": row.within, "law": row.law, "mark": row.mark}
    if row.examined_by:
        first = {
            "region": place_of(walk, row.examined_by),
            "within": row.examined_within,
            "starts": row.starts or "accept",
        }
        told["first"] = first
    return told


def place_of(walk: Walk, then: str) -> str | None:
    """The place of a level around the accepting one, or what a fact names."""
    here, regions = walk.place.here, walk.book.regions
    if then in LEVELS:
        return {"here": here, "city": regions.city_of(here), "province": regions.province_of(here)}[then] or here
    value = walk.facts[then].value
    if isinstance(value, Absent):
        walk.ask(then, None, "decided_by")
        return None
    return str(value)


def bodies(walk: Walk) -> Json | None:
    """The authorities that are asked, each with its place, and their one time; None where nobody is."""
    asked = [one for one in walk.edition.service.bodies if heard(walk, one)]
    if not asked:
        return None
    row = walk.row("time.bodies", walk.facts, passing=True) if walk.has("time.bodies") else None
    within = {"time": row.then, "law": row.law, "mark": row.mark} if row else None
    listed = [
        {"authority": one.authority, "region": place_of(walk, one.at), "law": one.law, "mark": one.mark}
        for one in asked
    ]
    return {"asked": listed, "within": within}


def heard(walk: Walk, one: Body) -> bool:
    row = walk.row(f"bodies.{one.authority}", walk.facts, passing=True) if walk.has(f"bodies.{one.authority}") else None
    return row is not None and row.then == "ask"


def valid_for(walk: Walk) -> Any:
    """A period (“10 years”), a day, “none” for no end, or a map of these by item; None while unknown."""
    rows = walk.rows("valid_for", passing=True) if walk.has("valid_for") else None
    if not rows:
        return None
    shared = rows.get(None)
    item = item_of_choice(walk) if shared and shared.then == "as_option" else None
    if item:
        return {key: validity(walk, shared, key) for key in walk.keys(item)}
    if None in rows:
        return validity(walk, shared, None)
    return {key: validity(walk, row, key) for key, row in rows.items() if key != NOBODY}


def item_of_choice(walk: Walk) -> str | None:
    """The `item_of` fact of a choice that differs from item to item."""
    return next((walk.edition.item_facts[one] for one in choosing(walk) if one in walk.edition.item_facts), None)


def choosing(walk: Walk) -> list[str]:
    """The facts whose choices are a list of options."""
    return [name for name, declared in walk.edition.service.facts.items() if isinstance(declared.choices, str)]


def validity(walk: Walk, row: Row | None, key: Key) -> Any:
    if row is None:
        return None
    facts = seen_from(walk, key)
    if row.then != "as_option":
        return period(walk, row.then, facts)
    for name in choosing(walk):
        chosen = facts[name].value
        told = next((one.valid_for for _, one, _ in walk.edition.options if one.code == chosen), None)
        if told:
            return period(walk, told, facts)
    return None


def seen_from(walk: Walk, key: Key) -> Facts:
    items = set(walk.edition.item_facts.values())
    return next((view for item in items for one, view in walk.views(item) or [] if one == key), walk.facts)


def period(walk: Walk, text: str, facts: Facts) -> Any:
    """A fact's value where the text names a fact, else the text itself."""
    if text not in walk.edition.service.facts:
        return text
    value = facts[text].value
    return None if isinstance(value, Absent) else plain(value)

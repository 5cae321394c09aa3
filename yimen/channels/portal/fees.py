"""What it costs: the sum of this person, or the price list while choices are missing – the rows of the edition that hold today and here."""

from decimal import Decimal
from typing import Any

from yimen.core.services.editions import Edition
from yimen.core.services.tables import Place, Standing
from yimen.core.services.terms import yuan as amount_of
from yimen.web.formats import yuan
from yimen.web.laws import cited
from yimen.web.words import choose, text

Json = dict[str, Any]


def rows_of(edition: Edition, place: Place) -> list[Standing]:
    """All fee rows in force, in the order in which they are tried."""
    tables = [edition.tables[name] for name in edition.tables if name.startswith("fee.")]
    return [row for table in tables for row in table if place.in_force(row)]


def amounts(edition: Edition, place: Place) -> list[Decimal]:
    return sorted({amount_of(one.row.then) for one in rows_of(edition, place)})


def gist(edition: Edition, place: Place, advice: Json) -> str:
    """15 元; 15 元到 30 元; 免费."""
    if advice["fee"] is not None:
        return yuan(advice["fee"]["yuan"])
    found = amounts(edition, place)
    if not found:
        return text("format.free")
    if not found[0] and len(found) > 1:
        return text("fees.at_most", most=yuan(found[-1]))
    return yuan(found[0]) if len(found) == 1 else text("fees.range", least=yuan(found[0]), most=yuan(found[-1]))


def price_list(edition: Edition, place: Place) -> Json | None:
    """A table of what each case costs; None where there is only one price."""
    found = rows_of(edition, place)
    if len({one.row.then for one in found}) < 2:
        return None
    rows = [[condition(edition, one), yuan(amount_of(one.row.then))] for one in found]
    return {"caption": text("fees.caption"), "heads": [text("fees.kind"), text("fees.price")], "rows": rows}


def condition(edition: Edition, standing: Standing) -> str:
    """When a row holds, in words: the choices it names; everything else is “otherwise”."""
    parts = [part for name, cell in standing.conditions if (part := cell_in_words(edition, name, cell))]
    return text("fees.and").join(parts) or text("fees.otherwise")


def cell_in_words(edition: Edition, name: str, cell: Any) -> str:
    declared = edition.service.facts[name]
    if isinstance(cell, bool):
        return text("fees.yes" if cell else "fees.no", fact=choose(declared.zh))
    named = edition.choices(name) if declared.type in ("choice", "choices") else {}
    codes = [one for one in (cell if isinstance(cell, list) else [cell]) if one in named]
    return text("list.comma").join(dict.fromkeys(choose(named[code]) for code in codes))


def note(edition: Edition, place: Place, advice: Json) -> str:
    """How and when it is paid, and who says how much."""
    if advice["fee"] is not None and Decimal(advice["fee"]["yuan"]) == 0:
        laws = laws_of(edition, place)
        return text("fees.free_by", law=laws[0]) if laws else text("fees.free")
    return text("fees.how")


def laws_of(edition: Edition, place: Place) -> list[str]:
    return list(dict.fromkeys(law for one in rows_of(edition, place) if (law := cited(one.row.law))))

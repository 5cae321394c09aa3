"""Alterations in words: what it was about, and each column before and after."""

from typing import Any

from yimen.core.administration.altering import rows_in
from yimen.core.administration.columns import COLUMNS
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.tables import Row
from yimen.core.people.actors import RULE
from yimen.web import days
from yimen.web.language import in_script
from yimen.web.words import knows, text

Json = dict[str, Any]
SHOWN = 3  # rows named in a list


def line(one: Alteration) -> Json:
    """One line of the list."""
    rows = rows_in(one)
    named = text("list.comma").join(dict.fromkeys(about(row) for row in rows[:SHOWN]))
    more = text("house.and_more", n=len(rows) - SHOWN) if len(rows) > SHOWN else ""
    tag = {"state": "hold", "text": text("house.undone")} if undone(one) else None
    return {"href": f"/desk/house/alterations/{one.id}/", "title": named + more, "more": who(one), "tag": tag}


def undone(one: Alteration) -> bool:
    return hasattr(one, "undone_by")


def who(one: Alteration | Proposal) -> str:
    agreed = getattr(one, "agreed_by", "")
    key = "house.by_two" if agreed else "house.by"
    return text(key, at=days.moment(one.at), badge=name_of(one.by), agreed=agreed, why=one.why)


def name_of(by: str) -> str:
    """The badge in full: these are the people that an administrator keeps. What a command on the machine did has no badge."""
    return text("house.the_machine") if by == RULE.id else by


def waiting(one: Proposal) -> Json:
    named = text("list.comma").join(dict.fromkeys(about(row) for row in rows_in(one)[:SHOWN]))
    tag = {"state": "turn", "text": text("house.waits")}
    return {"href": f"/desk/house/proposals/{one.id}/", "title": named, "more": who(one), "tag": tag}


def about(row: Row) -> str:
    """网点 示例大厅, 任职 w1 窗口."""
    return text("house.about", table=text(f"house.table.{row.table}"), name=named(row))


def named(row: Row) -> str:
    values = row.values
    match row.table:
        case "office":
            return in_script(values["name_zh"])
        case "staff":
            return f"{values['name']} {values['id']}"
        case "post":
            return f"{values['staff_id']} {text('hall.role.' + values['role'])}"
        case "notice":
            return f"{row.key} {values['number']}"
        case "leave":
            return str(values["officer"])
    first, *others = row.key.split("/")
    return " ".join([text(f"wordings.kind.{first}") if row.table == "wording" else first, *others])


def parts(said: Alteration | Proposal) -> list[Json]:
    """Each row: what it is about, and [column, before, after] of what differs."""
    return [{"title": about(row), "kind": kind(row), "cells": cells(row)} for row in rows_in(said)]


def kind(row: Row) -> str:
    return text("house.entered" if row.before is None else "house.removed" if row.after is None else "house.changed")


def cells(row: Row) -> list[list[str]]:
    before, after = row.before or {}, row.after or {}
    names = [name for name in (after or before) if before.get(name) != after.get(name) and name != "id"]
    return [[heading(row.table, name), shown(row.table, name, before), shown(row.table, name, after)] for name in names]


def heading(table: str, name: str) -> str:
    key = f"house.column.{table}.{name}"
    return text(key) if knows(key) else name


def shown(table: str, name: str, values: Json) -> str:
    """A value as a person reads it; a dash where there is none."""
    value = values.get(name)
    if value is None or value in ("", []):
        return "—"
    if name == "role":
        return text(f"hall.role.{value}")
    if name == "roles":
        return text("list.comma").join(text(f"hall.role.{one}") for one in value)
    if isinstance(value, bool):
        return text("field.yes" if value else "field.no")
    if isinstance(value, list) and table == "notice":
        return text("list.comma").join(value)
    column = next((one for one in COLUMNS.get(table, ()) if one.name == name), None)
    return in_script(column.said(value)) if column else str(value)

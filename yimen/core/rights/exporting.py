"""A copy of all that is held of a person (个人信息保护法§45): one zip with what machines and what people read, sealed, ready for a week."""

import html
import io
import json
import zipfile
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from yimen.core.people.acting_as import actor_for_person
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import open_, seal
from yimen.core.places.clock import now
from yimen.core.rights.models import Export
from yimen.core.rights.rooms import ROOMS, copy
from yimen.core.rights.rules import rights

Json = dict[str, Any]
PLACE = "rights_export.sealed"
TOLD = ("我填过的", "What I said in applications")
HEAD = '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>我的数据 My data</title>'
PAGE = HEAD + "<h1>我的数据 My data</h1><p>{at}</p>{rooms}</html>"


def ask(person: UUID, at: datetime | None = None) -> Export:
    """Ask for a copy; the job of the caller makes it. One that is being made is not asked for twice."""
    at = at or now()
    waiting = Export.objects.filter(person_id=person, made_at=None, asked_at__gt=at - timedelta(hours=1)).first()
    return waiting or Export.objects.create(person_id=person, asked_at=at)


def make(export: UUID, at: datetime | None = None) -> None:
    """Gather as the person, seal, and say until when it is there. Made once: a job that comes again finds it done."""
    at = at or now()
    with acting(RULE):
        row = Export.objects.get(id=export)
        if row.made_at:
            return
        person = actor_for_person(row.person_id)
        with acting(person):
            packed = pack(copy(row.person_id), at)
        ends = at + timedelta(days=rights().export.time.n)
        Export.objects.filter(id=export, made_at=None).update(made_at=at, ends=ends, sealed=seal(packed, PLACE))


def pack(rooms: dict[str, list[Json]], at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        made = {"made_at": at.isoformat(), "law": rights().law.see, "rooms": rooms}
        file.writestr("data.json", json.dumps(made, ensure_ascii=False, indent=1, default=plain))
        file.writestr("index.html", page(rooms, at))
    return out.getvalue()


def plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def page(rooms: dict[str, list[Json]], at: datetime) -> str:
    shown = [
        f"<h2>{html.escape(' '.join(name(room)))} · {len(rows)}</h2>" + table(rows) for room, rows in rooms.items()
    ]
    return PAGE.format(at=plain(at), rooms="".join(shown))


def name(room: str) -> tuple[str, str]:
    return (ROOMS[room].zh, ROOMS[room].en) if room in ROOMS else TOLD


def table(rows: list[Json]) -> str:
    if not rows:
        return "<p>—</p>"
    heads = "".join(f"<th>{html.escape(head)}</th>" for head in rows[0])
    lines = "".join("<tr>" + "".join(f"<td>{cell(value)}</td>" for value in row.values()) + "</tr>" for row in rows)
    return f"<table border><tr>{heads}</tr>{lines}</table>"


def cell(value: object) -> str:
    return "" if value is None else html.escape(plain(value))


def contents(export: Export, at: datetime | None = None) -> bytes | None:
    """The zip; None where it is not made yet, or its week is over."""
    if export.sealed is None or export.ends is None or export.ends <= (at or now()):
        return None
    return open_(bytes(export.sealed), PLACE)


def mine(person: UUID) -> list[Export]:
    return list(Export.objects.filter(person_id=person).defer("sealed").order_by("-asked_at")[:10])


def forget(at: datetime | None = None) -> int:
    """Empty what has lain ready long enough."""
    return Export.objects.filter(ends__lt=at or now(), sealed__isnull=False).update(sealed=None)

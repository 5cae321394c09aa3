"""How long it takes: the statute and the promise, as bars, in a word, and with their last days if one applied today."""

from datetime import date
from typing import Any

from yimen.channels.portal.fees import condition
from yimen.core.places.times import parse_time
from yimen.core.services.editions import Edition
from yimen.core.services.tables import Place, Standing
from yimen.web import days
from yimen.web.formats import time
from yimen.web.laws import cited
from yimen.web.words import text

Json = dict[str, Any]
KINDS = ("statute", "promise")
LONGEST = 0.45  # of the room: the words stand beside it
CALENDAR_DAYS = {"working": 1.4, "calendar": 1.0, "month": 30.4, "year": 365.0}
STATES = {"statute": "hold", "promise": "turn"}


def bars(advice: Json) -> list[Json]:
    """{label, text, share, state} of each limit, longest first."""
    limits = [(kind, advice["time"][kind]) for kind in KINDS if advice["time"].get(kind)]
    longest = max((length(limit["time"]) for _, limit in limits), default=0) or 1
    return [
        {
            "label": text(f"times.{kind}"),
            "text": said(limit),
            "share": LONGEST * length(limit["time"]) / longest,
            "state": STATES[kind],
        }
        for kind, limit in limits
    ]


def length(limit: str) -> float:
    if limit in ("none", "at once"):
        return 0.0
    parsed = parse_time(limit)
    return parsed.n * CALENDAR_DAYS[parsed.unit]


def said(limit: Json) -> str:
    return (
        time(limit["time"]) if limit["time"] in ("none", "at once") else text("times.within", time=time(limit["time"]))
    )


def gist(edition: Edition, place: Place, advice: Json) -> list[str]:
    """The promise, else the statute; while choices are missing from the shortest to the longest."""
    limit = advice["time"].get("promise") or advice["time"].get("statute")
    if limit:
        return [time(limit["time"])]
    found = sorted({one.row.then for one in rows_of(edition, place, "promise")}, key=length)
    if not found:
        return [text("times.depends")]
    return [time(found[0]) if len(found) == 1 else text("times.range", least=time(found[0]), most=time(found[-1]))]


def rows_of(edition: Edition, place: Place, kind: str) -> list[Standing]:
    return [row for row in edition.tables.get(f"time.{kind}", []) if place.in_force(row)]


def table(edition: Edition, place: Place, advice: Json) -> Json | None:
    """What applies in each case, while choices are missing; None once the times are known."""
    if any(advice["time"].get(kind) for kind in KINDS):
        return None
    found: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        for row in rows_of(edition, place, kind):
            found.setdefault(condition(edition, row), {}).setdefault(kind, time(row.row.then))
    rows = [[case, limits.get("promise", ""), limits.get("statute", "")] for case, limits in found.items()]
    heads = [text("fees.kind"), text("times.promise"), text("times.statute")]
    return {"caption": text("times.caption"), "heads": heads, "rows": rows} if rows else None


def note(advice: Json) -> str:
    """The last days if one applied today, and from when they count."""
    due = {kind: advice["time"][kind]["due"] for kind in KINDS if (advice["time"].get(kind) or {}).get("due")}
    if not due:
        return text("times.no_day") if advice["time"].get("promise") or advice["time"].get("statute") else ""
    parts = [text(f"times.{kind}_by", day=days.day(date.fromisoformat(last))) for kind, last in due.items()]
    provisional = any(advice["time"][kind]["provisional"] for kind in due)
    starts = (advice["time"].get("promise") or advice["time"]["statute"])["starts"]
    said_all = [text("times.today", what=text("times.and").join(parts)), text(f"times.from_{starts}")]
    return "".join([*said_all, text("clock.provisional") if provisional else ""])


def laws(advice: Json) -> list[str]:
    """The articles that set the times."""
    found = (cited((advice["time"].get(kind) or {}).get("law")) for kind in KINDS)
    return [law for law in found if law]

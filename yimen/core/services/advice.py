"""Advice: everything a door needs to know about one applicant and one service, before any case exists.

The answer is plain JSON and stable for integrators: dates ISO 8601, money in yuan with two decimals as text, one thing per
item as a map by item. `refuse` in it is advice, never a decision: nobody is kept from applying.
"""

from collections.abc import Iterable
from datetime import date, datetime

from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.absent import Absent
from yimen.core.services.checklist import materials
from yimen.core.services.competence import competence
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.language import THEN, Row
from yimen.core.services.learning import asks, how_to_learn, to_check, unread
from yimen.core.services.offers import options
from yimen.core.services.reasons import reason, say
from yimen.core.services.tables import Place
from yimen.core.services.terms import bodies, decided_by, extension, fee, item_of_choice, time, valid_for
from yimen.core.services.types import plain, said_in_both
from yimen.core.services.walk import Eyes, Json, Key, Walk

__all__ = ["advise"]


def advise(
    edition: Edition,
    facts: Facts,
    *,
    on: date,
    region: str,
    channel: str,
    at: datetime,
    days: WorkingDays,
    book: LawBook,
    eyes: Eyes = "public",
) -> Json:
    """Answer for one applicant (`facts`), day of submission, accepting region and door.

    `eyes="officer"` adds the rows that read secret facts to the path, without the values of these facts.
    """
    walk = Walk(edition, facts, Place(book, on, region), eyes)
    authority = competence(book, edition.service.authority, on)
    answer = opening(walk, channel) | {"authority": authority}
    if not edition.service.valid.holds(on) or not authority["competent"]:
        key = "not_in_force" if authority["competent"] else "no_authority"
        return answer | {"may_apply": {"then": "refuse", **say(book, key), "law": None, "instead": None}}
    answer["may_apply"] = may_apply(walk)
    if answer["may_apply"] or not facts.identified:
        answer |= worked_out(walk, answer["may_apply"], at, days)
    checks = to_check(walk)
    provisional = bool(checks) or (not facts.identified and bool(walk.passed))
    return answer | {"ask": asks(walk), "to_check": checks, "provisional": provisional, "path": walk.path}


def opening(walk: Walk, channel: str) -> Json:
    """What is so for everybody, and every other key of the answer, empty."""
    edition, service = walk.edition, walk.edition.service
    doors = edition.channels(walk.place)
    here = doors.get(channel)
    answer: Json = {"service": service.service, "edition": edition.digest, "on": walk.place.on.isoformat()}
    answer |= {"region": walk.place.here, "channel": channel, "provisional": False, "may_apply": None, "to_check": []}
    answer |= {"ask": [], "options": {}, "materials": [], "fee": None, "time": {"statute": None, "promise": None}}
    answer |= dict.fromkeys(("extension", "lane", "decided_by", "bodies", "procedure", "authority"))
    answer["channels"] = {
        name: {"do": door.do, "devices": door.devices, "minutes": door.minutes} for name, door in doors.items()
    }
    answer["deliver"] = (here.deliver if here else []) or (service.result.deliver if service.result else [])
    answer["visits"] = service.visits and {"times": service.visits.times, "why": said_in_both(service.visits.why)}
    answer |= {"valid_for": None, "result": result(edition), "path": []}
    return answer


def worked_out(walk: Walk, applying: Json | None, at: datetime, days: WorkingDays) -> Json:
    """Options come first: a choice that is not open is forgotten before anything is counted from it."""
    return {
        "options": options(walk),
        "materials": materials(walk),
        "fee": fee(walk),
        "time": time(walk, at, days),
        "extension": extension(walk),
        "procedure": procedure(walk),
        "decided_by": decided_by(walk),
        "bodies": bodies(walk),
        "valid_for": valid_for(walk),
        "result": result(walk.edition, certified(walk)),
        "lane": lane(walk, applying),
    }


def worst(table: str, rows: Iterable[tuple[Key, Row]]) -> tuple[Key, Row]:
    """The least favourable of several outcomes, with its item."""
    return max(rows, key=lambda one: THEN[table].index(one[1].then))


def may_apply(walk: Walk) -> Json | None:
    """ok, officer or refuse; None while the person has something to tell or to bring. Items: the least favourable decides."""
    if not walk.has("may_apply"):
        return None
    rows = walk.rows("may_apply")
    known = [(key, row) for key, row in (rows or {}).items() if row]
    if known and (rows is None or len(known) == len(rows) or worst("may_apply", known)[1].then == "refuse"):
        return public(walk, *worst("may_apply", known))
    stops = [(ask, how_to_learn(walk, ask)) for ask in walk.asks]
    if any(entry for _, entry in stops):
        return None
    read = any(unread(walk, ask) for ask, _ in stops)
    return {
        "then": "officer",
        **say(walk.book, "officer_reads_it" if read else "cannot_look_it_up"),
        "law": None,
        "instead": None,
    }


def public(walk: Walk, key: Key, row: Row) -> Json:
    """A row that reads a secret fact shows its outcome and public reason and nothing else, not even its article."""
    answer: Json = {"then": row.then, **say(walk.book, row.why)}
    if walk.edition.secret(row.when) and walk.eyes == "public":
        return answer
    answer |= {"law": row.law, "mark": row.mark, "instead": row.instead}
    if listed := records_under(walk, row.why):
        answer["lists"] = listed
    return answer if key is None else answer | {"item": key}


def records_under(walk: Walk, why: str | None) -> Json | None:
    """The records that a reason lists, with the fields it shows."""
    found = reason(walk.book, why) if why else None
    name = found and found.lists
    declared = walk.edition.service.facts
    if found and found.show and not name:
        return facts_under(walk, found.show)
    if not found or not name or name not in declared or name in walk.edition.tainted:
        return None
    fields = declared[declared[name].parent or ""].fields
    shown = [column for column in found.show if column in fields]
    rows = [{column: plain(record.get(column)) for column in shown} for record in walk.facts.records_of(name)]
    return {"fields": {column: said_in_both(fields[column].zh) for column in shown}, "rows": rows}


def facts_under(walk: Walk, names: list[str]) -> Json | None:
    """Facts of the service that a reason shows: one row of those that are known and not secret."""
    declared, tainted = walk.edition.service.facts, walk.edition.tainted
    shown = [
        one for one in names if one in declared and one not in tainted and not isinstance(walk.facts[one].value, Absent)
    ]
    row = {one: plain(walk.facts[one].value) for one in shown}
    return (
        {"fields": {one: said_in_both(declared[one].zh) for one in shown}, "rows": [row], "facts": True}
        if row
        else None
    )


def lane(walk: Walk, applying: Json | None) -> str | None:
    """How it is decided. What no door here can tell is for an officer to see, and so is all that is not plainly allowed."""
    if not walk.has("lane"):
        return None
    before, seen = len(walk.asks), len(walk.passed)
    rows = walk.rows("lane", passing=True) or {}
    known = [(key, row) for key, row in rows.items() if row]
    if not known or len(known) < len(rows):
        return None if any(how_to_learn(walk, ask) for ask in walk.asks[before:]) else "officer"
    unsure = walk.facts.identified and len(walk.passed) > seen
    least = "officer" if unsure or (applying and applying["then"] != "ok") else "instant"
    return max(worst("lane", known)[1].then, least, key=THEN["lane"].index)


def procedure(walk: Walk) -> str | None:
    row = walk.row("procedure", walk.facts, passing=True) if walk.has("procedure") else None
    return row.then if row else None


def certified(walk: Walk) -> list[str] | None:
    """The items of which each gets a certificate of its own; None where the case gets one."""
    item = item_of_choice(walk) or (walk.edition.item_of("valid_for") if walk.has("valid_for") else None)
    return walk.keys(item) if item else None


def result(edition: Edition, items: list[str] | None = None) -> Json | None:
    told = edition.service.result
    if told is None:
        return None
    named = {"name": said_in_both(told.zh), "certificate": told.certificate, "letter": told.letter}
    return named | {"items": items}

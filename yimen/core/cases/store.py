"""The border to SQL: open (lock and read all), read, write (all at once). Each is one round trip; SQL stands in sql/*.sql."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NoSuchCase, NotNow, Why
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Work
from yimen.core.people.actors import Actor
from yimen.core.people.secrecy import open_, seal
from yimen.core.ports.statements import ask_row

PLACE = "cases_answer.body"


@dataclass(kw_only=True)
class Once:
    """A command that carries a key. `answer` makes what is kept and given again: a status and a body.

    It is made before the write, where new papers have no number yet, and is kept with a blank for each (`blank`). What the database
    then gives fills `given`, which a door sends; given again, the blanks are filled from the same numbers.
    """

    key: str
    digest: bytes  # SHA-256 of the command's body
    answer: Callable[[Dossier], tuple[int, bytes]]
    given: tuple[int, bytes] | None = None


class Before(msgspec.Struct, frozen=True):
    conflict: bool = False
    status: int = 0
    body: str = ""
    numbers: dict[str, str] | None = None


class SealedSheet(msgspec.Struct, frozen=True):
    """The columns of cases_sheet, in base64; `open_sheet` reads them."""

    facts: str
    advice: str | None = None
    pending: str | None = None


class Whole(msgspec.Struct, frozen=True):
    dossier: Dossier
    sheet: SealedSheet | None = None


class Opened(msgspec.Struct, frozen=True):
    dossier: Dossier | None = None
    serial: int | None = None
    before: Before | None = None


OPENED = msgspec.json.Decoder(Opened)
READ = msgspec.json.Decoder(Dossier)
READ_WHOLE = msgspec.json.Decoder(Whole)
BLANK = "number-of-paper:"


def open_case(case_id: UUID, by: Actor, once: Once | None = None) -> Opened:
    """Lock the case. Raises NoSuchCase, AnsweredBefore, KeyConflict."""
    found = _one("select case_open(%s, %s, %s, %s)::text", [case_id, *_claim(by, once)])
    if found is None:
        raise NoSuchCase(case_id)
    opened = OPENED.decode(found)
    answered_before(opened.before, once)
    return opened


def answered_before(before: Before | None, once: Once | None) -> None:
    if before and once:
        if before.conflict:
            raise KeyConflict(once.key)
        raise AnsweredBefore(before.status, filled(open_(unbase64(before.body), PLACE), before.numbers or {}))


def read_case(case_id: UUID) -> Dossier:
    """The case as it stands, for a page: one query, no lock. Raises NoSuchCase."""
    found = _one("select case_read(%s)::text", [case_id])
    if found is None:
        raise NoSuchCase(case_id)
    return READ.decode(found)


def read_whole(case_id: UUID) -> tuple[Dossier, SealedSheet | None]:
    """The case with its sheet, in one query. Raises NoSuchCase."""
    found = _one("select case_read(%s, true)::text", [case_id])
    if found is None:
        raise NoSuchCase(case_id)
    whole = READ_WHOLE.decode(found)
    return whole.dossier, whole.sheet


def write(work: Work, by: Actor, once: Once | None = None) -> Dossier:
    """Everything or nothing; the case with the numbers that its papers were given. Raises NotNow for a bill that paid before."""
    numbers = msgspec.json.decode(_one("select case_write(%s::jsonb)::text", [document(work, by, once)]) or "{}")
    if bill := numbers.get("taken"):
        raise NotNow("pay", [Why("bill_paid_before", {"number": bill})], [])
    if once and once.given:
        once.given = once.given[0], filled(once.given[1], numbers)
    papers = [
        msgspec.structs.replace(paper, number=numbers.get(str(paper.id), paper.number), data=None)
        for paper in work.dossier.papers
    ]
    return work.dossier.with_(papers=papers)


def document(work: Work, by: Actor, once: Once | None) -> str:
    doc: Json = {
        "case": work.dossier.case,
        "expected": work.expected,
        "events": work.events,
        "sheet": work.sheet,
        "rows": {table: list(rows.values()) for table, rows in work.rows.items()},
        "papers": list(work.papers.values()),
        "jobs": work.jobs,
        "succeeds": work.succeeds,
        "held": work.dossier.hold is not None,
        "answer": kept_answer(work.dossier, by, once) if once else None,
    }
    return msgspec.json.encode(doc).decode()


def kept_answer(dossier: Dossier, by: Actor, once: Once) -> Json:
    once.given = status, body = once.answer(blank(dossier))
    return {"actor": asker(by), "key": once.key, "status": status, "body": base64(seal(body, PLACE))}


def blank(dossier: Dossier) -> Dossier:
    """The case with a mark in the place of each number that only the database can give."""
    papers = [
        paper if paper.number else msgspec.structs.replace(paper, number=f"{BLANK}{paper.id}", data=None)
        for paper in dossier.papers
    ]
    return dossier.with_(papers=papers)


def filled(body: bytes, numbers: dict[str, str]) -> bytes:
    for paper, number in numbers.items():
        body = body.replace(f"{BLANK}{paper}".encode(), number.encode())
    return body


def begin(doc: Json, by: Actor, once: Once | None = None) -> Json | None:
    """Make a draft; {"open": [cases]} where the same person has the same service open. Raises AnsweredBefore, KeyConflict."""
    found = _one(
        "select case_begin(%s::jsonb, %s, %s, %s)::text", [msgspec.json.encode(doc).decode(), *_claim(by, once)]
    )
    told: Json | None = msgspec.json.decode(found) if found else None
    return told


def asker(by: Actor) -> str:
    return f"{by.role}:{by.id}"


def _claim(by: Actor, once: Once | None) -> list[Any]:
    return [asker(by), once.key, once.digest] if once else [None, None, None]


def _one(statement: str, values: list[Any]) -> str | None:
    row = ask_row(statement, values)
    return row[0] if row else None


def base64(value: bytes) -> str:
    return msgspec.json.encode(value).decode().strip('"')


def unbase64(text: str) -> bytes:
    return msgspec.convert(text.replace("\n", ""), bytes)


def sealed_facts(dossier: Dossier) -> Json:
    """The sheet of facts that came with the case, clear."""
    found: Json = msgspec.json.decode(open_(unbase64(dossier.facts), "cases_sheet.facts")) if dossier.facts else {}
    return found


def open_sheet(sheet: SealedSheet) -> tuple[Json, Json | None, Json | None]:
    """Facts, advice and a begun answer, clear."""
    return (
        _clear(sheet.facts, "facts") or {},
        _clear(sheet.advice, "advice"),
        _clear(sheet.pending, "pending"),
    )


def _clear(column: str | None, name: str) -> Json | None:
    found: Json | None = msgspec.json.decode(open_(unbase64(column), f"cases_sheet.{name}")) if column else None
    return found

"""The border to SQL: open (lock and read all), read, write (all at once). Each is one round trip; SQL stands in sql/*.sql."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import msgspec
import psycopg
from django.db import connection

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NoSuchCase
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Work
from yimen.core.people.actors import Actor
from yimen.core.people.secrecy import open_, seal

PLACE = "cases_answer.body"


@dataclass(kw_only=True)
class Once:
    """A command that carries a key. `answer` makes what is kept and given again: a status and a body.

    It is made before the write, where papers have no number yet; a door sends `given`, so that both times it says the same.
    """

    key: str
    digest: bytes  # SHA-256 of the command's body
    answer: Callable[[Dossier], tuple[int, bytes]]
    given: tuple[int, bytes] | None = None


class Before(msgspec.Struct, frozen=True):
    conflict: bool = False
    status: int = 0
    body: str = ""


class Opened(msgspec.Struct, frozen=True):
    dossier: Dossier | None = None
    serial: int | None = None
    before: Before | None = None


OPENED = msgspec.json.Decoder(Opened)
READ = msgspec.json.Decoder(Dossier)


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
        raise AnsweredBefore(before.status, open_(unbase64(before.body), PLACE))


def read_case(case_id: UUID) -> Dossier:
    """The case as it stands, for a page: one query, no lock. Raises NoSuchCase."""
    found = _one("select case_read(%s)::text", [case_id])
    if found is None:
        raise NoSuchCase(case_id)
    return READ.decode(found)


def write(work: Work, by: Actor, once: Once | None = None) -> Dossier:
    """Everything or nothing; the case with the numbers that its papers were given."""
    numbers = msgspec.json.decode(_one("select case_write(%s::jsonb)::text", [document(work, by, once)]) or "{}")
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
        "answer": kept_answer(work.dossier, by, once) if once else None,
    }
    return msgspec.json.encode(doc).decode()


def kept_answer(dossier: Dossier, by: Actor, once: Once) -> Json:
    once.given = status, body = once.answer(dossier)
    return {"actor": asker(by), "key": once.key, "status": status, "body": base64(seal(body, PLACE))}


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


class Prepared(psycopg.Cursor[tuple[str | None]]):
    """Values travel beside the statement, which is parsed and planned once a connection: a case is several thousand characters."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        return super().execute(query, params, **(how | {"prepare": True}))


def _one(statement: str, values: list[Any]) -> str | None:
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(Prepared(connection.connection)) as cursor:  # type: ignore[arg-type]
        cursor.execute(statement, values)
        found: tuple[str | None] = cursor.fetchone()
        return found[0]


def base64(value: bytes) -> str:
    return msgspec.json.encode(value).decode().strip('"')


def unbase64(text: str) -> bytes:
    return msgspec.convert(text.replace("\n", ""), bytes)


def sealed_facts(dossier: Dossier) -> Json:
    """The sheet of facts that came with the case, clear."""
    found: Json = msgspec.json.decode(open_(unbase64(dossier.facts), "cases_sheet.facts")) if dossier.facts else {}
    return found

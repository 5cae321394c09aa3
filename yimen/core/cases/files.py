"""Is every file still there, does it open, is it what was handed in? A loss is written beside its case: whoever sees that sees it.

A file is a row whose case is a foreign key, so a file that belongs to nothing cannot be; what can happen is the other way round:
a step names a file that is not there (a copy that never came whole), or a row no longer opens or has another digest.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection
from psycopg import sql

from yimen.core.cases.models import Document, LostFile
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import CannotOpen, open_
from yimen.core.ports.statements import ask_row

FRESH = 60.0  # seconds
BATCH = 50  # files of up to ten megabytes each are in memory at once
NEXT = """
select id, case_id, content, digest from {table} where content is not null and id > %s
    and mod(abs(hashtext(id::text)), %s) = %s order by id limit %s
"""
# What steps name by id: answers to defects, and materials that were owed.
NAMED = """
select e.case_id, named.id::uuid from cases_event e, jsonb_path_query(e.said, '$.**.documents[*]') as one(value),
    lateral (select one.value #>> '{}') as named(id)
where e.said is not null and named.id ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$'
    and not exists (select from cases_document d where d.id = named.id::uuid and d.case_id = e.case_id)
"""
STILL = "select id from {table} where id = any(%s)"


@dataclass(frozen=True)
class Found:
    """How many files were looked at, and what was lost among them."""

    seen: int
    lost: int
    back: int


class Fault(NamedTuple):
    table: str
    file: UUID
    case: UUID
    what: str


def verify_files(at: datetime, *, part: int = 0, parts: int = 1) -> Found:
    """All files, or the `part`-th of so many parts. Each batch is a transaction, so nobody waits for it."""
    seen, faults = 0, []
    for table in settings.FILES:
        for number, wrong in _looked_at(table, part, parts):
            seen += number
            faults += wrong
    faults += _used_again(faults) + (_named_and_absent() if part == 0 else [])
    KNOWN.forget()
    with acting(CLOCK):
        back = _written(faults, at, whole=parts == 1)
    return Found(seen, len(faults), back)


def lost_files(case_id: UUID) -> list[LostFile]:
    """What is missing of a case, for whoever sees the case. Nearly always nothing is missing of any, which is asked once a minute."""
    if not KNOWN.lost():
        return []
    return list(LostFile.objects.filter(case_id=case_id, until__isnull=True).order_by("since", "id"))


@dataclass
class Known:
    """Whether anything is lost at all, as this process knows it: pages of cases are opened far more often than files are lost."""

    asked: float = float("-inf")
    found: bool = False

    def lost(self) -> bool:
        if time.monotonic() - self.asked > FRESH:
            found = ask_row("select cases_files_lost()", [])
            self.found = bool(found and found[0])
            self.asked = time.monotonic()
        return self.found

    def forget(self) -> None:
        self.asked = float("-inf")


KNOWN = Known()


def _looked_at(table: str, part: int, parts: int) -> Iterator[tuple[int, list[Fault]]]:
    last, query = UUID(int=0), sql.SQL(NEXT).format(table=sql.Identifier(table))
    while True:
        with acting(CLOCK), connection.cursor() as cursor:
            cursor.execute(query, [last, parts, part, BATCH])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        found = (
            (identity, case, _wrong(table, bytes(content), bytes(digest))) for identity, case, content, digest in rows
        )
        yield len(rows), [Fault(table, identity, case, what) for identity, case, what in found if what]


def _wrong(table: str, content: bytes, digest: bytes) -> str:
    try:
        clear = open_(content, f"{table}.content")
    except CannotOpen:
        return LostFile.What.CLOSED
    return "" if hashlib.sha256(clear).digest() == digest else LostFile.What.CHANGED


def _used_again(faults: list[Fault]) -> list[Fault]:
    """A file that is lost is lost for every case that uses it again."""
    what = {fault.file: fault.what for fault in faults if fault.table == "cases_document"}
    with acting(CLOCK):
        rows = Document.objects.filter(source_id__in=what).values_list("id", "case_id", "source_id") if what else ()
        return [Fault("cases_document", file, case, what[source]) for file, case, source in rows if source]


def _named_and_absent() -> list[Fault]:
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute(NAMED)
        return [Fault("cases_document", file, case, LostFile.What.ABSENT) for case, file in cursor.fetchall()]


def _written(faults: list[Fault], at: datetime, *, whole: bool) -> int:
    """New losses get a row, known ones keep theirs, and after a look at everything those that were not found again are back."""
    known = {(row.table, row.file): row for row in LostFile.objects.filter(until__isnull=True)}
    now = {(fault.table, fault.file): fault for fault in faults}
    LostFile.objects.bulk_create(
        [LostFile(case_id=fault.case, table=fault.table, file=fault.file, what=fault.what, since=at)
         for place, fault in now.items() if place not in known],
        ignore_conflicts=True,
    )  # fmt: skip
    back = [row.id for place, row in known.items() if place not in now] if whole else []
    return LostFile.objects.filter(id__in=back).update(until=at)

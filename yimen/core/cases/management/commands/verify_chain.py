"""manage.py verify_chain: are the steps of every case whole, do its rows say what its steps say, and do the checkpoints hold?"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from yimen.core.cases.chain import Broken, broken
from yimen.core.cases.checkpoints import wrong_checkpoints
from yimen.core.cases.comparing import differences
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.keeping import erased_by_two
from yimen.core.cases.models import Checkpoint
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

BATCH = 500
CASES = "select id from cases_case where id > %s order by id limit %s"
WHOLE = "select case_read(id)::text from cases_case where id = any(%s) order by id"
DECODE = msgspec.json.Decoder(Dossier)


class Command(BaseCommand):
    help = "Verify the hash chain of every case (copies too), its rows against its events, and all signed checkpoints."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--key", help="the public key (base64) that must have signed every checkpoint")
        parser.add_argument(
            "--no-contents", action="store_true", help="digests only; needs no key of the sealed fields"
        )

    def handle(self, *, key: str | None, no_contents: bool, **_options: Any) -> None:
        with acting(CLOCK):
            cases = events = 0
            wrong: list[str] = []
            for case in whole_cases():
                cases, events = cases + 1, events + len(case.events)
                erased = erased_by_two(case)
                wrong += [said(one) for one in broken(case.events, contents=not no_contents, erased=erased)]
                if case.case.erased_on and not erased:
                    wrong.append(f"{case.id}: erased, and no two people signed for it")
                wrong += [f"{case.id}: {one}" for one in differences(case)]
            wrong += list(wrong_checkpoints(key))
            signed = Checkpoint.objects.count()
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(
            ", ".join(counted(n, word) for n, word in ((cases, "case"), (events, "event"), (signed, "checkpoint")))
        )


def whole_cases() -> Iterator[Dossier]:
    """Each case with its events in order and what they made; the cases in the order of their ids, a batch at a time."""
    last = UUID(int=0)
    with connection.cursor() as cursor:
        while ids := _column(cursor, CASES, [last, BATCH]):
            last = ids[-1]
            for text in _column(cursor, WHOLE, [ids]):
                yield DECODE.decode(text)


def _column(cursor: Any, statement: str, values: list[Any]) -> list[Any]:
    cursor.execute(statement, values)
    return [row[0] for row in cursor.fetchall()]


def said(one: Broken) -> str:
    return f"{one.case} event {one.n}: {one.what}"


def counted(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"

"""manage.py verify_chain: are the steps of every case whole, and the checkpoints over them?"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from yimen.core.cases.chain import Broken, broken
from yimen.core.cases.checkpoints import wrong_checkpoints
from yimen.core.cases.dossier import Event
from yimen.core.cases.models import Checkpoint
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

BATCH = 500
CASES = "select id from cases_case where id > %s order by id limit %s"
EVENTS = "select row_to_json(e)::text from cases_event e where e.case_id = any(%s) order by e.case_id, e.n"
DECODE = msgspec.json.Decoder(Event)


class Command(BaseCommand):
    help = "Verify the hash chain of every case (copies too) and all signed checkpoints."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--key", help="the public key (base64) that must have signed every checkpoint")
        parser.add_argument(
            "--no-contents", action="store_true", help="digests only; needs no key of the sealed fields"
        )

    def handle(self, *, key: str | None, no_contents: bool, **_options: Any) -> None:
        with acting(CLOCK):
            cases = events = 0
            wrong: list[str] = []
            for chain in chains():
                cases, events = cases + 1, events + len(chain)
                wrong += [said(one) for one in broken(chain, contents=not no_contents)]
            wrong += list(wrong_checkpoints(key))
            signed = Checkpoint.objects.count()
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(
            ", ".join(counted(n, word) for n, word in ((cases, "case"), (events, "event"), (signed, "checkpoint")))
        )


def chains() -> Iterator[list[Event]]:
    """The events of each case, in order; the cases in the order of their ids, a batch at a time."""
    last = UUID(int=0)
    with connection.cursor() as cursor:
        while ids := _column(cursor, CASES, [last, BATCH]):
            last = ids[-1]
            found: dict[UUID, list[Event]] = {case_id: [] for case_id in ids}
            for text in _column(cursor, EVENTS, [ids]):
                event = DECODE.decode(text)
                found[event.case_id].append(event)
            yield from found.values()


def _column(cursor: Any, statement: str, values: list[Any]) -> list[Any]:
    cursor.execute(statement, values)
    return [row[0] for row in cursor.fetchall()]


def said(one: Broken) -> str:
    return f"{one.case} event {one.n}: {one.what}"


def counted(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"

"""Answers to commands that carry a key, for doors whose command is no move: the same key and body get the same answer for 30 days.

once = Once(...)                        in take() and begin(): claimed and kept inside their own round trips
answered(actor, key, digest)            elsewhere: None means go on, and keep_answer() before the transaction ends
"""

import msgspec
from django.db import connection

from yimen.core.cases.errors import AnsweredBefore, KeyConflict
from yimen.core.cases.models import Answer
from yimen.core.cases.store import PLACE, Before, asker, unbase64
from yimen.core.people.actors import Actor
from yimen.core.people.secrecy import open_, seal


def answered(by: Actor, key: str, digest: bytes) -> AnsweredBefore | None:
    """The answer that this key and body were given before. A second request waits for the first one here. Raises KeyConflict."""
    with connection.cursor() as cursor:
        cursor.execute("select answer_claim(%s, %s, %s)::text", [asker(by), key, digest])
        [found] = cursor.fetchone()
    if found is None:
        return None
    before = msgspec.json.decode(found, type=Before)
    if before.conflict:
        raise KeyConflict(key)
    return AnsweredBefore(before.status, open_(unbase64(before.body), PLACE))


def keep_answer(by: Actor, key: str, status: int, body: bytes) -> None:
    """Keep the answer to a command that this transaction has claimed."""
    Answer.objects.filter(actor=asker(by), key=key).update(status=status, body=seal(body, PLACE))

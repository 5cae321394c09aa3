"""Nobody asks faster than a node can serve everybody: a budget a minute for each caller, and for each case whoever asks for it.

The budgets are rows that all processes share. A process takes from them in parts and spends a part without asking again, so that a
call costs no question to the database; what it holds ends with the minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from time import time

from django.db import connection

from yimen.core.people.actors import VISITOR
from yimen.core.people.secrecy import blind
from yimen.web.visits import Request

KNOWN, UNKNOWN, TARGET = (
    6_000,
    1_200,
    1_200,
)  # calls a minute: of an actor, of an address that nobody knows, for one case
PARTS = 60  # a budget is taken in so many parts
MINUTE = 60
REMEMBERED = 10_000  # callers a process keeps parts for


@dataclass(slots=True)
class Part:
    """What a process may still spend in a minute, without asking. `closed`: the budget of the minute is gone."""

    minute: int
    left: int = 0
    closed: bool = False


_held: dict[str, Part] = {}
_lock = Lock()


def seconds_to_wait(request: Request, target: str = "") -> int:
    """0 for a call within its budgets; else how long until the next minute."""
    wanted = [(f"by {whose(request)}", KNOWN if request.actor != VISITOR else UNKNOWN)]
    if target:
        wanted.append((f"for {target}", TARGET))
    minute = int(time()) // MINUTE
    lacking = [(key, budget) for key, budget in wanted if not _spend(key, minute)]
    if lacking:
        _take(lacking, minute)
        if not all(_spend(key, minute) for key, _ in lacking):
            return MINUTE - int(time()) % MINUTE
    return 0


def whose(request: Request) -> str:
    actor = request.actor
    return f"{actor.role}:{actor.id}" if actor != VISITOR else request.META.get("REMOTE_ADDR", "")


def _spend(key: str, minute: int) -> bool:
    """Spend one; False where nothing is held, and then it must be taken first."""
    with _lock:
        part = _held.get(key)
        if part is None or part.minute != minute or part.closed or part.left < 1:
            return False
        part.left -= 1
        return True


def _take(lacking: Iterable[tuple[str, int]], minute: int) -> None:
    """Take a part of each budget; one statement in a transaction of its own, which waits for no disk."""
    asked = {blind("pace", key).hex()[:40]: (key, budget) for key, budget in lacking if not _closed(key, minute)}
    if not asked:
        return
    amounts = [max(budget // PARTS, 1) for _, budget in asked.values()]
    with connection.cursor() as cursor:
        cursor.execute("select key, used from api_lease(%s, %s)", [list(asked), amounts])
        found = dict(cursor.fetchall())
    with _lock:
        if len(_held) > REMEMBERED:
            _held.clear()
        for (hashed, (key, budget)), amount in zip(asked.items(), amounts, strict=True):
            over = max(found[hashed] - budget, 0)
            _held[key] = Part(minute, max(amount - over, 0), closed=over >= amount)


def _closed(key: str, minute: int) -> bool:
    part = _held.get(key)
    return part is not None and part.minute == minute and part.closed

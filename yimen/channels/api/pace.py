"""Nobody asks faster than a node can serve everybody: a budget a minute for each caller, and for each case whoever asks for it.

The budgets are rows that all processes share. A process takes from them in parts, spends a part without asking again, and has the
first part of every minute on credit: who asks now and then costs no question to the database. What is held ends with the minute.
"""

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
    """What a process may still spend in a minute without asking, and what of it was not taken yet."""

    minute: int
    left: int
    owed: int = 0
    closed: bool = False  # the budget of the minute is gone


_held: dict[str, Part] = {}
_lock = Lock()


def seconds_to_wait(request: Request, target: str = "") -> int:
    """0 for a call within its budgets; else how long until the next minute."""
    wanted = {f"by {whose(request)}": KNOWN if request.actor != VISITOR else UNKNOWN}
    if target:
        wanted[f"for {target}"] = TARGET
    minute = int(time()) // MINUTE
    lacking = {key: budget for key, budget in wanted.items() if not _spend(key, budget, minute)}
    if lacking:
        _take({key: budget for key, budget in lacking.items() if not _held[key].closed}, minute)
        if not all(_spend(key, budget, minute) for key, budget in lacking.items()):
            return MINUTE - int(time()) % MINUTE
    return 0


def whose(request: Request) -> str:
    actor = request.actor
    return f"{actor.role}:{actor.id}" if actor != VISITOR else request.META.get("REMOTE_ADDR", "")


def part_of(budget: int) -> int:
    return max(budget // PARTS, 1)


def _spend(key: str, budget: int, minute: int) -> bool:
    """Spend one; False where nothing is left, and then more must be taken first."""
    with _lock:
        part = _held.get(key)
        if part is None or part.minute != minute:
            if len(_held) > REMEMBERED:
                _held.clear()
            part = _held[key] = Part(minute, part_of(budget), owed=part_of(budget))
        if part.left < 1:
            return False
        part.left -= 1
        return True


def _take(lacking: dict[str, int], minute: int) -> None:
    """Take a part of each budget and what is owed; one statement in a transaction of its own, which waits for no disk."""
    if not lacking:
        return
    hashed = {key: blind("pace", key).hex()[:40] for key in lacking}
    amounts = {key: part_of(budget) + _held[key].owed for key, budget in lacking.items()}
    with connection.cursor() as cursor:
        cursor.execute("select key, used from api_lease(%s, %s)", [list(hashed.values()), list(amounts.values())])
        used = dict(cursor.fetchall())
    with _lock:
        for key, budget in lacking.items():
            over = max(used[hashed[key]] - budget, 0)
            _held[key] = Part(minute, max(part_of(budget) - over, 0), closed=over >= part_of(budget))

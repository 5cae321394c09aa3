"""Goodput under overload: at ten times as many callers as fill the node, how much of its capacity goes on being useful?

Capacity is what sixteen callers get done, each move of a life one request, as in bench/moves.py. Then a hundred and sixty do
the same: an answer counts if it is a success within two seconds; who is refused, to come back later, waits and asks again.
"""

import statistics
import sys
import time
from threading import Event
from typing import TYPE_CHECKING, Any

from bench._ground import ground
from bench._telling import asked, tell
from bench._web import web
from bench.moves import CLIENTS, Client, endpoint

if TYPE_CHECKING:
    from bench._folk import Team

GOAL, TIMES = 0.8, 10
PATIENCE, PAUSE = 2.0, 0.5  # seconds that an answer is of use; before whoever was refused asks again
REFUSED = {429, 503}


class Ended(Exception):
    """The bench is over while somebody was still being refused."""


class Impatient(Client):
    """Counts what is useful, late and refused; how quickly it was refused."""

    def __init__(self, port: int, team: "Team", stop: Event):
        super().__init__(port, team, stop)
        self.late = 0
        self.refused: list[float] = []

    def run(self) -> None:
        try:
            super().run()
        except Ended:
            return

    def ask(self, path: str, token: str, body: Any, expected: int) -> bytes:
        key = next(self.keys)
        while not self.stop.is_set():
            began = time.perf_counter()
            status, answer = self.caller.post(path, token, key, body)
            spent = time.perf_counter() - began
            if status == expected:
                self.done += spent <= PATIENCE
                self.late += spent > PATIENCE
                return answer
            assert status in REFUSED, (status, path, answer.decode())
            self.refused.append(spent)
            time.sleep(PAUSE)
        raise Ended


def crowded(port: int, teams: "list[Team]", seconds: float) -> list[Impatient]:
    stop = Event()
    crowd = [Impatient(port, team, stop) for team in teams]
    for one in crowd:
        one.start()
    time.sleep(seconds)
    stop.set()
    for one in crowd:
        one.join(60)
        if one.failed:
            raise one.failed
    return crowd


def measured(seconds: float, times: int) -> tuple[float, float, list[Impatient]]:
    from bench._folk import publish, registers, team  # noqa: PLC0415 – Django must be set up before models are imported

    publish()
    registers(CLIENTS * (times + 1))
    few, *_ = groups = [[team(n * CLIENTS + m) for m in range(CLIENTS)] for n in range(times + 1)]
    many = [
        one for group in groups[1:] for one in group
    ]  # the crowd leaves cases half done: others say what is left of the capacity
    with web() as (port, _):
        endpoint(port, few, seconds / 4)  # warm
        before, _ = endpoint(port, few, seconds)
        crowd = crowded(port, many, seconds)
        after, _ = endpoint(port, few, seconds)
    return statistics.mean((before, after)), sum(one.done for one in crowd) / seconds, crowd


def main() -> int:
    options = asked(__doc__)
    with ground():
        capacity, useful, crowd = measured(4 if options.quick else 15, 3 if options.quick else TIMES)
    ratio, late, refused = (
        useful / capacity,
        sum(one.late for one in crowd),
        sorted(s for one in crowd for s in one.refused),
    )
    if options.json:
        tell("overload", ratio=round(ratio, 2), goal=GOAL, ok=ratio >= GOAL, late=late, refused=len(refused))
        return 0
    print(f"{CLIENTS} callers, moves a second{capacity:>16,.0f}")
    print(
        f"{len(crowd)} callers, useful a second{useful:>15,.0f}   later than {PATIENCE:g} s: {late}, refused: {len(refused)}"
    )
    if refused:
        print(f"refused within {refused[len(refused) * 95 // 100] * 1000:.0f} ms (95 of 100)")
    print(f"ratio {ratio:.2f}, goal {GOAL}: {'reached' if ratio >= GOAL else 'not reached'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Moves a second through the public endpoint against pgbench writing the same rows as one statement, in turns on one server.

Each request is one move of a life – begin, submit, accept, examine, approve, pay, deliver – with a token, a key, rules, row-level
security, an event, papers and jobs, and is answered when it is durable. Sixteen clients; the floor has sixteen connections.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import psycopg

from bench._ground import ground
from bench._telling import asked, tell
from bench._web import Caller, web

if TYPE_CHECKING:
    from bench._folk import Team

GOAL, CLIENTS, CASES = 0.05, 16, 1000
SERVICE = "exit_entry.endorsement_tour_group"
Move = tuple[str, str, dict[str, Any]]  # who, which move, what is said


def life(bill: str) -> Iterator[Move]:
    """The straight way through a licence after its beginning; a bill is paid once."""
    yield "window", "submit", {"anyway": True}
    yield "window", "accept", {}
    yield "examiner", "examine", {"opinion": "grant", "why": "材料齐全"}
    yield "decider", "approve", {}
    yield "window", "pay", {"number": bill, "yuan": "15.00"}
    yield "window", "deliver", {"way": "window"}


class Client(Thread):
    """One client: life after life for the citizen of its team, until told to stop."""

    def __init__(self, port: int, team: "Team", stop: Event):
        super().__init__(daemon=True)
        self.caller, self.team, self.stop = Caller(port), team, stop
        self.done = 0
        self.taken: list[float] = []
        self.failed: Exception | None = None
        self.keys = (f"{id(self)}-{n}" for n in count())

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.live()
        except (AssertionError, OSError) as failed:  # a bench that fails must not look fast
            self.failed = failed

    def live(self) -> None:
        facts = {"destinations": ["HKG"], "entries": {"HKG": "HKG1Y1"}}
        begun = {
            "service": SERVICE,
            "facts": facts,
            "region": "440106",
            "channel": "hall",
            "person": self.team.person,
            "reason": "r",
        }
        case = json.loads(self.ask("/api/v1/cases", self.team.window, begun, 201))["id"]
        for who, move, says in life(
            case
        ):  # to its end, whoever waits: a case left open refuses the next one of this person
            self.ask(f"/api/v1/cases/{case}/moves/{move}", getattr(self.team, who), {"says": says}, 200)

    def ask(self, path: str, token: str, body: Any, expected: int) -> bytes:
        began = time.perf_counter()
        status, answer = self.caller.post(path, token, next(self.keys), body)
        assert status == expected, (status, path, answer.decode())
        self.taken.append(time.perf_counter() - began)
        self.done += 1
        return answer


def endpoint(port: int, teams: "list[Team]", seconds: float) -> tuple[float, list[float]]:
    """Moves a second, and how long each took."""
    stop = Event()
    clients = [Client(port, team, stop) for team in teams]
    began = time.perf_counter()
    for client in clients:
        client.start()
    time.sleep(seconds)
    stop.set()
    for client in clients:
        client.join(30)
    spent = time.perf_counter() - began
    for client in clients:
        if client.failed:
            raise client.failed
    return sum(client.done for client in clients) / spent, [one for client in clients for one in client.taken]


def measured(rounds: int, seconds: int) -> tuple[float, float, list[float]]:
    from bench._floor import lay, pgbench  # noqa: PLC0415 – Django must be set up before models are imported
    from bench._folk import publish, registers, team  # noqa: PLC0415

    publish()
    registers(CLIENTS)
    teams = [team(n) for n in range(CLIENTS)]
    ours, floors, taken = [], [], []
    with web() as (port, _), tempfile.TemporaryDirectory() as folder:
        endpoint(port, teams, seconds / 4)  # warm: editions compiled, connections open
        script = Path(folder) / "floor.sql"
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
            script.write_text(lay(owner, CASES))
        for _ in range(rounds):
            rate, times = endpoint(port, teams, seconds)
            ours.append(rate)
            taken += times
            floors.append(pgbench(script, CLIENTS, seconds))
    return statistics.median(ours), statistics.median(floors), taken


def main() -> None:
    options = asked(__doc__)
    with ground():
        ours, floor, taken = measured(rounds=1 if options.quick else 5, seconds=2 if options.quick else 8)
    ratio = ours / floor
    if options.json:
        tell("moves", ratio=round(ratio, 4), goal=GOAL, ok=ratio >= GOAL, per_second=round(ours))
        return
    taken.sort()
    print(f"{CLIENTS} clients{'':14}{'moves a second':>16}{'p50 ms':>10}{'p99 ms':>10}")
    print(
        f"{'yimen':24}{ours:>16,.0f}{taken[len(taken) // 2] * 1000:>10.1f}{taken[len(taken) * 99 // 100] * 1000:>10.1f}"
    )
    print(f"{'pgbench, one CTE':24}{floor:>16,.0f}")
    print(f"ratio {ratio:.3f}, goal {GOAL}: {'reached' if ratio >= GOAL else 'not reached'}")


if __name__ == "__main__":
    main()

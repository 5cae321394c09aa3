"""How long a standard case makes its officers wait for the system: the pages and acts of its twelve keys, from the request to the last
byte of the answer, for the three officers of its procedure together (tests/journeys/test_desk_keys.py counts the keys and requests).

The floor beside it is a look at the database for each of these requests: what no page can be quicker than.
"""

import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from bench._ground import ground
from bench._telling import asked, tell

if TYPE_CHECKING:
    from django.test import Client


GOAL = 2.0  # seconds
STEPS: list[tuple[str, str, dict[str, str]]] = [
    ("window", "accept", {}),
    ("examiner", "examine", {"opinion": "grant", "why": "材料齐全，符合条件。"}),
    ("decider", "approve", {"do": "sign"}),
]


def waits(n: int) -> tuple[list[float], list[str]]:
    """Of one case the seconds of each request, and what was asked."""
    from bench._folk import sign_in, team  # noqa: PLC0415 – Django must be set up before models are imported
    from bench.page import handed_in  # noqa: PLC0415
    from yimen.channels.api.tokens import actor_of  # noqa: PLC0415

    one = team(n)
    case = handed_in(one)
    taken: list[float] = []
    said: list[str] = []
    for role, move, form in STEPS:
        client, at = sign_in(actor_of(getattr(one, role))), f"/desk/cases/{case}/"
        for path, sent in (("/desk/", None), (at, None), (f"{at}{move}/", None), (f"{at}{move}/", form)):
            timed(client, path, sent, taken, said)
        assert took_place(case, move), f"{move} was not done"
    return taken, said


def timed(client: "Client", path: str, sent: dict[str, str] | None, taken: list[float], said: list[str]) -> None:
    began = time.perf_counter()
    answer: Any = client.get(path) if sent is None else client.post(path, sent)
    taken.append(time.perf_counter() - began)
    said.append(f"{answer.status_code} {path}")
    assert answer.status_code in {200, 302}, (path, answer.status_code, answer.content.decode()[-2000:])


def took_place(case: Any, move: str) -> bool:
    from yimen.core.cases.store import read_case  # noqa: PLC0415
    from yimen.core.people.actors import CLOCK  # noqa: PLC0415
    from yimen.core.people.scope import acting  # noqa: PLC0415

    with acting(CLOCK):
        return bool(read_case(case).last(move))


def floor(requests: int) -> float:
    from django.db import connection  # noqa: PLC0415

    began = time.perf_counter()
    with connection.cursor() as cursor:
        for _ in range(requests):
            cursor.execute("select 1")
    return time.perf_counter() - began


def measured(cases: int) -> tuple[float, float, int]:
    """The median case in seconds, its slowest request, and how many requests it has."""
    from django.conf import settings  # noqa: PLC0415

    from bench._folk import publish, registers  # noqa: PLC0415

    settings.UNDO = 0  # done at once: what is undone nobody waits for
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    publish()
    registers(cases + 1)
    waits(0)
    found = [waits(n + 1)[0] for n in range(cases)]
    return statistics.median(map(sum, found)), statistics.median(map(max, found)), len(found[0])


def main() -> int:
    options = asked(__doc__)
    with ground():
        whole, slowest, requests = measured(3 if options.quick else 20)
        least = floor(requests)
    ok = whole <= GOAL
    if options.json:
        more = {"seconds": round(whole, 3), "slowest": round(slowest, 3), "requests": requests}
        tell("desk", ratio=round(whole / least, 1), goal=GOAL, ok=ok, **more)
        return 0
    print(f"a standard case, {requests} requests: {whole:.2f} s of waiting, the slowest {slowest * 1000:.0f} ms")
    print(f"{whole / least:,.0f} × as many questions to the database alone ({least * 1000:.1f} ms)")
    print(f"goal {GOAL:g} s at most: {'reached' if ok else 'not reached'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Background jobs: a handler that does nothing, exactly once and durable, against Celery and against one job of procrastinate at a time.

Celery runs as it comes, with Redis (apt-get install redis-server) as its broker, a process a core and nothing durable. Each begins with a
full queue and a worker that is ready; in turns. Ours is one process, as in the product.
"""

import shutil
import statistics
import sys

from bench._ground import ground
from bench._telling import asked, tell

GOAL, GOAL_NAIVE = 5.0, 20.0
MANY, FEW = 20_000, 600  # jobs; of the slow way fewer


def main() -> int:
    options = asked(__doc__)
    if not shutil.which("redis-server"):
        sys.stderr.write("missing: apt-get install redis-server\n")
        return 1
    with ground():
        rates = measured(rounds=1 if options.quick else 3, share=5 if options.quick else 1)
    ratio, naive = rates["ours"] / rates["celery"], rates["ours"] / rates["naive"]
    ok = ratio >= GOAL and naive >= GOAL_NAIVE
    if options.json:
        tell("jobs", ratio=round(ratio, 2), goal=GOAL, ok=ok, naive=round(naive, 1), per_second=round(rates["ours"]))
        return 0
    print(f"{'':32}{'jobs a second':>16}")
    for name, words in (
        ("ours", "yimen, one process"),
        ("celery", "Celery on Redis"),
        ("naive", "procrastinate, one by one"),
    ):
        print(f"{words:32}{rates[name]:>16,.0f}")
    print(f"{ratio:.1f} × Celery, goal {GOAL:g}; {naive:.1f} × one by one, goal {GOAL_NAIVE:g}")
    return 0


def measured(rounds: int, share: int) -> dict[str, float]:
    from bench import _queues  # noqa: PLC0415 – Django must be set up before models are imported

    with _queues.celery() as celery:
        ways = {"ours": (_queues.ours, MANY), "celery": (celery, MANY // 2), "naive": (_queues.one_by_one, FEW)}
        _queues.ours(200)
        found = {name: [way(many // share) for _ in range(rounds)] for name, (way, many) in ways.items()}
    return {name: statistics.median(rates) for name, rates in found.items()}


if __name__ == "__main__":
    sys.exit(main())

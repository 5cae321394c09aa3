"""A whole lifecycle, submit to delivered, against SpiffWorkflow on an equivalent process, durable after each step in both.

Equivalent: lifecycle.bpmn allows the same ways through a licence (correction with reminder and lapse, silence, suspension, extension,
withdrawal at any time, refusal), and both walk the straight one. Both open the case from the database, take one step and commit, in
turns, on the same server. Ours also checks powers, guards and clocks, seals, chains digests and issues papers; the peer keeps one text.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench._ground import ground
from bench._telling import asked, tell

GOAL = 5.0
PROCESSES = "create table bench_process (id bigserial primary key, state text not null)"
Run = Callable[[], None]


def main() -> None:
    options = asked(__doc__)
    with ground(PROCESSES):
        ours, theirs = measured(*runners(), rounds=6 if options.quick else 60)
    ratio = round(theirs / ours, 2)
    if options.json:
        tell("lifecycle", ratio=ratio, goal=GOAL, ok=ratio >= GOAL)
        return
    print(f"{'':24}{'ms a lifecycle':>16}{'lifecycles a second':>22}")
    for name, seconds in (("yimen", ours), ("SpiffWorkflow", theirs)):
        print(f"{name:24}{seconds * 1000:>16.1f}{1 / seconds:>22.1f}")
    print(f"ratio {ratio}, goal {GOAL}")


def measured(ours: Run, theirs: Run, rounds: int) -> tuple[float, float]:
    """The median time of each, taken in turns after one round of warming up."""
    times: dict[Run, list[float]] = {ours: [], theirs: []}
    for number in range(rounds + 1):
        for run in (ours, theirs) if number % 2 else (theirs, ours):
            began = time.perf_counter()
            run()
            if number:
                times[run].append(time.perf_counter() - began)
    return statistics.median(times[ours]), statistics.median(times[theirs])


def runners() -> tuple[Run, Run]:
    from bench._lifecycles import ours, spiff  # noqa: PLC0415 – Django must be set up before models are imported

    return ours(), spiff(Path(__file__).with_name("lifecycle.bpmn"))


if __name__ == "__main__":
    main()

"""`bin/soak [COUNT]`: the seventeen kinds of docs/faults.md in turn, as often as asked; a journal lets it go on where it stopped.

Kinds 1 to 8 befall one installation that lives as long as the soak does, with people at work in it; after each, all that was
acknowledged is looked for. The others befall upstreams and whole nodes: the tests that docs/faults.md names for them run with a seed of
the round.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.config.processes import eventually, kill, named
from tests.faults.installation import WELL_WITHIN, Installation
from tests.faults.lines import cases, changed, held_up, lost_after_commit, lost_before_commit
from tests.faults.load import Client, Ledger, at_work, clients
from tests.faults.storms import HANDLED, Aftermath, all_jobs_done, jobs
from tests.product import free_port
from yimen.config.environment import CHECKOUT

ROW = re.compile(r"^\| (\d+) \| ([^|]+) \|.*\| ([^|]+) \|$", re.M)
TEST = re.compile(r"`(test_\w+)`")
BEFORE, DURING, AFTER = 6, 3, 6  # answers
SEEDED = ["-q", "-n", "0", "-p", "no:cacheprovider"]
FULL = """
create or replace function no_room() returns trigger language plpgsql as $$
begin
    raise disk_full using message = 'could not extend file "base/1/2": No space left on device';
end $$;
create trigger no_room before insert on cases_event for each row execute function no_room()
"""
ROOM = "drop trigger no_room on cases_event"
Befall = Callable[[Installation, str], list[str]]


@dataclass(frozen=True)
class Round:
    """One fault and what did not agree afterwards."""

    n: int
    kind: int
    name: str
    seconds: float
    acknowledged: int = 0
    mismatches: list[str] = field(default_factory=list)


def kinds() -> Mapping[int, tuple[str, list[str]]]:
    """The numbered rows of docs/faults.md: what befalls, and the tests that make it happen."""
    table = (CHECKOUT / "docs" / "faults.md").read_text().partition("## Bad input")[0]
    return {int(number): (name.strip(), TEST.findall(tests)) for number, name, tests in ROW.findall(table)}


# What befalls an installation while people work in it


def killed(part: str) -> Befall:
    def befall(running: Installation, _key: str) -> list[str]:
        running.kill(part)
        return []

    return befall


def keeper_killed(running: Installation, _key: str) -> list[str]:
    kill(named(running.home, "yimen.config.database.keeper"))
    return []


def disk_full(running: Installation, _key: str) -> list[str]:
    with changed(running, FULL, ROOM):
        time.sleep(3)
    return []


def line_lost_before(running: Installation, key: str) -> list[str]:
    call = clients(running)[0].begin(key)
    with held_up(running, "cases_case"):
        lost_before_commit(running, call)
    call.until_answered().must(201)
    return (
        [] if cases(running, key) == 1 else [f"{cases(running, key)} cases of a call that was lost before the commit"]
    )


def line_lost_after(running: Installation, key: str) -> list[str]:
    call = clients(running)[0].begin(key)
    lost_after_commit(running, call, key, 2)
    call.until_answered().must(201)
    return [] if cases(running, key) == 1 else [f"{cases(running, key)} cases of a call whose answer was lost"]


LIVE: dict[int, Befall] = {
    1: killed("web"), 2: killed("worker"), 3: killed("database"), 4: keeper_killed, 5: killed("all"), 6: disk_full,
    7: line_lost_before, 8: line_lost_after,
}  # fmt: skip


def lived(running: Installation, crowd_of: list[Client], n: int, kind: int, name: str) -> Round:
    started, key, ledger = time.monotonic(), f"soak{n}x{time.time_ns() // 1_000_000}", Ledger()
    wrong: list[str] = []
    try:
        with at_work(crowd_of, key) as crowd:
            ledger = crowd.ledger
            crowd.more(BEFORE)
            wrong += LIVE[kind](running, f"{key}line")
            wrong += [] if eventually(running.is_well, WELL_WITHIN) else [f"not well within {WELL_WITHIN:g} s"]
            crowd.more(DURING + AFTER)
        wrong += disagreements(Aftermath(running, ledger, []), key)
    except AssertionError as failed:
        wrong.append(str(failed)[:400] or "an assertion failed")
    return Round(n, kind, name, round(time.monotonic() - started, 1), len(ledger.acknowledged), wrong)


def disagreements(after: Aftermath, prefix: str) -> list[str]:
    """Between what somebody was told and what is there."""
    return [*after.ledger.strange, *_answers(after), *_counts(after, prefix), *_jobs(after)]


def _answers(after: Aftermath) -> Iterator[str]:
    now = {case: after.now(case)["events"] for case in after.ledger.cases()}
    for told in after.ledger.acknowledged:
        then, steps = told.answer.json["events"], now[told.case]
        if [step["digest"] for step in steps][: len(then)] != [step["digest"] for step in then]:
            yield f"case {told.case} has another history than was acknowledged"
        if [step["move"] for step in steps].count(told.move) != 1:
            yield f"case {told.case}: {told.move} was acknowledged and is not there once"
        if told.call.until_answered() != told.answer:
            yield f"case {told.case}: {told.move} under its key is answered otherwise"


def _counts(after: Aftermath, prefix: str) -> Iterator[str]:
    keys = after.ledger.begun()
    if after.begun_under(keys) != dict.fromkeys(keys, 1):
        yield "a key made no case, or two"
    if twice := [key for key, n in after.moves_of(prefix).items() if n > 1]:
        yield f"moves taken twice: {twice}"


def _jobs(after: Aftermath) -> Iterator[str]:
    if not all_jobs_done(after.running):
        yield "a job was not done"
    elif (
        jobs(after.running) != jobs(after.running, HANDLED) or max(jobs(after.running, HANDLED).values(), default=1) > 1
    ):
        yield "a job was done twice, or never"
    verified = after.running.manage("verify_chain")
    if verified.returncode:
        yield f"a chain is broken: {verified.stderr.strip()[-300:]}"


# What befalls upstreams and whole nodes


def tested(n: int, kind: int, name: str, tests: list[str]) -> Round:
    """By the tests of its row, drawn anew from the number of the round where they draw."""
    started = time.monotonic()
    files = [
        path
        for path in (CHECKOUT / "tests").rglob("test_*.py")
        if any(f"def {one}(" in path.read_text() for one in tests)
    ]
    command = [
        sys.executable,
        "-m",
        "pytest",
        *SEEDED,
        f"--hypothesis-seed={n}",
        *map(str, files),
        "-k",
        " or ".join(tests),
    ]
    ran = subprocess.run(command, cwd=CHECKOUT, env=os.environ, capture_output=True, text=True, check=False)
    wrong = [line for line in ran.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if ran.returncode and not wrong:
        wrong = [(ran.stdout + ran.stderr).strip()[-400:]]
    return Round(n, kind, name, round(time.monotonic() - started, 1), 0, wrong)


# The journal


def rounds(journal: Path) -> list[Round]:
    """What was done before; a line that a kill cut off is done again."""
    found = []
    for line in journal.read_text().splitlines() if journal.exists() else []:
        try:
            found.append(Round(**json.loads(line)))
        except ValueError:
            continue
    return found


def write_down(journal: Path, done: Round) -> None:
    with journal.open("a") as out:
        out.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
    say(f"{done.n:>5}  {done.name:50}{done.seconds:>7.1f} s{done.acknowledged:>6} answers  {done.mismatches or ''}")


def soak(folder: Path, count: int, wanted: list[int]) -> list[Round]:
    """All rounds up to `count`, those of earlier runs among them."""
    journal, known = folder / "rounds.jsonl", kinds()
    done = {one.n: one for one in rounds(journal)}
    left = [n for n in range(count) if n not in done]
    running: Installation | None = None
    try:
        for n in left:
            kind = wanted[n % len(wanted)]
            if kind in LIVE and running is None:
                running = opened(folder / "home")
                crowd = clients(running)
            made = (
                lived(running, crowd, n, kind, known[kind][0])
                if kind in LIVE and running
                else tested(n, kind, *known[kind])
            )
            write_down(journal, made)
            done[n] = made
    finally:
        if running:
            running.stop()
    return [done[n] for n in sorted(done) if n < count]


def opened(home: Path) -> Installation:
    home.mkdir(parents=True, exist_ok=True)
    for folder in (home, home.parent):
        folder.chmod(0o755)  # PostgreSQL's account must get in
    running = Installation(home, free_port())
    running.start()
    return running


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def told(found: list[Round]) -> int:
    times, wrong = Counter(one.name for one in found), [one for one in found if one.mismatches]
    for name, n in times.items():
        say(f"{n:>5} × {name}")
    answers, most = sum(one.acknowledged for one in found), sum(len(one.mismatches) for one in wrong)
    say(f"{len(found)} faults, {answers} acknowledged answers looked for, {most} mismatches")
    for one in wrong:
        say(f"{one.n:>5}  {one.name}: {'; '.join(one.mismatches)}")
    return 1 if wrong else 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("count", type=int, nargs="?", default=17, help="faults in all, those of earlier runs among them")
    asked.add_argument(
        "--folder", type=Path, default=Path("/var/tmp/yimen-soak"), help="journal and installation (%(default)s)"
    )
    asked.add_argument("--kinds", default="", help="numbers of docs/faults.md, such as 1,2,7; all where none are named")
    said = asked.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    wanted = [int(one) for one in said.kinds.split(",") if one] or sorted(kinds())
    return told(soak(said.folder.resolve(), said.count, wanted))


if __name__ == "__main__":
    sys.exit(main())

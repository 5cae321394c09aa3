"""How long until the first page, from nothing and again, and what a node at rest keeps in memory (PSS of all its processes).

From nothing means a folder without a database: it is made, migrated, published and filled; packages and static files' sources are
there. Goals are told in seconds and megabytes; the ratio is the worst of the three to its goal, so 1 or less is good.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench._telling import asked, tell
from bench._web import free_port

GOALS = {"cold": 30.0, "warm": 3.0, "memory": 400.0}
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "YIMEN_ROLE", "YIMEN_HOME", "YIMEN_PEERS", "YIMEN_NODE", "YIMEN_STATIC")
REST = 20  # seconds until a node that has just started is at rest
READY = "Yimen is ready"


@contextmanager
def serving(home: Path, port: int) -> Iterator[float]:
    """A node, stopped afterwards; how long it took until it said that it is ready."""
    settings = {"YIMEN_HOME": str(home), "YIMEN_PORT": str(port), "YIMEN_PEER": "off"}
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | settings
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "yimen.config.serve"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        said = next((line for line in process.stdout if line.startswith(READY)), None)
        if said is None:
            raise RuntimeError(f"bin/serve ended ({process.wait()})")
        yield time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def megabytes(home: Path) -> float:
    """What all processes that work for this folder have in memory, shared pages counted in parts."""
    return (
        sum(pss(process) for process in Path("/proc").iterdir() if process.name.isdecimal() and serves(process, home))
        / 1024
    )


def serves(process: Path, home: Path) -> bool:
    try:
        told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        return int(process.name) != os.getpid() and (
            str(home).encode() in told or (process / "cwd").readlink().is_relative_to(home)
        )
    except OSError:
        return False


def pss(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def measured(warm_starts: int, rest: float) -> dict[str, float]:
    home = Path(tempfile.mkdtemp(prefix="yimen-bench-"))
    home.chmod(0o755)
    port = free_port()
    try:
        with serving(home, port) as cold:
            pass
        warm = []
        for _ in range(warm_starts):
            with serving(home, port) as seconds:
                warm.append(seconds)
                if len(warm) == warm_starts:
                    time.sleep(rest)
                    memory = megabytes(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return {"cold": cold, "warm": min(warm), "memory": memory}


def main() -> None:
    options = asked(__doc__)
    found = measured(1 if options.quick else 3, 1 if options.quick else REST)
    ratio = max(found[name] / goal for name, goal in GOALS.items())
    if options.json:
        told = {name: round(value, 1) for name, value in found.items()}
        tell("start", ratio=round(ratio, 2), goal=1.0, ok=ratio <= 1, **told)
        return
    for name, words_, unit in (
        ("cold", "from nothing to ready", "s"),
        ("warm", "again", "s"),
        ("memory", "at rest, one node (PSS)", "MB"),
    ):
        print(f"{words_:28}{found[name]:>8.1f} {unit:3} goal {GOALS[name]:g}")
    print(f"worst ratio {ratio:.2f}: {'reached' if ratio <= 1 else 'not reached'}")


if __name__ == "__main__":
    main()

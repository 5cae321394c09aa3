"""Programs that must run: started, started again with growing pauses when they end, and ended whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yimen.config.environment import CHECKOUT
from yimen.config.processes import die_with

SHORTEST, LONGEST = 0.2, 10.0  # seconds before a program that ended is started again
SETTLED = 30.0  # seconds after which a program counts as running and the pause starts anew
PATIENCE = 20.0  # seconds a program may take to stop when told
WEB = ["-m", "yimen.config.web"]
WORKER = ["-m", "yimen.config.supervisor.worker"]
LEAN = {
    "PYPINYIN_NO_PHRASES": "1"
}  # jobs sound names by the character; the phrases take 40 MB and a quarter of the start


@dataclass
class Child:
    """One program and its process group, so that what it started ends with it."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    pause: float = SHORTEST
    started: float = 0.0
    due: float = 0.0

    def tend(self, report: Callable[[str], None]) -> None:
        """See that it runs. Called again and again; never waits."""
        if self.running():
            return
        now = time.monotonic()
        if self.process is not None:
            self._ended(now, report)
        if now >= self.due:
            self._start(now)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal_group(self, which: signal.Signals) -> None:
        if self.process is not None:
            _signal_group(self.process.pid, which)

    def _start(self, now: float) -> None:
        self.process, self.started = start(self.arguments, self.environment), now

    def _ended(self, now: float, report: Callable[[str], None]) -> None:
        """Clear away what it left running – a worker of granian outlives it – and wait longer each time it ends at once."""
        assert self.process is not None
        self.signal_group(signal.SIGKILL)
        self.pause = SHORTEST if now - self.started > SETTLED else min(self.pause * 2, LONGEST)
        self.due = now + self.pause
        report(f"{self.name} ended ({self.process.returncode}); it starts again in {self.pause:.1f} s")
        self.process = None


def start(arguments: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start a Python program of this checkout in a group of its own, which ends when this process does."""
    parent = os.getpid()
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=lambda: die_with(parent),  # noqa: PLW1509 – one thread only, and nothing is locked
    )


def stop(children: Sequence[Child]) -> None:
    """Tell all to stop at once, wait, and end by force what has not stopped by then."""
    for child in children:
        child.signal_group(signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while any(child.running() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    for child in children:
        child.signal_group(signal.SIGKILL)


def _signal_group(group: int, which: signal.Signals) -> None:
    try:
        os.killpg(group, which)
    except ProcessLookupError:  # all of them are gone already
        return

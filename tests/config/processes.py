"""Looking at processes from outside, as an operator would."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def belonging_to(home: Path) -> set[int]:
    """Every live process that was started for this folder: it works inside, or was told of it."""
    return {pid for pid in _pids() if pid != os.getpid() and _belongs(pid, home)}


def named(home: Path, part: str) -> set[int]:
    """Those of them whose command line has this part."""
    return {pid for pid in belonging_to(home) if part in _read(pid, "cmdline").decode(errors="replace")}


def kill(pids: set[int]) -> None:
    assert pids, "nothing to kill"
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def eventually(what: Callable[[], bool], patience: float = 30.0) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + patience
    while not (true := what()) and time.monotonic() < until:
        time.sleep(0.05)
    return true


def _pids() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def _belongs(pid: int, home: Path) -> bool:
    if _read(pid, "stat").rpartition(b")")[2].split()[:1] == [b"Z"]:
        return False
    told = _read(pid, "environ") + _read(pid, "cmdline")
    return str(home).encode() in told or _works_in(pid, home)


def _works_in(pid: int, home: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink().is_relative_to(home)
    except OSError:
        return False


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""

"""What is done before a node serves: its database brought up to date, the files for browsers built – once for each fingerprint."""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

from yimen.config.environment import flag
from yimen.config.fingerprint import fingerprint, static_fingerprint
from yimen.config.supervisor.children import start
from yimen.config.supervisor.nodes import Node

SAFETY = ["-m", "yimen.config.safety"]
PREPARE = ["-m", "yimen.config.prepare"]
UNUSED = ["htmx-4*", "htmax-*", "htmx-2.js", "ext"]  # that django_htmx carries: compressing them takes most of the time
COLLECT = ["manage.py", "collectstatic", "--no-input", "--verbosity", "0", *(f"--ignore={each}" for each in UNUSED)]
LOOK_EVERY = 0.05  # seconds
PREPARED_FOR = "select fingerprint from yimen_prepared"


class NotPrepared(RuntimeError):
    """A step failed; its own message stands above."""


def prepare(node: Node, report: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
    """Do what is not done yet, both at once since each keeps one core busy. Raises NotPrepared with the steps that failed."""
    _see_that_it_is_safe(node)
    steps = {}
    if prepared_for(node) != _wanted(node):
        steps[f"the database of {node.code}"] = start(PREPARE, node.environment())
    if stale := _built_for(node.static) != static_fingerprint():
        steps["the files for browsers"] = _collect(node, _draft(node.static))
    if steps:
        report(f"Preparing {' and '.join(steps)} …")
        _finish(steps, meanwhile)
    if stale:
        _put_in_place(node.static)


def _see_that_it_is_safe(node: Node) -> None:
    """Each start: settings change without the programs. Its sentences are on the error output already."""
    if start(SAFETY, node.environment()).wait():
        raise NotPrepared(
            "Nothing was started. What is said above has to be put right first; docs/operations.md explains each setting."
        )


def _wanted(node: Node) -> str:
    return fingerprint(demo=flag("YIMEN_DEMO", default=True), neighbours=node.neighbours)


def _collect(node: Node, draft: Path) -> "subprocess.Popen[bytes]":
    shutil.rmtree(draft, ignore_errors=True)
    return start(COLLECT, node.environment() | {"YIMEN_STATIC": str(draft)})


def _finish(steps: Mapping[str, "subprocess.Popen[bytes]"], meanwhile: Callable[[], None]) -> None:
    try:
        while any(process.poll() is None for process in steps.values()):
            meanwhile()
            time.sleep(LOOK_EVERY)
    finally:  # told to stop meanwhile: they end before their database does
        for process in steps.values():
            process.terminate()
            process.wait()
    if failed := [name for name, process in steps.items() if process.returncode != 0]:
        raise NotPrepared(f"Could not prepare {' and '.join(failed)}.")


def prepared_for(node: Node) -> str | None:
    """For which programs the database was prepared; None for a new one, or one restored from before this row existed."""
    try:
        with psycopg.connect(node.database.app) as connection:
            row = connection.execute(PREPARED_FOR).fetchone()
    except psycopg.errors.UndefinedTable:
        return None
    return row[0] if row else None


def _built_for(static: Path) -> str:
    mark = static / ".fingerprint"
    return mark.read_text() if mark.exists() else ""


def _draft(static: Path) -> Path:
    return static.with_name(static.name + ".new")


def _put_in_place(static: Path) -> None:
    """Swap the finished folder in, so that a start cut short never leaves half of it."""
    draft = _draft(static)
    (draft / ".fingerprint").write_text(static_fingerprint())
    shutil.rmtree(static, ignore_errors=True)
    draft.rename(static)

"""What is done before a node serves: its database brought up to date, the files for browsers built – once for each fingerprint."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from yimen.config.environment import flag
from yimen.config.fingerprint import fingerprint, static_fingerprint
from yimen.config.supervisor.children import start
from yimen.config.supervisor.nodes import Node

PREPARE = ["-m", "yimen.config.prepare"]
COLLECT = ["manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
PREPARED_FOR = "select fingerprint from yimen_prepared"


class NotPrepared(RuntimeError):
    """A step failed; its own message stands above."""


def prepare(nodes: Sequence[Node], report: Callable[[str], None]) -> None:
    """Do what is not done yet, all at once since each keeps one core busy. Raises NotPrepared with the steps that failed."""
    static = nodes[0].static
    steps = {f"the database of {node.code}": _database(node) for node in nodes if _prepared_for(node) != _wanted(node)}
    if stale := _built_for(static) != static_fingerprint():
        steps["the files for browsers"] = _static(nodes[0], _draft(static))
    if steps:
        report(f"Preparing {', '.join(steps)} …")
        _finish(steps)
    if stale:
        _put_in_place(static)


def _wanted(node: Node) -> str:
    return fingerprint(demo=flag("YIMEN_DEMO", default=True), neighbours=node.neighbours)


def _database(node: Node) -> "subprocess.Popen[bytes]":
    return start(PREPARE, node.environment())


def _static(node: Node, draft: Path) -> "subprocess.Popen[bytes]":
    shutil.rmtree(draft, ignore_errors=True)
    return start(COLLECT, node.environment() | {"YIMEN_STATIC": str(draft)})


def _finish(steps: dict[str, "subprocess.Popen[bytes]"]) -> None:
    if failed := [name for name, process in steps.items() if process.wait() != 0]:
        raise NotPrepared(f"Could not prepare {', '.join(failed)}.")


def _prepared_for(node: Node) -> str | None:
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

"""`bin/new service VERTICAL.NAME`, `bin/new adapter PORT.NAME`, `bin/new channel NAME`: begin something, and look whether it holds."""

import subprocess
import sys
from pathlib import Path

from yimen.config.environment import CHECKOUT
from yimen.config.scaffold.plans import KINDS, NotPossible, Plan

PYTHON = [sys.executable, "-m"]


def main(words: list[str]) -> int:
    """Write the files, show what is left to do, and run the validators over them."""
    if len(words) != 2 or words[0] not in KINDS:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        plan = KINDS[words[0]](words[1])
        write(plan, CHECKOUT)
    except NotPossible as reason:
        sys.stderr.write(f"bin/new: {reason}\n")
        return 1
    for step in plan.next_steps:
        sys.stdout.write(f"next:  {step}\n")
    return validate(plan, words)


def write(plan: Plan, root: Path) -> None:
    """All files or none; what exists is never written over."""
    if there := [path for path in plan.files if (root / path).exists()]:
        raise NotPossible(f"{', '.join(there)} exists already")
    for path, text in plan.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
        sys.stdout.write(f"wrote  {path}\n")


def validate(plan: Plan, words: list[str]) -> int:
    code = [path for path in plan.files if path.endswith(".py")]
    if words[0] == "service":
        return run([sys.executable, "manage.py", "lint", words[1]])
    return run([*PYTHON, "ruff", "check", *code]) or run(
        [*PYTHON, "mypy", *[path for path in code if path.startswith("yimen/")]]
    )


def run(command: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

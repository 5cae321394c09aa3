"""What every bench is asked for, and how it says what it found to a program."""

import argparse
import json
from typing import Any


def asked(about: str | None) -> argparse.Namespace:
    """--json, --quick, --large."""
    words = argparse.ArgumentParser(description=about)
    for name in ("json", "quick", "large"):
        words.add_argument(f"--{name}", action="store_true")
    return words.parse_args()


def tell(name: str, *, ratio: float, goal: float, ok: bool, **more: Any) -> None:
    """One line."""
    print(json.dumps({"name": name, "ratio": ratio, "goal": goal, "ok": ok, **more}))

"""The files that the house rules look at."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the checkout."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def sources(*patterns: str) -> list[Source]:
    """Files of the checkout that match any of these globs; generated migrations are left out."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file() and _ours(path)})
    return [_read(path) for path in paths]


@cache
def _read(path: Path) -> Source:
    return Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))


def _ours(path: Path) -> bool:
    """Neither pictures nor generated files nor the templates of bin/new, which are no Python yet."""
    if path.suffix in {".png", ".jpg", ".jpeg", ".pdf", ".woff2"}:
        return False
    return not {"__pycache__", "migrations", "node_modules"} & set(path.parts) and path.parent.parent.name != "scaffold"

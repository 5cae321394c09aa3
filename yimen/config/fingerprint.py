"""A fingerprint of the programs and their data: where it is unchanged, nothing has to be migrated, published or built again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from yimen.config.environment import CHECKOUT

PRODUCT = CHECKOUT / "yimen"
LOCKS = (CHECKOUT / "uv.lock", CHECKOUT / "package-lock.json")


def fingerprint(*, demo: bool, neighbours: str) -> str:
    """Of everything that decides what a prepared database holds; the addresses of other nodes are among it."""
    return _digest(_files(PRODUCT), f"demo={demo}", neighbours)


def static_fingerprint() -> str:
    """Of the files that browsers get, and of the packages that bring some of them."""
    return _digest(path for path in _files(PRODUCT) if "static" in path.parts)


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _digest(paths: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for path in [*paths, *(lock for lock in LOCKS if lock.exists())]:
        digest.update(f"\0{path.relative_to(CHECKOUT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

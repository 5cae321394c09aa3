"""A house rule: which files it looks at, what it finds, and sample texts that it must and must not find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.house.sources import Source, sources

Finding = tuple[int, str]  # the line, and what to do instead


@dataclass(frozen=True)
class Rule:
    """`bad` and `good` are whole small files; each `bad` one must be found, no `good` one may be."""

    name: str
    files: tuple[str, ...]
    find: Callable[[Source], Iterator[Finding]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    sample_path: str = "yimen/core/cases/sample.py"
    excused: frozenset[str] = frozenset()
    sources: Callable[..., list[Source]] = sources

    def broken(self) -> list[str]:
        return [
            f"{source.path}:{line}: {what}"
            for source in self.sources(*self.files)
            if source.path not in self.excused
            for line, what in self.find(source)
        ]

    def finds(self, text: str) -> bool:
        return any(self.find(Source(self.sample_path, text)))


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1

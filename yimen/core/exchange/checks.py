"""At the start: every adapter and every handler that the switchboard names is there, and outside the demo none of them is a demo."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string


def switchboard_is_whole(**_: Any) -> list[CheckMessage]:
    return [Error(problem, id=f"exchange.E{number:03}") for number, problem in problems()]


def problems() -> Iterator[tuple[int, str]]:
    """(number, what is wrong) for each entry that cannot be used."""
    for place, path in entries():
        try:
            import_string(path)
        except ImportError as absent:
            yield 1, f"{place} names {path}, which is not there: {absent}"
    for port, names in settings.ADAPTERS.items():
        for name, path in names.items():
            if not settings.DEMO and path.split(".")[-2] == "demo":
                yield (
                    2,
                    f"ADAPTERS[{port!r}][{name!r}] is a demo; name a real wire, or set YIMEN_DEMO=1 for a demonstration",
                )


def entries() -> Iterator[tuple[str, str]]:
    for port, names in settings.ADAPTERS.items():
        yield from ((f"ADAPTERS[{port!r}][{name!r}]", path) for name, path in names.items())
    yield from ((f"LETTERS[{kind!r}]", path) for kind, path in settings.LETTERS.items())
    yield from (("AFTER_ANSWER", path) for path in settings.AFTER_ANSWER)
    yield from (("AFTER_PEER", path) for path in settings.AFTER_PEER)

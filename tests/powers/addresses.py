"""The addresses of the product as its resolver has them, and the table that says what each takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from yimen.core.people.powers import POWERS

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WITHOUT_POWER = ("anybody", "demo", "nowhere", "node", "of_move", "applying", "nobody_without_key")


@dataclass(frozen=True)
class Address:
    """One row: by method the power or one of WITHOUT_POWER; what it is about; whether only officers, or only citizens, get there."""

    route: str
    powers: Mapping[str, str]
    about: str = ""
    desk: bool = False
    own: bool = False

    @property
    def api(self) -> bool:
        return self.route.startswith("/api/")


@cache
def table() -> dict[str, Address]:
    """Raises LookupError for a word that is neither a power nor one of the table's own."""
    rows = yaml.safe_load(Path(__file__).with_name("addresses.yaml").read_text("utf-8"))
    found = {}
    for route, row in rows.items():
        powers = {method: row[method] for method in METHODS if method in row}
        unknown = {*powers.values()} - {*POWERS, *WITHOUT_POWER} | row.keys() - {*METHODS, "about", "desk", "own"}
        if unknown:
            raise LookupError(f"addresses.yaml: {route}: {', '.join(sorted(unknown))}")
        found[route] = Address(route, powers, row.get("about", ""), bool(row.get("desk")), bool(row.get("own")))
    return found


def routes() -> set[str]:
    """Every address that the resolver knows, as it is written in urls.py."""
    return set(_walk(get_resolver(), "/"))


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here
        else:
            yield from _walk(one, here)

"""Where things are: the region this node answers for, and the halls around a place."""

from collections.abc import Sequence
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from yimen.core.places.law_book import law_book
from yimen.core.places.models import Counter, Office
from yimen.web.language import in_script, spoken, today

NEAR = 6  # halls that a page lists
KEPT = 60  # seconds


def known_place(code: str) -> bool:
    return bool(code) and law_book().regions.known(code) and law_book().regions.alive(code, today())


def home_region() -> str:
    """The region that this node answers for."""
    return str(settings.NODE["region"])


def halls(region: str, authority: str) -> list[Office]:
    """Where windows take it in around a place, of the competent authority or for it, the nearest first. Halls move rarely: a process
    asks once a minute."""
    book, on = law_book(), today()
    around = book.regions.around_on(region, on)
    city = book.regions.city_of(around[0]) or around[0]
    found = _halls(tuple(around), city, book.authority(authority, on).key, int(monotonic() // KEPT))
    return sorted(found, key=lambda one: (_steps(one.region, around), one.code))[:NEAR]


@lru_cache(maxsize=512)
def _halls(around: tuple[str, ...], city: str, authority: str, _minute: int) -> list[Office]:
    near = Q(region__in=around) | Q(region__startswith=city[:4])
    competent = Q(authority=authority) | Q(serves__contains=[authority])
    windows = ~Q(kind="department") | Exists(Counter.objects.filter(office=OuterRef("pk")))
    return list(
        Office.objects.filter(near & competent & windows)
        .exclude(region__endswith="0000")
        .order_by("code")
        .prefetch_related("days")[:100]
    )


def offices_named(codes: frozenset[str]) -> dict[str, Office]:
    """Offices by code; a process asks once a minute."""
    return _offices(codes, int(monotonic() // KEPT))


@lru_cache(maxsize=512)
def _offices(codes: frozenset[str], _minute: int) -> dict[str, Office]:
    return Office.objects.in_bulk(codes)


def forget() -> None:
    """Ask for the halls anew: for tests that build some."""
    _halls.cache_clear()
    _offices.cache_clear()


def _steps(region: str, around: Sequence[str]) -> int:
    return around.index(region) if region in around else 1


def office_name(office: Office) -> str:
    return office.name_en if spoken() == "en" and office.name_en else in_script(office.name_zh)

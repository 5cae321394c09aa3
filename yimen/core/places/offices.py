"""Which office of an authority is there for a place: its own, else that of the city, else that of the province."""

from datetime import date

from yimen.core.places.law_book import LawBook
from yimen.core.places.models import Office


def office_for(region: str, authority: str, on: date, book: LawBook) -> Office | None:
    """The innermost office around a region that belongs to whoever is competent on a day; None where there is none."""
    around = book.regions.around_on(region, on)
    competent = book.authority(authority, on)
    found = Office.objects.filter(region__in=around, authority=competent.key).order_by("code")
    return min(found, key=lambda office: around.index(office.region), default=None)

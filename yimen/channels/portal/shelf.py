"""What this installation offers: the newest edition of every service that has begun, by its code; one query."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404

from yimen.core.services.editions import Edition
from yimen.core.services.language import Channel
from yimen.core.services.published import NotPublished, edition_of, published
from yimen.core.services.words import Words
from yimen.web.language import today

Shelf = dict[str, Edition]
HERE = "portal"


def shelf() -> Shelf:
    """Editions published ahead of their day stand back behind the one before."""
    found = (edition if edition.service.valid.from_ <= today() else earlier(edition) for edition in published())
    return {edition.service.service: edition for edition in found if edition}


def earlier(edition: Edition) -> Edition | None:
    before = edition_of(edition.service.service, today())
    return before if before.service.valid.from_ <= today() else None


def edition_or_404(code: str) -> Edition:
    """The edition in force. Raises Http404."""
    try:
        return edition_of(code, today())
    except NotPublished as unknown:
        raise Http404 from unknown


def names(found: Shelf) -> dict[str, Words]:
    return {code: edition.service.name for code, edition in found.items()}


def doors_of(edition: Edition) -> dict[str, Channel]:
    """The doors of a service that this installation has: nothing is promised that is not there."""
    return {name: door for name, door in edition.service.channels.items() if name in settings.CHANNELS}


def does(edition: Edition, door: str = HERE) -> str:
    """inform, precheck, apply or all; nothing where the service has no such door here."""
    found = doors_of(edition).get(door)
    return found.do if found else ""


def takes_here(edition: Edition) -> bool:
    """Can one apply through this door?"""
    return does(edition) in ("precheck", "apply", "all")


def best_first(editions: Iterable[Edition]) -> list[Edition]:
    """What can be applied for here comes first, then what a window takes, then what is only told."""
    return sorted(
        editions, key=lambda one: (not takes_here(one), does(one, "hall") in ("", "inform"), one.service.service)
    )

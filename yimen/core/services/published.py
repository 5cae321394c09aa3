"""Published editions: the newest of a service, or the one a case is pinned to. Each is read and compiled once per process."""

from datetime import date
from functools import lru_cache

from yimen.core.ports.statements import ask_row
from yimen.core.services.canonical import digest as digest_of, from_canonical
from yimen.core.services.editions import Edition
from yimen.core.services.models import PackSwitch, Publication

# Those that had begun by a day before others; with no day, all are alike.
NEWEST = """select digest, number from services_edition where service = %s
            order by coalesce(valid_from <= %s, false) desc, number desc limit 1"""


class NotPublished(LookupError):
    """Nobody has published this service, or no edition has this digest."""


class Altered(NotPublished):
    """The text of an edition is not the one that was published: its digest differs. Nobody decides by it."""


def edition_of(service: str, on: date | None = None) -> Edition:
    """The newest edition of a service; with `on`, the newest of those that had begun by that day, if there is one."""
    newest = ask_row(NEWEST, [service, on])
    if newest is None:
        raise NotPublished(f"no edition of {service} has been published")
    return _edition(*newest)


def edition_by_digest(digest: str) -> Edition:
    """The edition that a case is pinned to. Raises NotPublished."""
    return _by_digest(digest)


def published() -> list[Edition]:
    """The newest edition of every service, in the order of their codes."""
    rows = Publication.objects.order_by("service", "-number").distinct("service").values_list("digest", "number")
    return [_edition(digest, number) for digest, number in rows]


def packs_on() -> dict[str, bool]:
    """How each pack stands: the newest switch counts."""
    rows = PackSwitch.objects.order_by("pack", "-id").distinct("pack")
    return {row.pack: row.on for row in rows}


@lru_cache(maxsize=4096)
def _by_digest(digest: str) -> Edition:
    number = Publication.objects.filter(digest=digest).order_by("-number").values_list("number", flat=True).first()
    if number is None:
        raise NotPublished(f"no edition has the digest {digest}")
    return _edition(digest, number)


@lru_cache(maxsize=4096)
def _edition(digest: str, number: int) -> Edition:
    row = Publication.objects.filter(digest=digest, number=number).only("canonical").first()
    if row is None:
        raise NotPublished(f"no edition has the digest {digest}")
    if digest_of(row.canonical) != digest:
        raise Altered(f"edition {digest} was changed after it was published")
    whole = from_canonical(row.canonical)
    return Edition(whole.service, tuple(whole.packs), number)

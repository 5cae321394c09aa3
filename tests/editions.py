"""What the tests publish: each service of the product read once in a process, since reading its files takes half a second."""

from datetime import datetime
from functools import cache
from pathlib import Path

from yimen.core.places.clock import now
from yimen.core.places.reading import read
from yimen.core.services.editions import Edition
from yimen.core.services.files import shelf
from yimen.core.services.language import Service
from yimen.core.services.models import Publication


@cache
def of_the_product() -> list[Edition]:
    """Every service file with its packs."""
    files = shelf()
    services = [file.said for file in files.services if isinstance(file.said, Service)]
    return [Edition(one, files.packs_for(one.service)) for one in services]


@cache
def of_folder(folder: Path) -> list[Edition]:
    """Small services without packs, written for tests."""
    return [Edition(read(Service, file)) for file in sorted(folder.glob("*.yaml"))]


def publish(editions: list[Edition], at: datetime | None = None) -> None:
    """Each as the first edition, without the linter and its minutes."""
    Publication.objects.bulk_create(
        Publication(
            service=edition.service.service, number=1, digest=edition.digest, canonical=edition.canonical,
            packs=[pack.pack for pack in edition.packs], valid_from=edition.service.valid.from_, published_at=at or now(),
            author="甲", approver="乙",
        )
        for edition in editions
    )  # fmt: skip

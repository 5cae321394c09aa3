"""What the tests publish: each service of the product read once in a process, since reading its files takes half a second."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

from yimen.core.places.clock import now
from yimen.core.places.reading import read
from yimen.core.ports.statements import ask_row
from yimen.core.services.editions import Edition
from yimen.core.services.files import shelf
from yimen.core.services.language import Service

WRITTEN: dict[tuple[str, ...], str] = {}
PUBLISH = """insert into services_edition
    (service, number, digest, canonical, packs, valid_from, author, approver, published_at)
select *, %s from jsonb_to_recordset(%s)
    as x (service text, number int, digest text, canonical text, packs jsonb, valid_from date, author text, approver text)
returning number"""


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
    ask_row(PUBLISH, [at or now(), written(editions)])


def written(editions: list[Edition]) -> str:
    """The rows as one text: nearly every test begins with them, and a driver would quote each value anew each time."""
    key = tuple(edition.digest for edition in editions)
    if key not in WRITTEN:
        WRITTEN[key] = json.dumps([_row(edition) for edition in editions], ensure_ascii=False)
    return WRITTEN[key]


def _row(edition: Edition) -> dict[str, object]:
    said = edition.service
    return {
        "service": said.service, "number": 1, "digest": edition.digest, "canonical": edition.canonical,
        "packs": [pack.pack for pack in edition.packs], "valid_from": said.valid.from_.isoformat(),
        "author": "甲", "approver": "乙",
    }  # fmt: skip

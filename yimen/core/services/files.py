"""The files of the verticals: services, packs and look-ups, read strictly, each with its text so that a fault finds its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from yimen.core.places.reading import NotTheLanguage, read_text
from yimen.core.services.language import Lookup, Pack, Service

VERTICALS = Path(__file__).parents[2] / "verticals"
KINDS: dict[str, Any] = {"services": Service, "packs": Pack, "lookups": Lookup}


@dataclass(frozen=True)
class File:
    """One file: what it says, or why it cannot be read."""

    path: Path
    text: str
    said: Service | Pack | Lookup | None
    refused: NotTheLanguage | None = None


@dataclass
class Shelf:
    """Everything the verticals have written."""

    services: list[File] = field(default_factory=list)
    packs: list[File] = field(default_factory=list)
    lookups: list[File] = field(default_factory=list)

    def all(self) -> Iterator[File]:
        yield from (*self.services, *self.packs, *self.lookups)

    def packs_for(self, code: str) -> list[Pack]:
        """The packs that change a service, in the order of their names."""
        packs = [file.said for file in self.packs if isinstance(file.said, Pack)]
        return sorted((pack for pack in packs if code in pack.changes), key=lambda pack: pack.pack)

    def find(self, code: str) -> File:
        """The file of a service. Raises LookupError."""
        for file in self.services:
            if isinstance(file.said, Service) and file.said.service == code:
                return file
        raise LookupError(f"no service file says `service: {code}`")


def shelf(folders: Iterable[Path] | None = None) -> Shelf:
    """Read the folders of all verticals, or of the ones given; nothing is kept, so that a changed file is seen."""
    found = Shelf()
    for folder in folders if folders is not None else verticals():
        for kind, said in KINDS.items():
            getattr(found, kind).extend(open_file(said, path) for path in sorted((folder / kind).glob("*.yaml")))
    return found


def verticals() -> list[Path]:
    return [VERTICALS / name for name in settings.VERTICALS]


def open_file(kind: Any, path: Path) -> File:
    text = path.read_text("utf-8")
    try:
        return File(path, text, read_text(kind, text, path.name))
    except NotTheLanguage as refused:
        return File(path, text, None, refused)

"""The linter over files: every fault with the file and line on which it stands, and what holds between files."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from yimen.core.places.law_book import LawBook
from yimen.core.places.reading import line_of
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.doors import DOORS, TOPICS
from yimen.core.services.editions import Edition
from yimen.core.services.files import File, Shelf
from yimen.core.services.language import Lookup, Pack, Service
from yimen.core.services.linter import Counts, Fault, Subject, counts, lint


@dataclass(frozen=True)
class Report:
    """One file: its faults as `file:line: path: …`, and what is counted although it may be published."""

    code: str
    faults: list[str]
    counts: Counts | None = None


def lint_files(shelf: Shelf, book: LawBook, days: WorkingDays, only: Collection[str] = ()) -> Iterator[Report]:
    """A report for each file, or for the services, packs and look-ups named in `only`."""
    services = frozenset(one.said.service for one in shelf.services if isinstance(one.said, Service))
    for file in shelf.all():
        code = code_of(file)
        if only and code not in only:
            continue
        if file.refused:
            yield Report(code, [str(mistake) for mistake in file.refused.errors])
        elif isinstance(file.said, Service):
            yield of_service(file, file.said, shelf, Subject(edition(file.said, shelf), book, days, services))
        elif file.said:
            yield Report(code, [placed(fault, file) for fault in between(file, shelf, book)])


def edition(service: Service, shelf: Shelf) -> Edition:
    return Edition(service, shelf.packs_for(service.service))


def of_service(file: File, service: Service, shelf: Shelf, subject: Subject) -> Report:
    packs = {one.said.pack: one for one in shelf.packs if isinstance(one.said, Pack)}
    faults = [*between(file, shelf, subject.book), *lint(subject)]
    said = [placed(fault, packs[fault.pack] if fault.pack else file) for fault in faults]
    return Report(service.service, said, counts(subject))


def placed(fault: Fault, file: File) -> str:
    return f"{file.path.name}:{line_of(file.text, fault.path)}: {fault}"


def code_of(file: File) -> str:
    if isinstance(file.said, Service):
        return file.said.service
    if isinstance(file.said, Pack):
        return file.said.pack
    return file.said.lookup if file.said else f"{file.path.parent.parent.name}.{file.path.stem}"


def between(file: File, shelf: Shelf, book: LawBook) -> Iterator[Fault]:
    """What only shows beside the other files: names said twice, files in the wrong room, packs that change nothing."""
    code, word = code_of(file), {Service: "service", Pack: "pack", Lookup: "lookup"}[type(file.said)]
    if sum(code_of(other) == code for other in shelf.all()) > 1:
        yield Fault(word, f"`{code}` is said by more than one file")
    vertical, _, name = code.rpartition(".")
    if name != file.path.stem or (vertical and vertical != file.path.parent.parent.name):
        yield Fault(
            word, f"expected {file.path.parent.parent.name}.{file.path.stem}, as the file is called; found {code}"
        )
    if isinstance(file.said, Pack):
        yield from of_pack(file.said, shelf, book)
    if isinstance(file.said, Lookup):
        yield from of_lookup(file.said)


def of_pack(pack: Pack, shelf: Shelf, book: LawBook) -> Iterator[Fault]:
    if pack.region not in book.sets and not book.regions.known(pack.region):
        yield Fault("region", f"`{pack.region}` is neither a region nor a named set")
    known = {code_of(one) for one in shelf.services}
    for code in pack.changes.keys() - known:
        yield Fault("changes", f"there is no service `{code}`")


def of_lookup(lookup: Lookup) -> Iterator[Fault]:
    for door in lookup.channels.keys() - DOORS.keys():
        yield Fault(f"channels.{door}", f"no such door; expected one of {', '.join(DOORS)}")
    for number, topic in enumerate(lookup.topics):
        if topic not in TOPICS:
            yield Fault(f"topics[{number}]", f"no such topic; expected one of {'、'.join(TOPICS)}")

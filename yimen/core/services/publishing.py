"""Publishing: a file becomes an edition when linter and examples pass and a second person approves."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.editions import Edition
from yimen.core.services.files import Shelf
from yimen.core.services.language import Pack, Service
from yimen.core.services.linter import Fault, Subject, lint
from yimen.core.services.models import PackSwitch, Publication
from yimen.core.services.published import edition_of, packs_on


class SamePerson(ValueError):
    """Whoever wrote an edition may not approve it."""


class Refused(ValueError):
    """The linter found faults; they are in `faults`."""

    def __init__(self, service: str, faults: list[Fault]):
        super().__init__("\n".join([f"{service} cannot be published:", *map(str, faults)]))
        self.service, self.faults = service, faults


def publish(subject: Subject, *, author: str, approver: str, at: datetime) -> Publication | None:
    """Write the edition down as the newest of its service; None where it is the newest already.

    Raises SamePerson, or Refused with the faults.
    """
    two_people(author, approver)
    edition = subject.edition
    with transaction.atomic():
        newest = newest_of(edition.service.service)
        if newest and newest.digest == edition.digest:
            return None
        if faults := lint(subject):
            raise Refused(edition.service.service, faults)
        return Publication.objects.create(
            service=edition.service.service,
            number=newest.number + 1 if newest else 1,
            digest=edition.digest,
            canonical=edition.canonical,
            packs=[pack.pack for pack in edition.packs],
            valid_from=edition.service.valid.from_,
            published_at=at,
            author=author,
            approver=approver,
        )


def two_people(author: str, approver: str) -> None:
    if not author.strip() or not approver.strip() or author.strip() == approver.strip():
        raise SamePerson("an edition has an author and another person who approves it")


def newest_of(service: str) -> Publication | None:
    return Publication.objects.select_for_update().filter(service=service).order_by("-number").first()


def publish_all(
    shelf: Shelf,
    book: LawBook,
    days: WorkingDays,
    *,
    author: str,
    approver: str,
    at: datetime,
    only: Collection[str] = (),
) -> list[Publication]:
    """Publish every file (or those named in `only`) that differs from its newest edition, with the packs that are on.

    Nothing is published if one is refused. Raises SamePerson, Refused, NotTheLanguage, or LookupError for an unknown code.
    """
    two_people(author, approver)
    wanted = [one for one in subjects(shelf, book, days) if not only or one.service.service in only]
    if unknown := set(only) - {one.service.service for one in wanted}:
        raise LookupError(f"no service file says {', '.join(sorted(unknown))}")
    with transaction.atomic():
        switch_new_packs(shelf, author=author, approver=approver, at=at)
        on = packs_on()
        made = [publish(with_packs(one, on), author=author, approver=approver, at=at) for one in wanted]
    return [row for row in made if row]


def with_packs(subject: Subject, on: Mapping[str, bool]) -> Subject:
    """The same service with just the packs that are on."""
    packs = [pack for pack in subject.edition.packs if on.get(pack.pack)]
    return replace(subject, edition=Edition(subject.service, packs))


def subjects(shelf: Shelf, book: LawBook, days: WorkingDays) -> Iterable[Subject]:
    """Each service of the shelf with all its packs, ready for the linter. Raises NotTheLanguage for a file that cannot be read."""
    for file in shelf.all():
        if file.refused:
            raise file.refused
    services = [file.said for file in shelf.services if isinstance(file.said, Service)]
    codes = frozenset(service.service for service in services)
    for service in services:
        yield Subject(Edition(service, shelf.packs_for(service.service)), book, days, codes)


def switch_new_packs(shelf: Shelf, *, author: str, approver: str, at: datetime) -> None:
    """A pack that nobody has switched yet is on from its first publication."""
    known = packs_on()
    for file in shelf.packs:
        if isinstance(file.said, Pack) and file.said.pack not in known:
            PackSwitch.objects.create(
                pack=file.said.pack, on=True, by=author, approver=approver, at=at, why="published"
            )


def switch(
    pack: Pack, on: bool, book: LawBook, days: WorkingDays, *, by: str, approver: str, at: datetime, why: str
) -> list[Publication]:
    """Switch a pack on or off: an audited row, and a new edition of each service it changes. Nothing if it stands so already."""
    two_people(by, approver)
    with transaction.atomic():
        if packs_on().get(pack.pack) is on:
            return []
        PackSwitch.objects.create(pack=pack.pack, on=on, by=by, approver=approver, at=at, why=why)
        codes = frozenset(Publication.objects.values_list("service", flat=True))
        made = []
        for code in sorted(codes & pack.changes.keys()):
            edition = edition_of(code).with_pack(pack) if on else edition_of(code).without_pack(pack.pack)
            made.append(publish(Subject(edition, book, days, codes), author=by, approver=approver, at=at))
    return [row for row in made if row]

"""Articles: what refuses, costs, takes time or asks for paper names an article in force, and none is invented.

许可法§30, §38: the basis is published. A rule whose article nobody has found says `law: 待核, mark: K`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yimen.core.places.law import UNCHECKED, Dated, Mark, UnknownArticle
from yimen.core.services.linter.subject import Fault, Faults, Subject, burdens

DOUBTFUL = ("K", "?")


@dataclass(frozen=True)
class Cited:
    """A place that cites, or should."""

    path: str
    law: str | None
    mark: Mark
    spans: tuple[Dated, ...]
    owes: bool
    pack: str | None = None


def cited(subject: Subject) -> Iterator[Cited]:
    for table, one in subject.rows:
        if not table.startswith("options."):
            yield Cited(
                subject.path(table, one), one.row.law, one.row.mark, one.spans, burdens(table, one.row), one.pack
            )
    for path, option in subject.options():
        yield Cited(path, option.law, option.mark, (option,), bool(option.open_when))
    yield from pledged(subject)
    for pack, _ in subject.edition.changes:
        yield Cited("law", pack.law, pack.mark, (pack.valid,), owes=False, pack=pack.pack)


def pledged(subject: Subject) -> Iterator[Cited]:
    """What is pledged, and what follows when it is broken, on the days on which a pledge is a way."""
    pledge = subject.service.pledge
    days = tuple(row for row in subject.service.procedure if row.then == "pledge")
    if pledge is None:
        return
    for n, one in enumerate(pledge.conditions):
        yield Cited(f"pledge.conditions[{n}]", one.law, one.mark, (one, *days), owes=True)
    if pledge.broken:
        yield Cited("pledge.broken", pledge.broken, "S", days, owes=False)


def articles(subject: Subject) -> Faults:
    """Each citation exists and is in force on all days of its row; a burden cites an article, or says 待核 with mark K. Who may pledge
    is told what.
    """
    if any(row.then == "pledge" for row in subject.service.procedure) and not subject.service.pledge:
        yield Fault("pledge", "a way by pledge names the conditions that are pledged, each with its article")
    for one in cited(subject):
        yield from (Fault(f"{one.path}.law", said, one.pack) for said in complaints(subject, one))


def complaints(subject: Subject, one: Cited) -> Iterator[str]:
    if one.law is None:
        if one.owes:
            yield f"a row that refuses, charges, takes time or asks for paper owes an article, or `law: {UNCHECKED}, mark: K`"
        return
    if one.law == UNCHECKED:
        if one.mark not in DOUBTFUL:
            yield f"{UNCHECKED} needs `mark: K`"
        return
    first = max([subject.service.valid.from_, *(span.from_ for span in one.spans)])
    last = min([subject.service.valid.to, *(span.to for span in one.spans)])
    try:
        citation = subject.book.article(one.law)
    except UnknownArticle as wrong:
        yield str(wrong)
        return
    act = citation.act
    if act and not (act.from_ <= first and last <= act.to):
        yield f"{one.law} is in force {spoken(act)}, not on all days of the row ({spoken(Dated(from_=first, to=last))})"
    elif act and citation.article is None and one.mark not in DOUBTFUL:
        yield f"{one.law} is cited by name without an article: name the article, or mark it K"


def spoken(span: Dated) -> str:
    first = "the beginning" if span.from_ == date.min else span.from_.isoformat()
    return f"from {first}" + ("" if span.to == date.max else f" to {span.to}")


def laws(subject: Subject) -> Faults:
    """The acts on which the service rests exist."""
    for number, law in enumerate(subject.service.law):
        try:
            subject.book.article(law)
        except UnknownArticle as wrong:
            yield Fault(f"law[{number}]", str(wrong))


def authority(subject: Subject) -> Faults:
    """The authority stands in the table of authorities, and somebody is competent on the first day."""
    key, first = subject.service.authority, subject.service.valid.from_
    if key not in subject.book.authorities:
        expected = ", ".join(sorted(subject.book.authorities))
        yield Fault("authority", f"there is no authority `{key}`; expected one of {expected}")
    elif not subject.book.authority(key, first).holds(first):
        yield Fault("authority", f"neither `{key}` nor a successor is competent on the first day, {first}")


RULES = [articles, laws, authority]

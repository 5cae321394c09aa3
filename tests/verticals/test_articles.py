"""Inventing an article is a defect: every citation of every file is looked up, on the days on which it is used."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from yimen.core.places.law import Dated
from yimen.core.places.law_book import LawBook
from yimen.core.services.files import Shelf
from yimen.core.services.language import Service

UNCHECKED = "待核"
TABLE = Path(settings.BASE) / "docs/laws-checked.md"


Cited = tuple[str, str, date, date]


def cited(thing: Any, first: date = date.min, last: date = date.max) -> Iterator[Cited]:
    """Every (citation, mark, first day, last day) of a row; a row without days of its own holds as long as what it stands in."""
    if isinstance(thing, dict | list):
        for one in thing.values() if isinstance(thing, dict) else thing:
            yield from cited(one, first, last)
    if not is_dataclass(thing):
        return
    span = thing if isinstance(thing, Dated) else getattr(thing, "valid", None)
    if span:
        first, last = max(first, span.from_), min(last, span.to)
    if isinstance(law := getattr(thing, "law", None), str):
        yield law, getattr(thing, "mark", "S"), first, last
    for field in fields(thing):
        yield from cited(getattr(thing, field.name), first, last)


def rows(files: Shelf) -> list[tuple[str, Cited]]:
    return [(file.path.name, one) for file in files.all() for one in cited(file.said)]


def heads(files: Shelf) -> list[str]:
    """What a service rests on as a whole: the list at the head of its file, which bears no days and no mark."""
    return [law for file in files.services if isinstance(file.said, Service) for law in file.said.law]


def test_every_file_can_be_read(files: Shelf) -> None:
    refused = [str(file.refused) for file in files.all() if file.refused]
    assert not refused, "\n".join(refused)


def test_every_cited_article_exists(files: Shelf, book: LawBook) -> None:
    for citation in [*heads(files), *(one[0] for _, one in rows(files))]:
        book.article(citation)


def test_a_cited_act_is_in_force_on_the_first_and_last_day_of_its_row(files: Shelf, book: LawBook) -> None:
    for name, (citation, _, first, last) in rows(files):
        act = book.article(citation).act
        if act is not None:
            assert act.from_ <= first, f"{name}: {citation} is not yet in force on {first}"
            assert last <= act.to, f"{name}: {citation} is no longer in force on {last}"


def test_what_nobody_has_found_is_marked(files: Shelf) -> None:
    assert [name for name, one in rows(files) if one[0] == UNCHECKED and one[1] not in ("K", "?")] == []


def test_an_act_without_a_text_is_cited_by_name_and_marked(files: Shelf, book: LawBook) -> None:
    for name, (citation, mark, *_) in rows(files):
        act = book.article(citation).act
        if act is not None and act.highest() is None:
            assert "§" not in citation
            assert mark in ("K", "?"), f"{name}: {citation} has no text here, so its row is marked K"


def test_every_citation_is_explained_in_the_table_of_checked_laws(files: Shelf) -> None:
    told = TABLE.read_text("utf-8")
    used = {*heads(files), *(one[0] for _, one in rows(files))} - {UNCHECKED}
    assert {citation for citation in used if f"| {citation} |" not in told} == set()


def test_how_much_rests_on_background_knowledge_is_told(files: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    counts = Counter((one[1], one[0] == UNCHECKED) for _, one in rows(files))
    with capsys.disabled():
        for mark in ("S", "K", "?"):
            told = f"{counts[mark, False]} rows that name an act, {counts[mark, True]} {UNCHECKED}"
            sys.stdout.write(f"\nmark {mark}: {told}")

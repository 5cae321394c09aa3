"""What people read: both languages, a next step, phones that differ, and names that the glossary knows."""

from pathlib import Path
from typing import get_args

from django.conf import settings

from yimen.core.cases.vocabulary import STATES
from yimen.core.people.actors import ROLES
from yimen.core.places.law_book import LawBook
from yimen.core.places.reading import read
from yimen.core.services.files import Shelf
from yimen.core.services.language import Service
from yimen.core.services.words import Type

GLOSSARY = (Path(settings.BASE) / "docs/glossary.md").read_text("utf-8")
PROCEDURES = sorted((Path(settings.BASE) / "yimen/core/cases/procedures").glob("*.yaml"))
TAKEN = {
    "exit_entry.endorsement_individual",
    "exit_entry.endorsement_tour_group",
    "exit_entry.passport_renewal",
    "exit_entry.permit_first",
    "fire.pre_opening_check",
    "household.id_card_cross_province",
    "household.id_card_in_province",
    "household.residence_endorsement",
    "household.talent_settlement",
    "public_order.guard_company",
    "public_order.large_event",
    "traffic.licence_renewal",
}


def services(files: Shelf) -> list[Service]:
    return [file.said for file in files.services if isinstance(file.said, Service)]


def test_twelve_services_take_applications_and_are_complete(files: Shelf) -> None:
    applying = {one.service: one.status for one in services(files) if not one.informs_only}
    assert applying == dict.fromkeys(TAKEN, "complete")


def test_every_service_that_another_points_to_is_there(files: Shelf) -> None:
    there = {one.service for one in services(files)}
    pointed = {row.instead for one in services(files) for row in one.may_apply if row.instead}
    assert pointed <= there


def test_what_informs_only_has_no_door_that_applies(files: Shelf) -> None:
    for one in services(files):
        if one.service not in TAKEN:
            assert one.informs_only, one.service


def test_every_text_of_the_services_is_said_in_both_languages(files: Shelf) -> None:
    for file in files.services:
        assert file.text.count("{zh: ") == 0 or "en:" in file.text, file.path.name
    missing = [(one.service, name) for one in services(files) for name, fact in one.facts.items() if not fact.zh.en]
    missing += [
        (one.service, material.id) for one in services(files) for material in one.materials if not material.zh.en
    ]
    missing += [(one.service, faq.q.zh) for one in services(files) for faq in one.faq if not (faq.q.en and faq.a.en)]
    assert missing == []


def test_every_sample_is_a_picture_that_says_it_is_one(files: Shelf) -> None:
    for one in services(files):
        picture = Path(settings.BASE) / "yimen/verticals" / one.vertical / "samples" / str(one.sample)
        assert "样本" in picture.read_text("utf-8"), one.service


def test_consulting_and_complaining_are_two_phones_with_an_area_code(files: Shelf) -> None:
    for one in services(files):
        assert one.contacts, one.service
        assert one.contacts.consult != one.contacts.complain
        assert one.contacts.consult.startswith("020-12345"), "a demo number, which nobody answers"


def test_every_reason_that_a_row_gives_has_words_and_a_next_step(files: Shelf, book: LawBook) -> None:
    for one in services(files):
        for row in one.may_apply:
            if row.why:
                found = book.reasons[row.why]
                assert all((found.zh, found.en, found.next.zh, found.next.en)), row.why


def test_the_glossary_names_every_state_move_role_and_type() -> None:
    moves = {move["move"] for file in PROCEDURES for move in read(dict, file)["moves"]}
    missing = {word for word in {*STATES, *moves, *ROLES, *get_args(Type)} if f"`{word}`" not in GLOSSARY}
    assert missing == set()


def test_the_glossary_names_every_paper() -> None:
    papers = {code for file in PROCEDURES for code in read(dict, file)["papers"]}
    assert {code for code in papers if f"`{code}`" not in GLOSSARY} == set()

"""The terms of real cases: every example of every service of the verticals has a procedure, limits and certificates that hold."""

from collections.abc import Iterator
from datetime import date

import pytest

from yimen.core.cases.certificates import last_valid_day
from yimen.core.cases.limits import limits
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.terms import Terms
from yimen.core.cases.terms_of import terms_of
from yimen.core.places.law_book import law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.editions import Edition
from yimen.core.services.examples import applicant, ordinary, run
from yimen.core.services.files import shelf
from yimen.core.services.language import Example, Service

DAYS, SHELF = WorkingDays(released()), shelf()
TODAY = date(2026, 11, 24)
SERVICES = [
    file.said
    for file in SHELF.services
    if isinstance(file.said, Service) and file.said.ordinary and not file.said.informs_only
]


def told(service: Service) -> Iterator[tuple[Example, Terms]]:
    edition = Edition(service, SHELF.packs_for(service.service))
    usual = ordinary(edition)
    for example in [Example(name="ordinary", expect={"may_apply": "ok"}), *service.examples]:
        facts = applicant(service.facts, {**usual.given, **example.given}, example.on or usual.on)
        yield example, terms_of(run(edition, example, law_book(), DAYS), edition, facts)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.service)
def test_every_example_of_a_service_has_terms_that_a_case_can_be_pinned_to(service: Service) -> None:
    for example, terms in told(service):
        assert procedure(terms.procedure, TODAY).rows("submit", TODAY), example.name
        assert limits(terms, TODAY).by_kind, example.name
        for one in terms.certificates:
            last_valid_day(TODAY, one.valid_for)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.service)
def test_the_ordinary_applicant_gets_what_the_service_is_for(service: Service) -> None:
    _, terms = next(told(service))
    result = service.result
    assert result
    assert {one.kind for one in terms.certificates} == ({result.certificate} if result.certificate else set())
    assert terms.letter == result.letter


def of(code: str) -> Terms:
    [service] = [one for one in SERVICES if one.service == code]
    return next(told(service))[1]


def test_the_identity_card_is_decided_at_home_in_five_days_and_its_time_runs_to_delivery() -> None:
    terms = of("household.id_card_cross_province")
    assert (terms.procedure, terms.region[:2], terms.within and terms.within.time) == (
        "registration",
        "43",
        "5 calendar days",
    )
    assert terms.statute
    assert (terms.statute.time, terms.statute.starts, terms.statute.stops) == ("60 calendar days", "submit", "deliver")


def test_settlement_has_no_statutory_time_and_borrows_none() -> None:
    terms = of("household.talent_settlement")
    assert (terms.statute, terms.extension) == (None, None)
    assert limits(terms, TODAY).get("statute") is None


def test_an_endorsement_is_one_certificate_a_destination() -> None:
    terms = of("exit_entry.endorsement_tour_group")
    assert terms.lane == "instant"
    assert [one.item for one in terms.certificates] == ["HKG"]
    assert all(one.option and one.valid_for for one in terms.certificates)

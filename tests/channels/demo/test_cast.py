from datetime import date

import pytest

from yimen.channels.demo.cast import GROUPS, Player, cast
from yimen.config.demo.files import companies, folk_plan, ready_cases
from yimen.config.demo.invented import ORDERS, credit_code
from yimen.core.people.numbers import citizen_id, phone, uscc
from yimen.core.places.law_book import law_book
from yimen.core.services.files import shelf
from yimen.core.services.language import Service

ON = date(2026, 11, 24)
FICTIONAL = ("示例", "测试", "演示", "样本", "虚构", "小例")


def test_there_are_six_stories_and_more_than_a_dozen_people_to_be() -> None:
    offered = [player for player in cast().persons.values() if player.who]
    assert len(cast().stories) == 9
    assert len(offered) >= 12
    assert {player.group for player in offered} == set(GROUPS)


@pytest.mark.parametrize("player", cast().persons.values(), ids=lambda player: player.name)
def test_everybody_is_visibly_fictional_with_a_number_that_passes_every_check_and_belongs_to_nobody(
    player: Player,
) -> None:
    number = citizen_id(player.number, ON)
    assert player.number[14:17] in ORDERS[number.sex]
    assert player.name.endswith(FICTIONAL)
    assert not player.phone or phone(player.phone) == player.phone
    assert law_book().regions.alive(player.region, ON)


def test_officers_and_drawn_people_are_visibly_fictional_too() -> None:
    assert all(officer.name.endswith(FICTIONAL) for officer in cast().officers.values())
    assert all(name.endswith(FICTIONAL) for name in folk_plan().names.given)
    assert all(company.name.startswith(FICTIONAL) for company in companies().organisations.values())


def test_nobody_has_the_number_or_the_phone_of_another() -> None:
    numbers = [player.number for player in cast().persons.values()]
    phones = [player.phone for player in cast().persons.values() if player.phone]
    assert len(set(numbers)) == len(numbers)
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize("company", companies().organisations.values(), ids=lambda company: company.name)
def test_every_organisation_has_a_valid_credit_code(company: object) -> None:
    code = credit_code(company.region, company.code)  # type: ignore[attr-defined]
    assert uscc(code) == code


def test_what_one_may_try_is_a_service_that_somebody_wrote() -> None:
    known = {file.said.service for file in shelf().services if isinstance(file.said, Service)}
    tried = {player.go.split("/")[2] for player in cast().persons.values() if player.go.startswith("/services/")}
    assert tried <= known
    assert {ready.service for ready in ready_cases().values()} <= known


def test_ids_are_the_same_on_every_machine() -> None:
    assert str(cast().persons["zhang"].id) == "84fc1e9d-48cf-59e7-aeba-362245b59854"

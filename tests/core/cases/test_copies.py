"""A copy at home: read by those who decide there, checked, and moved by nobody."""

import hashlib

import pytest

from tests.core.cases.dialogue import (
    OPINION,
    PICTURE,
    Exchanged,
    Home,
    exchanged,
    sent_home,
    traveller,
)
from tests.core.people.folk import ZHANG
from tests.two_nodes import Node
from yimen.core.cases.documents import clear
from yimen.core.cases.models import Document
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

__all__ = ["exchanged", "traveller"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_home_authority_gets_a_copy_that_it_can_read_and_check(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    copy = home.seen()
    assert copy["moves"] == ["begin", "submit", "accept", "forward"]
    assert (copy["owner"], copy["state"], copy["name"]) == ("gd", "accepted", "张示例")
    assert copy["broken"] == [], "the chain of the owner holds here too"
    assert copy["facts"]["facts"]["home"]["value"] == "430102"
    assert [party["region"] for party in copy["parties"]] == ["430102"]
    assert home.applicant() == {"name": "张示例", "number": ZHANG}


def test_officers_of_another_city_there_see_nothing_of_it(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert home.seen("stranger") is None
    assert home.ask("examine", "stranger", OPINION) == "no_such_case"


def test_only_the_owner_moves_a_case(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert home.take_it() == "not_yours"


def test_a_photograph_travels_in_parts_and_arrives_as_it_is_kept_here(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    home = Home(hn, sent_home(traveller, picture=PICTURE))
    exchanged(lambda: home.seen() and home.documents(), "the photograph")
    with acting(CLOCK):
        kept = Document.objects.get()
        assert hashlib.sha256(PICTURE).digest() == bytes(kept.handed_in or b"")
        assert home.documents() == [["照片.jpg", clear(kept.id).hex()[:16], kept.size]]


def test_a_number_known_there_under_another_name_is_left_to_an_officer(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    hn.call("tests.core.cases.abroad:enter", "欧阳测试", ZHANG)
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert home.applicant() is None
    assert home.seen()["name"] == "张示例"


def test_two_open_cases_that_meet_from_two_nodes_go_to_an_officer(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    hn.call("tests.core.cases.abroad:apply_there", "张示例", ZHANG)
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert hn.call("tests.core.cases.abroad:meetings") == 1

"""What the home authority is told of a case of ours."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.adapters.test_contract import EICAR
from tests.bad_line import BadLine
from tests.core.cases.dialogue import (
    OPINION,
    PICTURE,
    Exchanged,
    Home,
    exchanged,
    here,
    noise,
    sent_home,
    traveller,
)
from tests.core.cases.people import WINDOW, as_applicant, draft, move
from tests.core.exchange.loopback import changed_by_operator
from tests.two_nodes import Node
from yimen.core.cases.take import settle
from yimen.core.exchange.models import Peer
from yimen.core.exchange.peers import add_peer
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

__all__ = ["exchanged", "traveller"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_what_stays_in_the_province_is_told_to_nobody(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    moment = now()
    case = draft(traveller, "test.registration", at=moment, facts={"home": "440300"})
    case = move(case, "submit", as_applicant(traveller), moment)
    case = move(case, "accept", WINDOW, moment)
    exchanged(lambda: True, "one round")
    assert Home(hn, case).seen() is None


def test_a_case_sent_home_before_anybody_answers_there_is_told_when_the_node_is_entered(
    traveller: Person, hn: Node, drain: Callable[[], None], exchanged: Exchanged
) -> None:
    key, url = Peer.objects.values_list("public_key", "url").get(code="hn")
    hunan = Peer.objects.filter(code="hn")
    changed_by_operator(lambda: hunan.update(region="450000"))  # nobody for Hunan yet
    home = Home(hn, sent_home(traveller))
    drain()
    assert home.seen() is None
    changed_by_operator(lambda: add_peer("hn", "430000", url, key, now()))
    exchanged(home.seen, "the copy")
    assert home.seen()["moves"] == ["begin", "submit", "accept", "forward"]


def test_whatever_the_line_does_the_dialogue_ends_the_same(
    traveller: Person, hn: Node, line: BadLine, exchanged: Exchanged
) -> None:
    line.does(["cut", "half", "damage", "double", "answer lost", "reverse", "damaged answer", "late twin"] * 4)
    case = sent_home(traveller, picture=PICTURE)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask("examine", "examiner", OPINION)
    exchanged(lambda: "examine" in home.seen()["moves"], "the examination")
    home.ask("approve", "decider", {})
    exchanged(lambda: home.state() == "approved", "the decision")
    assert [event.move for event in here(case).events] == home.seen()["moves"]
    assert home.seen()["moves"] == ["begin", "submit", "accept", "forward", "examine", "approve"]
    assert home.seen()["broken"] == []


def test_a_file_in_which_something_was_found_stays_where_it_is(
    traveller: Person, hn: Node, exchanged: Exchanged, drain: Callable[[], None]
) -> None:
    home = Home(hn, sent_home(traveller, picture=noise(50, EICAR), then=drain))
    exchanged(home.seen, "the copy")
    assert home.documents() == []


def test_after_five_days_without_an_answer_it_is_escalated_and_home_sees_that(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    with acting(CLOCK):
        assert settle(case.id, at=now() + timedelta(days=5)) is None
        settle(case.id, at=now() + timedelta(days=6))
    assert here(case).last("escalate")
    exchanged(lambda: "escalate" in home.seen()["moves"], "the reminder")

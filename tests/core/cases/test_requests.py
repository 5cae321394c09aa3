"""Officers at home ask, the owner's take() decides, and both sides know."""

import pytest

from tests.bad_line import BadLine
from tests.core.cases.dialogue import (
    OPINION,
    Exchanged,
    Home,
    exchanged,
    here,
    sent_home,
    traveller,
)
from tests.core.cases.people import as_applicant, move
from tests.two_nodes import Node
from yimen.core.cases.store import read_case
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

__all__ = ["exchanged", "traveller"]
REFUSAL = {"reasons": [{"text": "人口登记与本人不符", "law": "身份证法§8"}]}
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_home_authority_approves_and_both_sides_know(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask("examine", "examiner", OPINION)
    exchanged(lambda: "examine" in home.seen()["moves"], "the examination")
    home.ask("approve", "decider", {})
    exchanged(lambda: home.state() == "approved", "the decision in the copy")
    decided = here(case)
    assert decided.state == "approved"
    assert [(one.move, one.actor_id, one.office) for one in decided.events[-2:]] == [
        ("examine", "hn/e1", "430102000001"),
        ("approve", "hn/d1", "430102000001"),
    ]
    assert decided.events[-1].node == "gd", "the owner wrote it"
    assert decided.certificates
    assert home.asked() == [["examine", "done", ""], ["approve", "done", ""]]
    assert home.seen()["broken"] == []


def test_a_refusal_from_home_brings_its_reasons_to_the_person(
    traveller: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask("examine", "examiner", {"opinion": "refuse", "why": "不一致"})
    exchanged(lambda: "examine" in home.seen()["moves"], "the examination")
    assert home.ask("reject", "decider", {}) == "says_missing", "no refusal without reasons leaves the house"
    home.ask("reject", "decider", REFUSAL)
    exchanged(lambda: home.state() == "rejected", "the refusal")
    with acting(as_applicant(traveller)):
        told = read_case(case.id)
    said = told.events[-1].said or {}
    assert said["reasons"][0]["text"] == "人口登记与本人不符"
    assert {remedy.way for remedy in told.remedies} == {"reconsideration", "litigation"}


def test_whoever_examined_does_not_decide_there_either(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert home.ask("approve", "decider", {}) == "not_now"
    assert home.asked() == []


def test_asked_twice_before_the_answer_it_is_one_request(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(traveller))
    exchanged(home.seen, "the copy")
    assert home.ask("examine", "examiner", OPINION) == home.ask("examine", "examiner", OPINION)
    exchanged(lambda: home.asked() == [["examine", "done", ""]], "the answer")
    assert home.seen()["moves"].count("examine") <= 1


def test_a_request_that_comes_too_late_is_answered_with_what_changed(
    traveller: Person, hn: Node, line: BadLine, exchanged: Exchanged
) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    move(case, "withdraw", as_applicant(traveller), now())
    line.does(["cut"] * 1000)  # the withdrawal does not get through, the request does
    home.ask("examine", "examiner", OPINION)
    exchanged(lambda: here(case).state == "withdrawn", "the withdrawal to stand")
    line.does([])
    exchanged(lambda: home.asked()[0][1] != "asked", "the answer")
    assert home.asked() == [["examine", "refused", "older_page"]]
    assert home.state() == "withdrawn"


FORGED = [
    ({"by": {"role": "head", "id": "hn/x", "name": "x", "office": "430102000001", "reach": "430100"}}, "not_now"),
    ({"by": {"role": "decider", "id": "gd/x", "name": "x", "office": "430102000001", "reach": "430100"}}, "not_yours"),
    ({"by": {"role": "decider", "id": "hn/x", "name": "x", "office": "430102000001", "reach": "440000"}}, "not_yours"),
    ({"by": {"role": "decider", "id": "hn/x", "name": "x", "office": "440106000001", "reach": "430100"}}, "not_yours"),
    (
        {"by": {"role": "decider", "id": "hn/x", "name": "x", "office": "430102000001", "reach": "430200"}},
        "no_such_case",
    ),
    ({"move": "accept"}, "not_now"),
    ({"case": "0193f000-0000-7000-8000-000000000001"}, "no_such_case"),
]


def test_a_peer_asks_only_what_it_answers_for(traveller: Person, hn: Node, exchanged: Exchanged) -> None:
    case = sent_home(traveller)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    for number, (change, _) in enumerate(FORGED):
        home.ask_raw(number, change)
    exchanged(lambda: all(state != "asked" for _, state, _ in home.asked()), "the answers")
    assert home.asked() == [[f"raw {number}", "refused", error] for number, (_, error) in enumerate(FORGED)]
    assert here(case).version == case.version

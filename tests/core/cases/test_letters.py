"""A card applied for in one province and decided in another: two nodes, one owner, letters between them."""

import io
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from tests.adapters.test_contract import EICAR
from tests.bad_line import BadLine
from tests.core.cases.people import WINDOW, as_applicant, draft, move, publish, zhang
from tests.core.people.folk import ZHANG
from tests.two_nodes import Node, gd, hn, line, node_gd, node_hn, until
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.cases.take import settle
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Outbox, Peer
from yimen.core.exchange.peers import add_peer, node_actor
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

__all__ = ["gd", "hn", "line", "node_gd", "node_hn"]
pytestmark = pytest.mark.django_db(transaction=True)
REFUSAL = {"reasons": [{"text": "人口登记与本人不符", "law": "身份证法§8"}]}
OPINION = {"opinion": "grant", "why": "与登记一致"}


def noise(side: int, comment: bytes = b"") -> bytes:
    """A photograph that cannot be made small, with what its maker wrote into it."""
    picture = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(1).randbytes(side * side * 3)).save(
        picture, "JPEG", quality=95, comment=comment
    )
    return picture.getvalue()


PICTURE = noise(900)  # about 1.5 MB: travels in parts


@pytest.fixture
def applicant(hn: Node) -> Person:
    publish()
    return zhang()


@pytest.fixture
def exchanged(drain: Callable[[], None]) -> Callable[[Callable[[], Any], str], None]:
    """Our jobs run, the other node's worker runs, back-offs pass – until something is so."""

    def run(condition: Callable[[], Any], what: str) -> None:
        def so() -> bool:
            drain()
            with acting(node_actor("gd")):
                Outbox.objects.filter(acked_at=None).update(next_try=None)
            deliver("hn")
            apply_waiting("hn")
            return bool(condition())

        until(so, what)

    return run


def sent_home(person: Person, *, picture: bytes = b"", then: Callable[[], None] = lambda: None) -> Dossier:
    """Applied for here today, decided in Changsha; `then` is what happens before it is accepted."""
    moment = now()
    case = draft(person, "test.registration", at=moment, facts={"home": "430102"})
    if picture:
        with acting(as_applicant(person)):
            receive(case.id, "photo", "照片.jpg", picture, by=as_applicant(person))
    case = move(case, "submit", as_applicant(person), moment)
    then()
    return move(case, "accept", WINDOW, moment)


def here(case: Dossier) -> Dossier:
    with acting(CLOCK):
        return read_case(case.id)


class Home:
    """The home authority, asked through its own node."""

    def __init__(self, node: Node, case: Dossier) -> None:
        self.node, self.case = node, str(case.id)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *args: self.node.call(f"tests.core.cases.abroad:{name}", self.case, *args)

    def state(self) -> str | None:
        copy = self.seen()
        return copy["state"] if copy else None


Exchanged = Callable[[Callable[[], Any], str], None]


def test_the_home_authority_gets_a_copy_that_it_can_read_and_check(
    applicant: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(applicant)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    copy = home.seen()
    assert copy["moves"] == ["begin", "submit", "accept", "forward"]
    assert (copy["owner"], copy["state"], copy["name"]) == ("gd", "accepted", "张示例")
    assert copy["broken"] == [], "the chain of the owner holds here too"
    assert copy["facts"]["facts"]["home"]["value"] == "430102"
    assert [party["region"] for party in copy["parties"]] == ["430102"]
    assert home.applicant() == {"name": "张示例", "number": ZHANG}


def test_officers_of_another_city_there_see_nothing_of_it(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert home.seen("stranger") is None
    assert home.ask("examine", "stranger", OPINION) == "no_such_case"


def test_only_the_owner_moves_a_case(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert home.take_it() == "not_yours"


def test_what_stays_in_the_province_is_told_to_nobody(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    moment = now()
    case = draft(applicant, "test.registration", at=moment, facts={"home": "440300"})
    case = move(case, "submit", as_applicant(applicant), moment)
    case = move(case, "accept", WINDOW, moment)
    exchanged(lambda: True, "one round")
    assert Home(hn, case).seen() is None


def test_a_case_sent_home_before_anybody_answers_there_is_told_when_the_node_is_entered(
    applicant: Person, hn: Node, drain: Callable[[], None], exchanged: Exchanged
) -> None:
    key, url = Peer.objects.values_list("public_key", "url").get(code="hn")
    Peer.objects.filter(code="hn").update(region="450000")  # nobody for Hunan yet
    home = Home(hn, sent_home(applicant))
    drain()
    assert home.seen() is None
    add_peer("hn", "430000", url, key, now())
    exchanged(home.seen, "the copy")
    assert home.seen()["moves"] == ["begin", "submit", "accept", "forward"]


def test_the_home_authority_approves_and_both_sides_know(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    case = sent_home(applicant)
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
    applicant: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(applicant)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask("examine", "examiner", {"opinion": "refuse", "why": "不一致"})
    exchanged(lambda: "examine" in home.seen()["moves"], "the examination")
    assert home.ask("reject", "decider", {}) == "says_missing", "no refusal without reasons leaves the house"
    home.ask("reject", "decider", REFUSAL)
    exchanged(lambda: home.state() == "rejected", "the refusal")
    with acting(as_applicant(applicant)):
        told = read_case(case.id)
    said = told.events[-1].said or {}
    assert said["reasons"][0]["text"] == "人口登记与本人不符"
    assert {remedy.way for remedy in told.remedies} == {"reconsideration", "litigation"}


def test_whoever_examined_does_not_decide_there_either(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert home.ask("approve", "decider", {}) == "not_now"
    assert home.asked() == []


def test_asked_twice_before_the_answer_it_is_one_request(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert home.ask("examine", "examiner", OPINION) == home.ask("examine", "examiner", OPINION)
    exchanged(lambda: home.asked() == [["examine", "done", ""]], "the answer")
    assert home.seen()["moves"].count("examine") <= 1


def test_a_request_that_comes_too_late_is_answered_with_what_changed(
    applicant: Person, hn: Node, line: BadLine, exchanged: Exchanged
) -> None:
    case = sent_home(applicant)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    move(case, "withdraw", as_applicant(applicant), now())
    line.does(["cut"] * 1000)  # the withdrawal does not get through, the request does
    home.ask("examine", "examiner", OPINION)
    exchanged(lambda: here(case).state == "withdrawn", "the withdrawal to stand")
    line.does([])
    exchanged(lambda: home.asked()[0][1] != "asked", "the answer")
    assert home.asked() == [["examine", "refused", "older_page"]]
    assert home.state() == "withdrawn"


def test_whatever_the_line_does_the_dialogue_ends_the_same(
    applicant: Person, hn: Node, line: BadLine, exchanged: Exchanged
) -> None:
    line.does(["cut", "half", "damage", "double", "answer lost", "reverse", "damaged answer", "late twin"] * 4)
    case = sent_home(applicant, picture=PICTURE)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask("examine", "examiner", OPINION)
    exchanged(lambda: "examine" in home.seen()["moves"], "the examination")
    home.ask("approve", "decider", {})
    exchanged(lambda: home.state() == "approved", "the decision")
    assert [event.move for event in here(case).events] == home.seen()["moves"]
    assert home.seen()["moves"] == ["begin", "submit", "accept", "forward", "examine", "approve"]
    assert home.seen()["broken"] == []


def test_a_photograph_travels_in_parts_and_arrives_as_it_was(applicant: Person, hn: Node, exchanged: Exchanged) -> None:
    home = Home(hn, sent_home(applicant, picture=PICTURE))
    exchanged(lambda: home.seen() and home.documents(), "the photograph")
    assert home.documents() == [["照片.jpg", PICTURE.hex()[:16], len(PICTURE)]]


def test_a_file_in_which_something_was_found_stays_where_it_is(
    applicant: Person, hn: Node, exchanged: Exchanged, drain: Callable[[], None]
) -> None:
    home = Home(hn, sent_home(applicant, picture=noise(50, EICAR), then=drain))
    exchanged(home.seen, "the copy")
    assert home.documents() == []


def test_a_number_known_there_under_another_name_is_left_to_an_officer(
    applicant: Person, hn: Node, exchanged: Exchanged
) -> None:
    hn.call("tests.core.cases.abroad:enter", "欧阳测试", ZHANG)
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert home.applicant() is None
    assert home.seen()["name"] == "张示例"


def test_two_open_cases_that_meet_from_two_nodes_go_to_an_officer(
    applicant: Person, hn: Node, exchanged: Exchanged
) -> None:
    hn.call("tests.core.cases.abroad:apply_there", "张示例", ZHANG)
    home = Home(hn, sent_home(applicant))
    exchanged(home.seen, "the copy")
    assert hn.call("tests.core.cases.abroad:meetings") == 1


def test_after_five_days_without_an_answer_it_is_escalated_and_home_sees_that(
    applicant: Person, hn: Node, exchanged: Exchanged
) -> None:
    case = sent_home(applicant)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    with acting(CLOCK):
        assert settle(case.id, at=now() + timedelta(days=5)) is None
        settle(case.id, at=now() + timedelta(days=6))
    assert here(case).last("escalate")
    exchanged(lambda: "escalate" in home.seen()["moves"], "the reminder")


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


@pytest.mark.parametrize(("change", "error"), FORGED)
def test_a_peer_asks_only_what_it_answers_for(
    applicant: Person, hn: Node, exchanged: Exchanged, change: dict[str, Any], error: str
) -> None:
    case = sent_home(applicant)
    home = Home(hn, case)
    exchanged(home.seen, "the copy")
    home.ask_raw(change)
    exchanged(lambda: home.asked()[0][1] != "asked", "the answer")
    assert home.asked()[0][1:] == ["refused", error]
    assert here(case).version == case.version

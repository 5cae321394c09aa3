"""The same key and call get the same answer, byte for byte, also when many come at once; another call under the key is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.channels.api.ground import WINDOW, Answer, Caller, Ground, Json, as_applicant, lay, tour
from tests.core.people.folk import as_owner
from yimen.core.cases.models import Case, Event
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

AT_ONCE = 8


def test_a_case_asked_for_twice_is_one_case_with_one_answer(zhang: Caller) -> None:
    first = zhang.post("/cases", tour(), key="k1").must(201)
    assert zhang.post("/cases", tour(), key="k1").must(201).bytes == first.bytes
    assert len(zhang.get("/cases").must()["items"]) == 1


def test_a_move_asked_for_twice_is_taken_once(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    window = Caller(WINDOW)
    first = window.move(case, "accept", key="k1").must()
    assert window.move(case, "accept", key="k1").must().bytes == first.bytes
    assert zhang.get(f"/cases/{case['id']}").must()["version"] == first["version"]
    window.move(case, "accept").must(409)


@pytest.mark.parametrize("other", [{"region": "440402"}, {"submit": False}, {"facts": {}}])
def test_another_body_under_the_key_is_refused(zhang: Caller, other: Json) -> None:
    zhang.post("/cases", tour(), key="k1").must(201)
    assert zhang.post("/cases", tour() | other, key="k1").must(409)["type"] == "/problems/key-conflict"


def test_a_key_used_for_another_address_is_refused(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    zhang.post(f"/cases/{case['id']}/moves/withdraw", {}, key="k1").must()
    assert zhang.post(f"/cases/{case['id']}/moves/submit", {}, key="k1").must(409)["type"] == "/problems/key-conflict"


def test_a_draft_that_could_not_be_handed_in_is_answered_the_same_again(zhang: Caller) -> None:
    asked = tour() | {"facts": {"destinations": ["HKG"]}}
    first = zhang.post("/cases", asked, key="k1").must(409)
    again = zhang.post("/cases", asked, key="k1").must(409)
    assert again.bytes == first.bytes
    assert again.response["Content-Type"] == "application/problem+json"
    assert len(zhang.get("/cases").must()["items"]) == 1


def test_what_was_refused_may_be_tried_again_under_its_key(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    window = Caller(WINDOW)
    window.move(case, "deliver", key="k1", way="window").must(409)
    zhang.move(case, "withdraw").must()
    assert window.move(case, "deliver", key="k1", way="window").must(409)["state"] == "withdrawn"


def test_a_key_is_its_callers_alone(zhang: Caller, ground: Ground) -> None:
    first = zhang.post("/cases", tour(), key="k1").must(201)
    other = Caller(as_applicant(ground.li)).post("/cases", tour() | {"submit": False}, key="k1").must(201)
    assert other["id"] != first["id"]


@pytest.fixture
def standing(transactional_db: None) -> Ground:
    """The ground, written down: other connections see it."""
    return lay()


def at_once(asks: list[tuple[Caller, str, Json, str]]) -> list[Answer]:
    def ask(one: tuple[Caller, str, Json, str]) -> Answer:
        caller, path, body, key = one
        try:
            return caller.post(path, body, key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(asks)) as crowd:
        return list(crowd.map(ask, asks))


def crowd(ground: Ground, path: str, body: Json, key: str) -> list[Answer]:
    return at_once([(Caller(as_applicant(ground.zhang)), path, body, key) for _ in range(AT_ONCE)])


def test_many_at_once_with_one_key_make_one_case(standing: Ground) -> None:
    answers = crowd(standing, "/cases", tour(), "k1")
    assert {answer.status for answer in answers} == {201}
    assert len({answer.bytes for answer in answers}) == 1
    with acting(CLOCK):
        assert (Case.objects.count(), Event.objects.filter(move="submit").count()) == (1, 1)


def test_many_at_once_without_a_key_make_one_case_and_the_others_are_told(standing: Ground) -> None:
    answers = crowd(standing, "/cases", tour(), "")
    assert sorted(answer.status for answer in answers) == [201] + [409] * (AT_ONCE - 1)


def test_many_moves_at_once_with_one_key_are_one_move(standing: Ground) -> None:
    case = Caller(as_applicant(standing.zhang)).post("/cases", tour()).must(201)
    answers = crowd(standing, f"/cases/{case['id']}/moves/withdraw", {"says": {}}, "k1")
    assert {answer.status for answer in answers} == {200}
    assert len({answer.bytes for answer in answers}) == 1


def test_many_moves_at_once_under_different_keys_are_one_move_too(standing: Ground) -> None:
    zhang = Caller(as_applicant(standing.zhang))
    case = zhang.post("/cases", tour()).must(201)
    path = f"/cases/{case['id']}/moves/withdraw"
    answers = at_once([(Caller(zhang.actor), path, {}, f"k{n}") for n in range(AT_ONCE)])
    assert sorted(answer.status for answer in answers) == [200] + [409] * (AT_ONCE - 1)
    with acting(CLOCK):
        assert Event.objects.filter(move="withdraw").count() == 1


def test_with_the_keys_protection_off_a_command_would_count_twice(zhang: Caller) -> None:
    unprotected = "create or replace function answer_claim(asker text, wanted text, body_digest bytea) returns json"
    with connection.cursor():
        as_owner(f"{unprotected} language sql as 'select null::json'")
    asked = tour() | {"submit": False, "reason": "要"}
    answers = {zhang.post("/cases", asked, key="k1").must(201)["id"] for _ in range(2)}
    assert len(answers) == 2

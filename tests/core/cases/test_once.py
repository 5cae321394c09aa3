"""The same key and body get the same answer; another body is refused; with the key's protection off a command would count twice."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.core.cases.people import HERE, WINDOW, as_applicant, complete, submitted
from tests.core.cases.story import at
from tests.core.people.folk import as_owner
from yimen.core.cases.answers import answered, keep_answer
from yimen.core.cases.begin import begin
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NotNow
from yimen.core.cases.models import Answer, Case, Event
from yimen.core.cases.store import Once
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def once(key: str = "k1", body: str = "{}") -> Once:
    return Once(key=key, digest=hashlib.sha256(body.encode()).digest(), answer=lambda case: (200, case.state.encode()))


def examine(case: Dossier, key: Once, by: Actor = WINDOW) -> Any:
    with acting(by):
        return take(case.id, "accept", by=by, at=at("2026-09-08"), once=key)


def test_the_same_command_again_is_answered_and_not_done_again(applicant: Person) -> None:
    case = complete(submitted(applicant))
    examine(case, once())
    with pytest.raises(AnsweredBefore) as before:
        examine(case, once())
    assert (before.value.status, before.value.body) == (200, b"accepted")
    with acting(WINDOW):
        assert Event.objects.filter(case_id=case.id, move="accept").count() == 1


def test_the_same_key_with_another_body_is_refused(applicant: Person) -> None:
    case = complete(submitted(applicant))
    examine(case, once())
    with pytest.raises(KeyConflict):
        examine(case, once(body='{"other": true}'))


def test_a_key_is_its_askers_alone(applicant: Person) -> None:
    case = complete(submitted(applicant))
    examine(case, once())
    with acting(as_applicant(applicant)):
        assert (
            take(case.id, "withdraw", by=as_applicant(applicant), at=at("2026-09-09"), once=once()).state == "withdrawn"
        )


def test_a_command_that_was_refused_leaves_its_key_free(applicant: Person) -> None:
    case = complete(submitted(applicant))
    with acting(WINDOW), pytest.raises(NotNow):
        take(case.id, "resume", by=WINDOW, at=at("2026-09-08"), once=once())
    assert examine(case, once()).state == "accepted"


def test_after_thirty_days_a_key_is_forgotten(applicant: Person) -> None:
    case = complete(submitted(applicant))
    examine(case, once())
    with acting(CLOCK):
        Answer.objects.update(at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotNow):
        examine(case, once())


def begun_twice(applicant: Person) -> int:
    by = as_applicant(applicant)
    for _ in range(2):
        try:
            with acting(by):
                begin(
                    "test.licence",
                    applicant=applicant.id,
                    by=by,
                    channel="portal",
                    region=HERE,
                    reason="要",
                    at=at("2026-09-07"),
                    once=once(),
                )
        except AnsweredBefore:
            pass
    with acting(CLOCK):
        return Case.objects.count()


def test_a_draft_asked_for_twice_with_one_key_is_one_draft(applicant: Person) -> None:
    assert begun_twice(applicant) == 1


def test_with_the_keys_protection_off_it_would_be_two(applicant: Person) -> None:
    unprotected = "create or replace function answer_claim(asker text, wanted text, body_digest bytea) returns json"
    as_owner(f"{unprotected} language sql as 'select null::json'")
    assert begun_twice(applicant) == 2


def test_a_door_whose_command_is_no_move_claims_a_key_itself(applicant: Person) -> None:
    with acting(WINDOW):
        assert answered(WINDOW, "k", b"d") is None
        keep_answer(WINDOW, "k", 201, b"body")
        again = answered(WINDOW, "k", b"d")
    assert again
    assert (again.status, again.body) == (201, b"body")
    with acting(WINDOW), pytest.raises(KeyConflict):
        answered(WINDOW, "k", b"other")


def test_an_answer_is_sealed(applicant: Person) -> None:
    examine(complete(submitted(applicant)), once())
    with acting(WINDOW):
        assert b"accepted" not in bytes(Answer.objects.get().body or b"")


def test_the_answer_that_is_kept_carries_the_numbers_of_papers(applicant: Person) -> None:
    def papers(case: Dossier) -> tuple[int, bytes]:
        return 200, json.dumps([one.number for one in case.papers]).encode()

    case = complete(submitted(applicant))
    key = Once(key="k9", digest=b"d" * 32, answer=papers)
    done = examine(case, key)
    assert key.given == (200, json.dumps([one.number for one in done.papers]).encode())
    assert all(one.number and "paper" not in one.number for one in done.papers)
    with pytest.raises(AnsweredBefore) as before:
        examine(case, Once(key="k9", digest=b"d" * 32, answer=papers))
    assert (before.value.status, before.value.body) == key.given

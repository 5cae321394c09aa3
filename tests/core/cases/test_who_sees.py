"""Forced and fail-closed: who sees which case, and that it is the policies that say so."""

import pytest
from django.db import connection, transaction

from tests.core.cases.people import (
    DECIDER,
    ELSEWHERE,
    HOME_DECIDER,
    SUPERVISOR,
    WINDOW,
    as_applicant,
    draft,
    hand_in,
    li,
    move,
    submitted,
    wang,
)
from tests.core.people.folk import as_owner, proxy
from yimen.core.cases.models import Case, Certificate, Document, Event, Paper, Sheet
from yimen.core.people.actors import CLOCK, VISITOR, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
CHILDREN = [Event, Sheet, Document, Paper]


def sees(actor: Actor) -> int:
    with acting(actor):
        return Case.objects.count()


def test_without_an_actor_nothing_is_visible(applicant: Person) -> None:
    case = submitted(applicant)
    hand_in(case, "photo", as_applicant(applicant))
    with acting(VISITOR):
        assert [model.objects.count() for model in (Case, *CHILDREN, Certificate)] == [0] * 6


def test_not_even_the_owner_sees_anything_without_an_actor(applicant: Person) -> None:
    submitted(applicant)
    with acting(VISITOR), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role yimen_owner")
        cursor.execute(
            "select (select count(*) from cases_case), (select count(*) from cases_event), (select count(*) from cases_sheet)"
        )
        assert cursor.fetchone() == (0, 0, 0)


def test_the_person_and_the_officers_of_the_place_see_the_case(applicant: Person) -> None:
    submitted(applicant)
    assert [sees(actor) for actor in (as_applicant(applicant), WINDOW, DECIDER, SUPERVISOR, CLOCK)] == [1] * 5


def stranger_sees(applicant: Person) -> list[int]:
    submitted(applicant)
    return [sees(actor) for actor in (as_applicant(li()), ELSEWHERE, HOME_DECIDER)]


def test_strangers_see_nothing(applicant: Person) -> None:
    assert stranger_sees(applicant) == [0, 0, 0]


def test_with_row_level_security_off_they_would(applicant: Person) -> None:
    as_owner("alter table cases_case disable row level security")
    assert stranger_sees(applicant) == [1, 1, 1]


def test_everything_that_hangs_on_a_case_is_seen_with_it(applicant: Person) -> None:
    case = submitted(applicant)
    hand_in(case, "photo", as_applicant(applicant))
    for actor, count in ((WINDOW, 1), (ELSEWHERE, 0)):
        with acting(actor):
            assert [model.objects.filter(case_id=case.id).exists() for model in CHILDREN] == [bool(count)] * 4


def test_the_home_authority_sees_what_it_has_to_decide(applicant: Person) -> None:
    submitted(applicant, "test.registration", home="430102")
    assert (sees(HOME_DECIDER), sees(ELSEWHERE)) == (1, 0)


def test_a_draft_is_the_persons_own_until_it_is_submitted(applicant: Person) -> None:
    draft(applicant)
    assert (sees(as_applicant(applicant)), sees(WINDOW)) == (1, 0)
    draft(li(), by=WINDOW, channel="hall")
    assert sees(WINDOW) == 1


def test_whoever_may_act_for_the_person_sees_the_case_as_long_as_that_lasts(applicant: Person) -> None:
    agent = wang()
    submitted(applicant)
    assert sees(as_applicant(agent)) == 0
    proxy(agent, applicant)
    assert sees(as_applicant(agent)) == 1


def test_the_holder_sees_a_certificate(applicant: Person) -> None:
    case = draft(applicant, by=WINDOW, channel="hall", facts={"size": 5, "face_match": True})
    move(case, "submit", WINDOW, "2026-09-07")
    for actor, count in ((as_applicant(applicant), 1), (as_applicant(li()), 0)):
        with acting(actor):
            assert Certificate.objects.count() == count


def test_who_begins_for_somebody_else_needs_a_mandate(applicant: Person) -> None:
    agent = wang()
    with pytest.raises(Exception, match="no_mandate"):
        draft(applicant, by=as_applicant(agent))
    proxy(agent, applicant)
    assert draft(applicant, by=as_applicant(agent)).case.agent_id == agent.id

"""Competence has two sides: the place and the authority. Whoever acts for another authority neither sees a case nor decides it."""

from dataclasses import replace

import pytest
from django.db import connection

from tests.core.cases.people import DECIDER, EXAMINER, HERE, WINDOW, draft, examined, li, move, submitted
from tests.core.people.folk import as_owner
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoService, NoSuchCase, NotNow
from yimen.core.cases.lists import queue
from yimen.core.cases.models import Case
from yimen.core.cases.store import read_case
from yimen.core.people.acting_as import actors_of_staff
from yimen.core.people.actors import Actor, Role
from yimen.core.people.models import Person, Staff
from yimen.core.people.scope import acting
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Office

pytestmark = pytest.mark.django_db
EXIT_ENTRY, HOUSEHOLD = ("exit_entry_police",), ("household_police",)


def of(actor: Actor, *authorities: str) -> Actor:
    return replace(actor, serves=authorities)


def waiting_for(actor: Actor) -> list[Case]:
    with acting(actor):
        return queue(actor)


def test_an_officer_sees_in_the_queue_only_what_the_own_authority_decides(applicant: Person) -> None:
    case = submitted(applicant)
    assert [one.id for one in waiting_for(of(EXAMINER, *HOUSEHOLD))] == [case.id]
    assert waiting_for(of(EXAMINER, *EXIT_ENTRY)) == []
    assert waiting_for(of(EXAMINER)) == []


def test_another_authority_of_the_same_place_neither_examines_nor_decides(applicant: Person) -> None:
    case = examined(applicant)
    with acting(of(EXAMINER, *EXIT_ENTRY)), pytest.raises(NoSuchCase):
        read_case(case.id)
    with pytest.raises(NoSuchCase):
        move(case, "examine", of(EXAMINER, *EXIT_ENTRY), "2026-09-08", opinion="refuse", why="不符")
    with pytest.raises(NoSuchCase):
        move(case, "approve", of(DECIDER, *EXIT_ENTRY), "2026-09-08")
    assert move(case, "approve", of(DECIDER, *HOUSEHOLD), "2026-09-08").state == "approved"


def test_with_the_policies_off_the_guard_still_refuses_the_decision_of_another_authority(applicant: Person) -> None:
    case = examined(applicant)
    as_owner("alter table cases_case disable row level security")
    with pytest.raises(NotNow) as refused:
        move(case, "approve", of(DECIDER, *EXIT_ENTRY), "2026-09-08")
    assert [why.key for why in refused.value.why] == ["of_another_authority"]


def test_a_window_takes_in_only_for_authorities_that_its_office_serves(applicant: Person) -> None:
    with pytest.raises(NoService) as refused:
        at_the_window(applicant, of(WINDOW, *EXIT_ENTRY))
    assert refused.value.why == "not_served"
    assert at_the_window(applicant, of(WINDOW, *EXIT_ENTRY, *HOUSEHOLD)).state == "draft"


def at_the_window(person: Person, by: Actor) -> Dossier:
    return draft(person, by=by, channel="hall")


def test_a_window_of_one_door_serves_several_authorities_and_its_examiners_only_their_own() -> None:
    office = Office.objects.create(
        code=f"{HERE}330000", region=HERE, kind="hall", name_zh="综合窗口", authority="household_police",
        serves=["exit_entry_police", "fire_rescue"], node="gd",
    )  # fmt: skip
    staff = Staff(id="w7", name="陈示例", office=office.code, reach=HERE, roles=["window", "examiner", "decider"])
    served: dict[Role, tuple[str, ...]] = {actor.role: actor.serves for actor in actors_of_staff(staff)}
    assert served["window"] == ("household_police", "exit_entry_police", "fire_rescue", "fire_police")
    assert served["examiner"] == served["decider"] == HOUSEHOLD


def test_whoever_works_in_no_known_office_acts_for_nobody() -> None:
    [actor] = actors_of_staff(Staff(id="w8", name="陈示例", office="440106999999", reach=HERE, roles=["decider"]))
    assert actor.serves == ()


def test_a_successor_acts_for_those_whose_work_it_took_over() -> None:
    assert law_book().formerly("fire_rescue") == ["fire_rescue", "fire_police"]
    assert law_book().formerly("household_police") == ["household_police"]


def test_the_authority_of_a_case_follows_its_terms(applicant: Person) -> None:
    submitted(li())
    with acting(WINDOW), connection.cursor() as cursor:
        cursor.execute("select authority, terms ->> 'authority' from cases_case")
        assert cursor.fetchall() == [("household_police", "household_police")]

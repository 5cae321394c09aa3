"""Family, guardians, employers: who may act for whom, in what, until when – and as whom somebody signs in."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.core.people.folk import NOW, WANG, citizen, officer, person
from yimen.core.people.acting_as import actor_for_person, actors_of_staff
from yimen.core.people.actors import RULE, VISITOR, Actor
from yimen.core.people.models import Organisation, Person, Proxy, Staff
from yimen.core.people.proxies import Mandate, end, entrust, may_act_for, principals
from yimen.core.people.registry import organisation_for
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
START, LAST = date(2026, 1, 1), date(2026, 12, 31)
FAMILY = Mandate(kind="family", since=START, until=LAST, services=("exit_entry.passport_renewal",))


@pytest.fixture
def firm() -> Organisation:
    with acting(RULE):
        return organisation_for("91330102MA28NBU477", "示例有限公司", region="440106", at=NOW)


@pytest.mark.parametrize(
    ("on", "service", "allowed"),
    [
        (START, "exit_entry.passport_renewal", True),
        (LAST, "exit_entry.passport_renewal", True),
        (START - timedelta(days=1), "exit_entry.passport_renewal", False),
        (LAST + timedelta(days=1), "exit_entry.passport_renewal", False),
        (START, "household.id_card", False),
    ],
)
def test_an_agent_acts_in_the_services_named_from_the_first_to_the_last_day(
    on: date, service: str, allowed: bool, zhang: Person, li: Person
) -> None:
    with acting(citizen(li)):
        entrust(li, zhang.id, FAMILY)
    with acting(citizen(zhang)):
        assert bool(may_act_for(zhang.id, li.id, service, on)) is allowed
        assert (li.id in principals(zhang.id, service, on)) is allowed
        assert may_act_for(li.id, zhang.id, service, on) is None, "not the other way round"


def test_a_proxy_for_every_service_without_an_end_lasts(zhang: Person, firm: Organisation) -> None:
    with acting(officer("440106")):
        entrust(firm, zhang.id, Mandate(kind="representative", since=START, evidence="营业执照副本"))
    with acting(citizen(zhang)):
        proxy = may_act_for(zhang.id, firm.id, "fire.opening_check", date(2050, 1, 1))
        assert proxy is not None
        assert proxy.principal_id == firm.id
        assert proxy.evidence == "营业执照副本"
        assert principals(zhang.id, "fire.opening_check", date(2050, 1, 1)) == {firm.id}


def test_guardians_and_employers_are_entered_by_staff_within_reach(zhang: Person, li: Person) -> None:
    guardian = Mandate(kind="guardian", since=START)
    for actor in (citizen(li), citizen(zhang), officer("430000"), VISITOR):
        with acting(actor), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            entrust(li, zhang.id, guardian)
    with acting(officer("440400")):
        assert entrust(li, zhang.id, guardian).made_by == "window-440400"


def test_a_proxy_is_ended_by_the_principal_and_stays_in_the_book(zhang: Person, li: Person) -> None:
    with acting(citizen(li)):
        proxy = entrust(li, zhang.id, FAMILY)
    with acting(citizen(zhang)):
        assert not end(proxy.id, START), "the agent does not end it"
    with acting(citizen(li)):
        assert end(proxy.id, START)
        assert not end(proxy.id, LAST), "an ended proxy does not come back to life"
        assert may_act_for(zhang.id, li.id, FAMILY.services[0], START) is not None
        assert may_act_for(zhang.id, li.id, FAMILY.services[0], START + timedelta(days=1)) is None
        assert Proxy.objects.count() == 1


def test_nobody_is_the_own_agent_nor_ends_before_beginning(li: Person, zhang: Person) -> None:
    with acting(citizen(li)):
        with pytest.raises(DatabaseError, match="not_oneself"), transaction.atomic():
            entrust(li, li.id, FAMILY)
        with pytest.raises(DatabaseError, match="people_proxy_days"), transaction.atomic():
            entrust(li, zhang.id, Mandate(kind="family", since=LAST, until=START))
        with pytest.raises(ValueError, match="friend"):
            entrust(li, zhang.id, Mandate(kind="friend", since=START))


def test_the_evidence_of_a_proxy_is_sealed(zhang: Person, li: Person) -> None:
    with acting(citizen(li)):
        proxy = entrust(li, zhang.id, Mandate(kind="family", since=START, evidence="户口簿示例0001"))
        assert "户口簿" not in str(Proxy.objects.extra(select={"raw": "encode(evidence, 'escape')"}).get().raw)  # type: ignore[attr-defined]
        assert proxy.evidence == "户口簿示例0001"


# As whom one may act


def test_a_citizen_acts_as_applicant_under_the_own_name(zhang: Person, li: Person) -> None:
    with acting(RULE):
        assert actor_for_person(zhang.id) == Actor("applicant", str(zhang.id), "张示例")
    with acting(citizen(li)), pytest.raises(Person.DoesNotExist):
        actor_for_person(zhang.id)
    with acting(RULE), pytest.raises(Person.DoesNotExist):
        actor_for_person(uuid4())


def test_staff_act_in_each_of_their_roles_and_not_once_they_have_left() -> None:
    staff = Staff(id="440106001", name="陈示例", office="440106000001", reach="440106", roles=["head", "window"])
    window, head = actors_of_staff(staff)
    assert (window.role, head.role) == ("window", "head")
    assert (window.id, window.name, window.office, window.reach) == ("440106001", "陈示例", "440106000001", "440106")
    staff.active = False
    assert actors_of_staff(staff) == []


def test_no_row_makes_a_member_of_staff_the_law_itself_or_an_applicant() -> None:
    assert actors_of_staff(Staff(id="1", roles=["rule", "clock", "node", "applicant", "visitor", "king"])) == []
    assert person("王样本", WANG).name == "王样本"

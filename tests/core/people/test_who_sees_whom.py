"""The policies of persons and proxies, asked of the database itself as the application's role."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.core.people.folk import (
    LI,
    NOW,
    WANG,
    ZHANG,
    as_owner,
    citizen,
    find,
    officer,
    person,
    proxy,
    seen,
    seen_by,
)
from yimen.core.people.actors import CLOCK, RULE, VISITOR, Actor
from yimen.core.people.models import Organisation, Person, Proxy, Staff
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import blind

pytestmark = pytest.mark.django_db
PERSONAL = ["people_person", "people_proxy", "people_lookup", "people_staff", "people_organisation"]


@pytest.mark.parametrize("table", PERSONAL)
def test_every_table_about_people_enforces_its_policies_even_on_its_owner(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [table])
        assert cursor.fetchone() == (True, True)


def test_whoever_says_nothing_sees_nobody(zhang: Person) -> None:
    assert seen() == set()
    assert seen_by(VISITOR) == set()
    assert find(ZHANG) is None


def test_a_connection_forgets_who_acted_when_the_transaction_of_the_actor_is_over(zhang: Person) -> None:
    assert seen_by(RULE) == {"张示例"}
    assert seen() == set()


def test_a_person_sees_itself_and_nobody_else(zhang: Person, li: Person) -> None:
    assert seen_by(citizen(zhang)) == {"张示例"}


def test_a_stolen_word_instead_of_an_id_sees_nobody(zhang: Person) -> None:
    assert seen_by(Actor("applicant", "' or true --")) == set()
    assert seen_by(Actor("applicant", "rule")) == set()


@pytest.mark.parametrize("actor", [RULE, CLOCK, Actor("node", "hn", node="hn")])
def test_the_law_itself_sees_everybody_of_this_node(actor: Actor, zhang: Person, wang: Person) -> None:
    assert seen_by(actor) == {"张示例", "王样本"}


@pytest.mark.parametrize(
    ("reach", "names"),
    [
        ("440106", {"张示例"}),
        ("440100", {"张示例"}),
        ("440000", {"张示例", "李测试"}),
        ("440400", {"李测试"}),
        ("430000", {"王样本"}),
        ("430100", {"王样本"}),
        ("450000", set()),
        ("", set()),
        ("000000", set()),
        ("44", set()),
        ("%", set()),
    ],
)
def test_staff_see_those_whose_home_lies_within_their_reach(
    reach: str, names: set[str], zhang: Person, li: Person, wang: Person
) -> None:
    assert seen_by(officer(reach)) == names


def test_a_person_without_a_home_here_is_seen_by_no_officer_without_a_purpose() -> None:
    stranger = person("玛利亚示例", "E12345678", id_kind="passport")
    with acting(RULE):
        Person.objects.filter(pk=stranger.pk).update(region="")
    assert seen_by(officer("440000")) == set()


def test_a_reach_says_nothing_for_somebody_who_is_not_staff(zhang: Person, li: Person) -> None:
    assert seen_by(Actor("applicant", str(li.id), reach="440000")) == {"李测试"}
    assert seen_by(Actor("visitor", "", reach="440000")) == set()


# Proxies


def test_an_agent_sees_the_principal_while_the_proxy_lasts(zhang: Person, li: Person) -> None:
    day = date.today()  # noqa: DTZ011 – the database asks its own clock
    proxy(zhang, li, until=day + timedelta(days=1))
    assert seen_by(citizen(zhang)) == {"张示例", "李测试"}
    assert seen_by(citizen(li)) == {"李测试"}


@pytest.mark.parametrize("days", [{"until": date(2020, 2, 1)}, {"since": date(2100, 1, 1)}])
def test_an_agent_no_longer_or_not_yet_sees_the_principal(days: dict[str, date], zhang: Person, li: Person) -> None:
    proxy(zhang, li, **days)
    assert seen_by(citizen(zhang)) == {"张示例"}


def test_both_ends_see_a_proxy_and_strangers_do_not(zhang: Person, li: Person, wang: Person) -> None:
    proxy(zhang, li)
    for actor, number in [
        (citizen(zhang), 1),
        (citizen(li), 1),
        (citizen(wang), 0),
        (officer("440400"), 1),
        (officer("430000"), 0),
    ]:
        with acting(actor):
            assert Proxy.objects.count() == number


def test_a_person_lets_family_act_but_appoints_no_guardian(zhang: Person, li: Person) -> None:
    said = {"agent": zhang, "principal_person": li, "services": ["*"], "since": date(2026, 1, 1)}
    with acting(citizen(li)):
        Proxy.objects.create(kind="family", **said)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Proxy.objects.create(kind="guardian", **said)


def test_nobody_makes_himself_the_agent_of_somebody_else(zhang: Person, li: Person) -> None:
    with acting(citizen(zhang)), pytest.raises(DatabaseError, match="row-level security"):
        Proxy.objects.create(kind="family", agent=zhang, principal_person=li, services=["*"], since=date(2026, 1, 1))


def test_an_agent_cannot_lengthen_the_proxy(zhang: Person, li: Person) -> None:
    proxy(zhang, li)
    with acting(citizen(zhang)):
        assert Proxy.objects.update(until=date(2099, 1, 1)) == 0


# Identities


def test_a_person_changes_the_phone_but_not_the_identity(zhang: Person) -> None:
    with acting(citizen(zhang)):
        assert Person.objects.update(phone="13800000000", phone_index=blind("phone", "13800000000")) == 1
        for change in ({"name": "张改名"}, {"region": "430102"}, {"id_number": WANG}, {"id_index": b"x"}):
            with pytest.raises(DatabaseError, match="does not change an identity"), transaction.atomic():
                Person.objects.update(**change)


def test_only_staff_and_the_system_enter_and_only_the_system_erases_a_person(zhang: Person) -> None:
    more = {"name": "赵样例", "name_key": "赵样例", "id_number": LI, "id_index": b"l", "since": NOW, "region": "440402"}
    with acting(citizen(zhang)), pytest.raises(DatabaseError, match="row-level security"):
        Person.objects.create(**more)
    with acting(officer("440402")):
        Person.objects.create(**more)
        assert Person.objects.filter(region="440402")._raw_delete("default") == 0
    with acting(RULE):
        assert Person.objects.filter(region="440402")._raw_delete("default") == 1


def test_staff_and_organisations_are_public_to_read_and_not_to_write(zhang: Person) -> None:
    with acting(RULE):
        Staff.objects.create(id="440106001", name="陈示例", office="440106000001", reach="440106", roles=["window"])
        Organisation.objects.create(name="示例有限公司", uscc="91330102MA28NBU477", since=NOW)
    with acting(officer("440106", "head")):
        assert Staff.objects.update(roles=["decider"]) == 0
    with acting(citizen(zhang)):
        assert Organisation.objects.update(name="x") == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            Staff.objects.create(id="1", name="x", office="x", reach="440000", roles=["decider"])
    assert (Staff.objects.count(), Organisation.objects.count()) == (1, 1)


# Negative controls: with the protection switched off, what is asserted above is no longer true


def test_without_row_level_security_everybody_would_be_seen(zhang: Person, li: Person) -> None:
    as_owner("alter table people_person disable row level security")
    with pytest.raises(AssertionError):
        assert seen() == set()
    with pytest.raises(AssertionError):
        assert seen_by(citizen(zhang)) == {"张示例"}
    with pytest.raises(AssertionError):
        assert seen_by(officer("440400")) == {"李测试"}

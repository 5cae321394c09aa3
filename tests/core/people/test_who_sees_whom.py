"""The policies of persons, proxies and look-ups, asked of the database itself as the application's role."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.core.people.folk import LI, NOW, WANG, ZHANG, citizen, line, officer, person, proxy
from yimen.core.people.actors import CLOCK, RULE, VISITOR, Actor
from yimen.core.people.models import LookUp, Organisation, Person, Proxy, Staff
from yimen.core.people.scope import NobodyActs, acting, actor_now
from yimen.core.people.secrecy import blind

pytestmark = pytest.mark.django_db
PERSONAL = ["people_person", "people_proxy", "people_lookup", "people_staff", "people_organisation"]


@pytest.fixture
def zhang() -> Person:
    return person("张示例", ZHANG)


@pytest.fixture
def li() -> Person:
    return person("李测试", LI)


@pytest.fixture
def wang() -> Person:
    return person("王样本", WANG)


def seen() -> set[str]:
    return set(Person.objects.values_list("name", flat=True))


def seen_by(actor: Actor) -> set[str]:
    with acting(actor):
        return seen()


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


# A purpose is a row


def test_a_line_in_the_book_opens_a_person_of_another_province_for_this_transaction(
    zhang: Person, wang: Person
) -> None:
    window = officer("440106")
    with acting(window):
        line(window, wang)
        assert seen() == {"张示例", "王样本"}


@pytest.mark.django_db(transaction=True)
def test_a_line_of_an_older_transaction_opens_nobody(wang: Person) -> None:
    window = officer("440106")
    with acting(window):
        line(window, wang)
        assert seen() == {"王样本"}
    assert seen_by(window) == set()


def test_a_line_of_a_colleague_opens_nobody(wang: Person) -> None:
    with acting(officer("440106", number="a")) as one:
        line(one, wang)
    assert seen_by(officer("440106", number="b")) == set()


def test_nobody_writes_a_line_in_the_name_of_somebody_else(wang: Person) -> None:
    with acting(officer("440106", number="a")), pytest.raises(DatabaseError, match="row-level security"):
        line(officer("440106", number="b"), wang)


def test_nobody_writes_a_line_of_another_time(wang: Person) -> None:
    with acting(officer("440106")) as window, pytest.raises(DatabaseError, match="row-level security"):
        line(window, wang, recorded=NOW)


@pytest.mark.parametrize("other", [VISITOR, Actor("applicant", "018f0000-0000-7000-8000-000000000000")])
def test_neither_a_visitor_nor_another_citizen_opens_anybody(other: Actor, wang: Person) -> None:
    with acting(other), pytest.raises(DatabaseError, match="row-level security"):
        line(other, wang)


def find(number: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("select people_find(%s)", [blind("id_number", number)])
        return cursor.fetchone()[0]


def test_an_officer_who_was_told_the_number_learns_that_the_person_is_known_and_no_more(wang: Person) -> None:
    with acting(officer("440106")):
        assert find(WANG) == wang.id
        assert find(LI) is None
        assert seen() == set()


def test_a_citizen_cannot_try_numbers(zhang: Person, wang: Person) -> None:
    with acting(citizen(zhang)):
        assert find(WANG) is None


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


# The book of look-ups


@pytest.mark.parametrize("actor", [officer("440106", "supervisor"), RULE])
@pytest.mark.parametrize("sql", ["update people_lookup set purpose = 'x'", "delete from people_lookup"])
def test_a_line_is_never_changed_or_deleted(actor: Actor, sql: str, zhang: Person) -> None:
    with acting(actor), connection.cursor() as cursor:
        line(actor, zhang)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute(sql)


def test_a_person_reads_who_looked_but_not_who_looked_at_others(zhang: Person, li: Person) -> None:
    with acting(officer("440000")) as window:
        mine = line(window, zhang)
        line(window, li)
    with acting(citizen(zhang)):
        assert [one.id for one in LookUp.objects.all()] == [mine.id]


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (0, 1), (1, 0), (180, 0)])
def test_a_withheld_line_appears_on_the_day_of_its_release(days: int, number: int, zhang: Person) -> None:
    release = date.today() + timedelta(days=days)  # noqa: DTZ011
    with acting(officer("440000")) as window:
        line(window, zhang, withheld_until=release, withheld_law="个人信息保护法§35")
    with acting(citizen(zhang)):
        assert LookUp.objects.count() == number


def test_a_supervisor_reads_the_lines_of_the_own_reach_other_officers_only_their_own(zhang: Person) -> None:
    with acting(officer("440106")) as window:
        line(window, zhang)
    for actor, number in [
        (officer("440100", "supervisor"), 1),
        (officer("440400", "supervisor"), 0),
        (officer("440100", "head"), 0),
        (officer("440106"), 1),
    ]:
        with acting(actor):
            assert LookUp.objects.count() == number


# Negative controls: with the protection switched off, what is asserted above is no longer true


def test_without_row_level_security_everybody_would_be_seen(zhang: Person, li: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role yimen_owner; alter table people_person disable row level security")
        cursor.execute("set local role yimen_app")
    with pytest.raises(AssertionError):
        assert seen() == set()
    with pytest.raises(AssertionError):
        assert seen_by(citizen(zhang)) == {"张示例"}
    with pytest.raises(AssertionError):
        assert seen_by(officer("440400")) == {"李测试"}


def test_without_the_trigger_a_change_would_only_be_ignored_and_without_both_it_would_happen(zhang: Person) -> None:
    with acting(officer("440000")) as window, connection.cursor() as cursor:
        line(window, zhang)
        cursor.execute("set constraints all immediate")
        cursor.execute("set local role yimen_owner; alter table people_lookup disable trigger written_once")
        cursor.execute("set local role yimen_app")
        assert LookUp.objects.update(purpose="x") == 0
        cursor.execute("set local role yimen_owner; alter table people_lookup disable row level security")
        cursor.execute("set local role yimen_app")
        assert LookUp.objects.update(purpose="x") == 1


# The scope


def test_acting_costs_one_round_trip_and_none_when_the_actor_acts_already(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    one = "savepoint, set_config, release; then nobody is announced, because the test's own transaction goes on"
    with django_assert_num_queries(4, info=one), acting(RULE):
        pass
    with acting(RULE), django_assert_num_queries(2, info="savepoint, release"), acting(RULE):
        pass


def test_nested_acting_gives_the_outer_actor_back_after_success_and_after_failure(zhang: Person, li: Person) -> None:
    with acting(citizen(zhang)):
        with acting(citizen(li)):
            assert seen() == {"李测试"}
        assert seen() == {"张示例"}
        with pytest.raises(ZeroDivisionError), acting(citizen(li)):
            raise ZeroDivisionError
        assert seen() == {"张示例"}
        with pytest.raises(DatabaseError), acting(citizen(li)), connection.cursor() as cursor:
            cursor.execute("select 1/0")
        assert seen() == {"张示例"}
        assert actor_now() == citizen(zhang)


def test_outside_acting_nobody_acts() -> None:
    with pytest.raises(NobodyActs):
        actor_now()


@pytest.mark.django_db(transaction=True)
def test_a_connection_handed_on_after_commit_or_rollback_knows_nobody() -> None:
    with acting(RULE):
        pass
    assert settings_of_the_connection() == ("", "", "", "")
    with pytest.raises(ZeroDivisionError), acting(RULE):
        raise ZeroDivisionError
    assert settings_of_the_connection() == ("", "", "", "")


def settings_of_the_connection() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select yimen_role(), yimen_who(), yimen_reach(), yimen_node()")
        found: tuple[str, ...] = cursor.fetchone()
        return found

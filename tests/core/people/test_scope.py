"""Who acts is said to the database once, and forgotten with the transaction."""

import pytest
from django.db import DatabaseError, connection

from tests.core.people.folk import citizen, seen
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import NobodyActs, acting, actor_now

pytestmark = pytest.mark.django_db


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

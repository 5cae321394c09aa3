import pytest
from django.db import ProgrammingError, connection


@pytest.mark.django_db
def test_the_application_is_neither_superuser_nor_owner_of_the_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("yimen_app", False, False)
        with pytest.raises(ProgrammingError, match="must be owner"):
            cursor.execute("alter table places_clockoffset add column x int")

"""Numbers of people lie nowhere in clear: not in a table, a job, a figure, or a page that anybody on the way may keep.

What is typed and logged is looked for in tests/config/operations/test_logs.py, the proxy's log in tests/config/test_deploy.py.
"""

import pytest
from django.db import connection

from tests.channels.api.ground import LI, SUPERVISOR, WINDOW
from tests.powers.addresses import table
from tests.powers.stage import Stage, build, client_of
from yimen.config.operations.metrics import Figures
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.registry import change_phone
from yimen.core.people.scope import acting
from yimen.core.places.notices import working_days

pytestmark = pytest.mark.django_db
PHONE = "13800138123"
TABLES = "select tablename from pg_tables where schemaname = 'public'"


@pytest.fixture
def stage() -> Stage:
    """One case with all that hangs on a case: files, papers, letters, money, a complaint, a copy of one's data, an upload, a message."""
    working_days()
    made = build()
    with acting(RULE):
        change_phone(made.ground.li.id, PHONE)
    return made


def lies_in(*words: str) -> set[str]:
    """The tables with a row, seen by the system, that says one of these words, or its bytes."""
    looked = [f"%{one}%" for word in words for one in (word, word.encode().hex())]
    found = set()
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (name,) in cursor.fetchall():
            cursor.execute(f'select exists (select from "{name}" t where t::text like any (%s))', [looked])
            if cursor.fetchone() == (True,):
                found.add(name)
    return found


def test_no_table_and_no_figure_holds_a_number_or_a_phone_in_clear(stage: Stage) -> None:
    assert lies_in(LI, PHONE) == set()
    assert lies_in(str(stage.case)) >= {"cases_event", "cases_document", "payments_order"}, (
        "what does lie there is found"
    )
    assert "procrastinate_jobs" in lies_in(str(stage.case)), "jobs too"
    assert not [one for one in Figures().collect() if LI in str(one) or PHONE in str(one) or "李测试" in str(one)]


def test_no_page_of_a_person_may_be_kept_on_the_way(stage: Stage) -> None:
    """Every address that is about a case, as its applicant, its window and a supervisor get it."""
    kept, looked = [], 0
    for address in table().values():
        if "GET" not in address.powers or not (address.about or address.own or address.desk) or address.api:
            continue
        for knock in stage.knocks():
            if knock.relation not in ("own", "office") or knock.who.role not in (
                "applicant",
                WINDOW.role,
                SUPERVISOR.role,
            ):
                continue
            client, headers = client_of(knock.who, address)
            answer = client.get(stage.fill(address), headers=headers)
            looked += answer.status_code == 200
            if answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", ""):
                kept.append(address.route)
    assert looked > 30
    assert not kept

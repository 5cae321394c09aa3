"""The database has no room left: nothing is half done, programs and people are told what is safe, and the same call does it afterwards."""

import pytest

from tests.channels.api.conftest import ground, zhang
from tests.channels.api.ground import WINDOW, Caller, Ground, tour
from tests.channels.hall.desk import at_the_desk, handed_in, page, words
from tests.core.people.folk import as_owner
from yimen.core.cases.models import Case, Event
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

__all__ = ["ground", "zhang"]
pytestmark = pytest.mark.django_db
FULL = """
create function no_room() returns trigger language plpgsql as $$
begin
    raise disk_full using message = 'could not extend file "base/1/2": No space left on device';
end $$;
create trigger no_room before insert on cases_event for each row execute function no_room()
"""


def counted() -> tuple[int, int]:
    with acting(CLOCK):
        return Case.objects.count(), Event.objects.count()


def test_a_program_is_told_to_come_back_and_the_same_call_is_done_once_there_is_room(zhang: Caller) -> None:
    as_owner(FULL)
    refused = zhang.post("/cases", tour(), key="full").must(503)
    assert "No space" not in str(refused.bytes)
    assert counted() == (0, 0), "nothing is half there"
    as_owner("drop trigger no_room on cases_event")
    first = zhang.post("/cases", tour(), key="full").must(201)
    assert zhang.post("/cases", tour(), key="full").must(201).bytes == first.bytes
    assert counted()[0] == 1


def test_an_officer_reads_what_is_safe_and_the_case_stands_as_it_stood(ground: Ground) -> None:
    case = handed_in(ground, ground.li, destinations=["HKG"], entries={"HKG": "HKG3M1"})
    before, desk = counted(), at_the_desk(WINDOW)
    desk.raise_request_exception = False
    as_owner(FULL)
    answer = desk.post(f"/desk/cases/{case}/accept/", {"do": "sign"})
    told = words(answer.content.decode())
    assert answer.status_code in (500, 503), answer.status_code
    assert "No space" not in told
    assert "没有" in told
    assert counted() == before
    as_owner("drop trigger no_room on cases_event")
    assert "收件" in words(page(desk, f"/desk/cases/{case}/"))

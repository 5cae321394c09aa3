import re

import pytest
from django.db import ProgrammingError

from tests.core.cases.people import (
    DECIDER,
    WINDOW,
    as_applicant,
    complete,
    draft,
    examined,
    li,
    move,
    submitted,
    wang,
)
from tests.core.people.folk import proxy
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.rulebook import procedures
from yimen.core.notices.models import Notice
from yimen.core.notices.telling import (
    invite_at_completion,
    invite_at_receipt,
    mark_read,
    notices_of,
    tell_person,
    unread,
)
from yimen.core.notices.wording import catalogue
from yimen.core.notices.writing import ASIDE
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
SLOTS = {"service", "number", "due", "changed"}


def told(case: Dossier, n: int) -> Notice:
    with acting(CLOCK):
        tell_person(case.id, n)
        return Notice.objects.get(case_id=case.id, n=n, person_id=case.case.applicant_id)


def test_a_submission_is_told_with_the_day_by_which_silence_accepts(applicant: Person) -> None:
    case = submitted(applicant)
    notice = told(case, 2)
    assert (notice.kind, notice.key, notice.paper_id) == ("legal", "submit", case.papers[0].id)
    assert notice.data == {
        "service": {"zh": "测试许可", "en": "Test licence"},
        "number": case.number,
        "due": "2026-09-14",
    }


def test_a_registration_is_not_told_that_silence_accepts(applicant: Person) -> None:
    assert told(submitted(applicant, "test.registration", home="440106"), 2).key == "submit_registration"


def test_a_precheck_is_told_to_come_to_a_window(applicant: Person) -> None:
    case = draft(applicant, channel="kiosk", facts={"size": 5})
    assert told(move(case, "submit", as_applicant(applicant), "2026-09-07"), 2).key == "submit_precheck"


def test_an_acceptance_tells_the_promised_day(applicant: Person) -> None:
    case = move(complete(submitted(applicant)), "accept", WINDOW, "2026-09-07")
    assert told(case, 3).data["due"] == "2026-09-20"


def test_an_event_told_twice_is_one_notice(applicant: Person) -> None:
    case = submitted(applicant)
    told(case, 2)
    told(case, 2)


def test_whoever_acts_for_the_person_is_told_too(applicant: Person) -> None:
    agent = wang()
    proxy(agent, applicant)
    by = as_applicant(agent)
    case = move(draft(applicant, by=by, facts={"size": 5}), "submit", by, "2026-09-07")
    told(case, 2)
    with acting(by):
        assert [notice.key for notice in notices_of(agent.id)] == ["submit"]


def test_a_person_sees_only_the_own_notices_and_marks_them_as_read(applicant: Person) -> None:
    notice = told(submitted(applicant), 2)
    with acting(as_applicant(li())):
        assert notices_of(applicant.id) == []
        assert not mark_read(notice.id)
    with acting(as_applicant(applicant)):
        assert unread(applicant.id) == 1
        assert (mark_read(notice.id, notice.id), mark_read(notice.id), mark_read()) == (1, 0, 0)
        assert unread(applicant.id) == 0


def test_nothing_else_about_a_notice_changes(applicant: Person) -> None:
    told(submitted(applicant), 2)
    with pytest.raises(ProgrammingError, match="only whether it was read"), acting(as_applicant(applicant)):
        Notice.objects.update(key="approve")


def test_notices_are_read_in_pages(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    for n in range(2, len(case.events) + 1):
        told(case, n)
    with acting(as_applicant(applicant)):
        first = notices_of(applicant.id, limit=2)
        rest = notices_of(applicant.id, before=(first[-1].at, first[-1].id))
    assert sorted(notice.n for notice in [*first, *rest]) == [2, 3, 4, 5, 6]


def test_a_rating_is_invited_at_receipt_and_at_completion(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    with acting(CLOCK):
        invite_at_receipt(case.id, 2)
        invite_at_completion(case.id, 5)
        assert set(Notice.objects.values_list("key", "kind")) == {
            ("invite_at_receipt", "friendly"),
            ("invite_at_completion", "friendly"),
        }


def test_every_move_that_tells_a_person_has_words_in_both_languages() -> None:
    told = [(found, row.move) for found in procedures() for row in found.moves if "tell_person" in row.jobs]
    own = {f"{move}_{found.procedure}" for found, move in told} & catalogue().keys()
    tells = own | {move for found, move in told if f"{move}_{found.procedure}" not in own}
    jobs = {job for found in procedures() for row in found.moves for job in row.jobs} - {"tell_person"}
    others = {"submit_registration", "submit_precheck", "remind_rating", *ASIDE}
    assert catalogue().keys() == tells | jobs | others
    for said in catalogue().values():
        texts = [said.title.zh, said.title.en, said.body.zh, said.body.en]
        assert all(texts)
        assert {slot for text in texts if text for slot in re.findall(r"{(\w+)}", text)} <= SLOTS

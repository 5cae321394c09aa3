"""A file that was handed in before is used again: offered to whoever may, named and never copied, lost where it is lost."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from tests.core.cases.people import HOME_EXAMINER, WINDOW, as_applicant, draft, hand_in, li, move, submitted
from tests.core.cases.story import at
from tests.core.cases.test_files import become, what_is_lost
from tests.core.people.folk import proxy
from yimen.core.cases.documents import clear, look_at, opened, throw_away
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.files import verify_files
from yimen.core.cases.models import Document
from yimen.core.cases.reusing import earlier, use_again
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
LATER = at("2026-10-07")


@pytest.fixture
def before(applicant: Person) -> Document:
    """A photograph of a case that is over."""
    case = submitted(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    with acting(CLOCK):
        look_at(file.id)
    move(case, "withdraw", as_applicant(applicant), "2026-09-08")
    return file


def offered(case: Dossier, by: Actor, called: str = "照片", day: datetime = LATER) -> list[UUID]:
    with acting(by):
        return [one.id for one in earlier(read_case(case.id), "photo", called, by=by, at=day)]


def used(case: Dossier, file: Document, by: Actor) -> Document:
    with acting(by):
        return use_again(read_case(case.id), "photo", "照片", file.id, by=by, at=LATER)


def test_an_earlier_file_is_offered_for_the_same_material_and_used_without_a_copy(
    applicant: Person, before: Document
) -> None:
    case, by = draft(applicant, day="2026-10-01"), as_applicant(applicant)
    assert offered(case, by) == [before.id]
    again = used(case, before, by)
    assert (again.content, again.source_id, offered(case, by)) == (None, before.id, [])
    with acting(by):
        assert clear(again.id) == clear(before.id)
        assert {one.material for one in read_case(case.id).documents if one.usable} == {"photo"}
    with acting(CLOCK):
        look_at(again.id)
    assert verify_files(LATER).lost == 0


def test_a_file_that_is_too_old_or_of_another_thing_is_not_offered(applicant: Person, before: Document) -> None:
    case, by = draft(applicant, day="2026-10-01"), as_applicant(applicant)
    assert offered(case, by, day=at("2027-03-07")) == [before.id]
    assert offered(case, by, day=at("2027-03-08")) == []
    assert offered(case, by, called="门店照片") == []
    assert offered(case, by, called="照片（白底）") == [before.id]


@pytest.mark.parametrize("why", ["infected", "raw", "draft"])
def test_what_is_harmful_or_not_looked_at_or_only_begun_is_not_offered(applicant: Person, why: str) -> None:
    by = as_applicant(applicant)
    old = draft(applicant, facts={"size": 20}) if why == "draft" else submitted(applicant)
    file = hand_in(old, "photo", by)
    with acting(CLOCK):
        if why != "raw":
            look_at(file.id)
        if why == "infected":
            Document.objects.filter(id=file.id).update(verdict="infected")
    case = draft(applicant, day="2026-10-01", reason="再办一件")
    assert offered(case, by) == []
    with pytest.raises(BadDocument, match="not_offered"):
        used(case, file, by)


def test_nobody_uses_the_file_of_somebody_else_not_even_past_the_offer(applicant: Person, before: Document) -> None:
    stranger = li()
    case, by = draft(stranger, day="2026-10-01"), as_applicant(stranger)
    assert offered(case, by) == []
    same = {"digest": before.digest, "size": before.size, "media_type": before.media_type, "form": "made"}
    with pytest.raises(ProgrammingError, match="used again"), acting(by), transaction.atomic():
        Document.objects.create(
            case_id=case.id, material="photo", filename="x", source_id=before.id, received_at=LATER, by_role="applicant",
            by_id=by.id, **same,
        )  # fmt: skip


def test_an_agent_is_offered_files_of_the_services_of_the_proxy_only(applicant: Person, before: Document) -> None:
    agent = li()
    proxy(agent, applicant, services=["test.pledge"], since=at("2026-09-01").date())
    case = draft(applicant, day="2026-10-01")
    assert offered(case, as_applicant(agent)) == []
    proxy(agent, applicant, services=["test.licence"], since=at("2026-09-01").date())
    assert offered(case, as_applicant(agent)) == [before.id]


def test_an_officer_who_sees_only_the_later_case_opens_the_file_there(applicant: Person, before: Document) -> None:
    case = draft(applicant, day="2026-10-01", facts={"size": 20})
    again = used(case, before, as_applicant(applicant))
    move(case, "submit", as_applicant(applicant), "2026-10-07")
    with acting(WINDOW):
        assert opened(again.id, WINDOW).data == opened(before.id, WINDOW).data
    with acting(HOME_EXAMINER), pytest.raises(Document.DoesNotExist):
        opened(again.id, HOME_EXAMINER)


def test_a_reference_in_a_draft_is_thrown_away_and_the_file_stays(applicant: Person, before: Document) -> None:
    case, by = draft(applicant, day="2026-10-01"), as_applicant(applicant)
    again = used(case, before, by)
    with acting(by):
        assert throw_away(again.id)
        assert clear(before.id)


def test_what_is_found_or_lost_later_is_so_wherever_the_file_is_used(applicant: Person, before: Document) -> None:
    again = used(draft(applicant, day="2026-10-01"), before, as_applicant(applicant))
    become(before, b"nothing")
    verify_files(LATER)
    assert what_is_lost(before) == what_is_lost(again) == ["closed"]

"""The chain of a case and the checkpoint over all chains: nothing can be changed, left out or slipped in unseen."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.core.cases.people import WINDOW, accepted, li, move, submitted
from tests.core.cases.story import at
from tests.core.people.folk import as_owner
from yimen.core.cases.chain import broken, open_secret
from yimen.core.cases.checkpoints import checkpoint, wrong_checkpoints
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Checkpoint
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def reread(case: Dossier) -> Dossier:
    with acting(CLOCK):
        return read_case(case.id)


def tampered(sql: str) -> None:
    """What somebody with the owner's password and much time would do."""
    as_owner("alter table cases_event disable trigger only_by_take")
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("set local role yimen_owner")
        cursor.execute(sql)
        cursor.execute("set local role yimen_app")


def test_the_chain_of_a_case_holds_as_it_was_written_and_as_it_is_read(applicant: Person) -> None:
    case = accepted(applicant)
    assert list(broken(case.events)) == list(broken(reread(case).events)) == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("update cases_event set actor_name = '别人' where n = 2", [(2, "head")]),
        ("update cases_event set at = at - interval '1 day' where n = 2", [(2, "head")]),
        ("update cases_event set dated = dated - 1 where n = 3", [(3, "head")]),
        ("update cases_event set said = '{}' where n = 4", [(4, "content")]),
        ("delete from cases_event where n = 2", [(3, "order"), (3, "link")]),
    ],
)
def test_a_step_that_was_changed_or_taken_away_is_found(
    applicant: Person, sql: str, found: list[tuple[int, str]]
) -> None:
    case = move(accepted(applicant), "withdraw", WINDOW, "2026-09-08", with_person=True, why="不办了")
    tampered(sql)
    assert [(one.n, one.what) for one in broken(reread(case).events)] == found


def test_what_was_said_about_facts_is_sealed_and_still_part_of_the_chain(applicant: Person) -> None:
    case = move(submitted(applicant), "amend", WINDOW, "2026-09-08", changes={"size": 30}, with_person=True)
    event = reread(case).events[-1]
    assert event.said == {"with_person": True}
    assert open_secret(event) == {"changes": {"size": {"before": 20, "after": 30}}}
    assert list(broken(reread(case).events)) == []


def test_lawful_erasure_forgets_the_words_and_keeps_the_chain(applicant: Person) -> None:
    case = move(submitted(applicant), "amend", WINDOW, "2026-09-08", changes={"size": 30}, with_person=True)
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("select event_erase(%s, %s, %s)", [case.id, 3, "个人信息保护法§47"])
        assert cursor.fetchone() == (True,)
    event = reread(case).events[-1]
    assert (event.said, event.secret_said, event.salt) == (None, None, None)
    assert list(broken(reread(case).events)) == []


def test_nobody_erases_without_the_office_for_it_or_without_an_article(applicant: Person) -> None:
    case = submitted(applicant)
    for actor, law in ((WINDOW, "个人信息保护法§47"), (CLOCK, "")):
        with pytest.raises(Exception, match="only a supervisor"), acting(actor), connection.cursor() as cursor:
            cursor.execute("select event_erase(%s, %s, %s)", [case.id, 1, law])


def test_a_checkpoint_covers_every_event_and_follows_the_one_before(applicant: Person) -> None:
    accepted(applicant)
    with acting(CLOCK):
        first = checkpoint(at("2026-09-08"))
        assert checkpoint(at("2026-09-08")) is None
    submitted(li())
    with acting(CLOCK):
        second = checkpoint(at("2026-09-09"))
        assert list(wrong_checkpoints()) == []
    assert first
    assert second
    assert (first.count, second.count, second.from_seq) == (3, 2, first.up_to_seq)


def test_a_whole_case_that_was_taken_away_is_missed(applicant: Person) -> None:
    case = accepted(applicant)
    with acting(CLOCK):
        checkpoint(at("2026-09-08"))
    tampered(f"delete from cases_event where case_id = '{case.id}'")
    with acting(CLOCK):
        assert [text.split(": ")[1] for text in wrong_checkpoints()] == ["its events are not those that were signed"]


def test_a_checkpoint_is_never_changed(applicant: Person) -> None:
    submitted(applicant)
    with acting(CLOCK):
        checkpoint(datetime(2026, 9, 8, tzinfo=UTC))
        with pytest.raises(Exception, match="never changed"), transaction.atomic():
            Checkpoint.objects.update(count=0)


def test_the_command_says_how_much_it_has_verified(applicant: Person, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(applicant)
    call_command("checkpoint")
    call_command("verify_chain")
    assert "1 case, 3 events, 1 checkpoint" in capsys.readouterr().out


def test_the_command_fails_and_names_the_place(applicant: Person) -> None:
    case = accepted(applicant)
    tampered("update cases_event set law = '许可法§1' where n = 2")
    with pytest.raises(CommandError, match=f"{case.id} event 2: head"):
        call_command("verify_chain")

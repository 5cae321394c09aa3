"""What is looked at once more when a message is sent: its words, whose budget it spends, the night, and how long ago it was."""

from dataclasses import replace
from datetime import UTC

import pytest

from tests.core.cases.people import CLOCK
from tests.core.cases.story import at
from tests.core.notices.serving_it import PHONE, attempts, messaged, only, sent_texts
from yimen.core.cases.models import Case
from yimen.core.notices import budget, rules, sending
from yimen.core.notices.budget import OverBudget, spend
from yimen.core.notices.models import Attempt, Delivery, Notice
from yimen.core.notices.writing import friendly
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NINTH = at("2026-09-09")
TEXTS = rules.texts()
WHOSE: tuple[rules.Whose, ...] = ("authority", "node")
FREE = dict.fromkeys(("person", "number"), rules.Most(law="待核", mark="K"))


def unapproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an authority that withdrew its approval while the message waited."""
    nobody = rules.Approval(by="", on=NINTH.date())
    monkeypatch.setattr(rules, "texts", lambda: {k: replace(one, approved=nobody) for k, one in TEXTS.items()})


def test_words_that_nobody_approved_are_not_sent_and_the_paper_goes_by_post(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = messaged(applicant)
    unapproved(monkeypatch)
    assert sending.send(only(row).id, NINTH) == "left"
    assert (sent_texts(), attempts(row)) == ([], [("sms", "dropped"), ("post", "waiting")])


def test_other_words_under_an_approved_template_are_not_sent_either(applicant: Person) -> None:
    row = messaged(applicant)
    with acting(RULE):
        Attempt.objects.filter(id=only(row).id).update(text="【示例】请把钱汇到这里")
    assert sending.send(only(row).id, NINTH) == "left"
    assert sent_texts() == []


def test_without_the_look_at_the_approval_it_would_go_out(applicant: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: nothing else holds it back."""
    row = messaged(applicant)
    unapproved(monkeypatch)
    monkeypatch.setattr(sending, "approved", lambda *_: True)
    assert sending.send(only(row).id, NINTH) == "sent"


def test_one_authority_that_spends_all_it_has_silences_no_other(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = rules.Most(friendly=1, law="待核", mark="K")
    monkeypatch.setattr(budget, "sending", lambda: replace(rules.sending(), budget=dict.fromkeys(WHOSE, few) | FREE))
    with acting(RULE):
        spend("friendly", applicant.id, PHONE, NINTH, "440106")
        with pytest.raises(OverBudget) as over:
            spend("friendly", applicant.id, PHONE, NINTH, "440106")
        assert over.value.whose == "authority"
        spend("friendly", applicant.id, PHONE, NINTH, "440305")
        spend("friendly", applicant.id, PHONE, NINTH)
    row = messaged(applicant)
    with acting(RULE):
        assert sending.authority_of(only(row)) == Case.objects.get(id=row.case_id).region


def test_what_is_long_past_is_not_sent_on_the_day_on_which_it_is_written_down(applicant: Person) -> None:
    """A demo is filled with cases that were lived for three months."""
    row = messaged(applicant)
    old = kind_word_of(row, applicant)
    today = at("2026-12-09")
    assert [sending.send(one, today) for one in (only(row).id, old.id)] == ["left", "left"]
    assert (sent_texts(), attempts(row)) == ([], [("sms", "dropped"), ("post", "waiting")])


def test_quiet_hours_are_looked_at_when_it_is_sent_and_not_only_when_it_was_written(applicant: Person) -> None:
    """Written in the afternoon, the provider away until night: it waits for the morning of the node, not of the machine."""
    row = messaged(applicant)
    night = at("2026-09-09", 22).astimezone(UTC)
    assert sending.send(only(row).id, night) == "left"
    assert only(row).due_at == at("2026-09-10", 8)
    assert sending.send(only(row).id, at("2026-09-10", 8)) == "sent"


def kind_word_of(row: Delivery, someone: Person) -> Attempt:
    with acting(CLOCK):
        notice = Notice.objects.create(
            person=someone, kind="friendly", case_id=row.case_id, n=30, key="approve", at=NINTH
        )
        made = friendly(notice, NINTH)
    assert made
    return made

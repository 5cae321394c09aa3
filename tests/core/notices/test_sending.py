"""Messages: claimed, sent, marked; never twice, whatever the provider does and whenever somebody pulls the plug."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.core.cases.people import CLOCK, as_applicant
from tests.core.cases.story import at
from tests.core.notices.serving_it import (
    PHONE,
    attempts,
    collect,
    later,
    messaged,
    now_of,
    only,
    reachable,
    rehearse,
    sent_texts,
)
from tests.core.notices.test_reminding import invited
from yimen.adapters.messages.demo import Demo
from yimen.core.notices import contacts, sending
from yimen.core.notices.models import Attempt, Contact, Notice, Receipt
from yimen.core.notices.writing import friendly
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NINTH = at("2026-09-09")
Minutes = Callable[[int], datetime]


def minutes(n: int) -> datetime:
    return NINTH + timedelta(minutes=n)


def kind_word(someone: Person, moment: datetime = NINTH, key: str = "approve") -> Attempt | None:
    """The notice of a grant, with a message where the person wants one."""
    case = invited(someone)
    with acting(CLOCK):
        notice = Notice.objects.create(
            person=someone, kind="friendly", case_id=case.id, n=1, key=key, at=moment, data={}
        )
        return friendly(notice, moment)


def test_a_legal_message_says_where_to_look_and_nothing_about_the_person(applicant: Person) -> None:
    row = messaged(applicant)
    assert sending.send(only(row).id, NINTH) == "sent"
    [said] = sent_texts()
    assert said.startswith("【")
    assert f"/m/{only(row).token}/" in said
    assert not any(word in said for word in ("张示例", "测试许可", row.notice.data["number"]))


def test_it_is_sent_once_however_often_it_is_asked_for(applicant: Person) -> None:
    row = messaged(applicant)
    assert [sending.send(only(row).id, NINTH) for _ in range(3)] == ["sent", "left", "left"]
    assert len(sent_texts()) == 1


def test_a_receipt_is_kept_as_proof_and_does_not_serve_where_the_rule_says_never(applicant: Person) -> None:
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    assert collect(minutes(1)) >= 1
    assert only(row).state == "delivered"
    assert only(row).proof["receipts"]
    assert now_of(row).state == "open"


@pytest.mark.parametrize("mode", ["twice", "out_of_order"])
def test_receipts_told_twice_or_in_another_order_say_the_same(applicant: Person, mode: str) -> None:
    rehearse(mode)
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    collect(minutes(1))
    assert only(row).state == "delivered"
    with acting(RULE):
        assert Receipt.objects.count() == len(only(row).refs)


def test_a_receipt_that_comes_before_our_own_mark_is_not_lost(applicant: Person) -> None:
    row, wire = messaged(applicant), Demo("demo")
    one = only(row)
    refs = wire.send(sending.Message(one.key, PHONE, one.text), 1)
    collect(minutes(1))
    assert only(row).state == "waiting"
    with acting(RULE):
        Attempt.objects.filter(id=one.id).update(state="sent", refs=refs)
        sending.settle(one.id, minutes(2))
    assert only(row).state == "delivered"


def test_a_provider_that_contradicts_itself_has_not_delivered(applicant: Person) -> None:
    rehearse("contradict")
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    collect(minutes(1))
    assert only(row).state == "failed"
    assert attempts(row)[-1] == ("post", "waiting")


def test_what_did_not_arrive_goes_by_the_next_way(applicant: Person) -> None:
    rehearse("undelivered")
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    collect(minutes(1))
    assert attempts(row) == [("sms", "failed"), ("post", "waiting")]


def test_a_provider_that_is_down_or_busy_is_tried_again_and_the_paper_does_not_wait_for_it(applicant: Person) -> None:
    row = messaged(applicant)
    for mode in ("down", "throttled"):
        rehearse(mode)
        assert sending.send(only(row).id, minutes(0 if mode == "down" else 10)) == "waiting"
    rehearse("down")
    assert sending.send(only(row).id, at("2026-09-11", 10)) == "failed", "its way had two days"
    assert attempts(row) == [("sms", "failed"), ("post", "waiting")]


def test_a_lost_answer_is_asked_for_and_the_message_is_not_sent_again(applicant: Person) -> None:
    rehearse("lost_answer")
    row = messaged(applicant)
    assert sending.send(only(row).id, NINTH) == "unknown"
    rehearse("normal")
    assert sending.send(only(row).id, minutes(1)) == "left"
    assert sending.ask(only(row).id, minutes(1)) == "delivered"
    assert len(sent_texts()) == 1


def test_what_nobody_can_say_goes_by_the_next_way_and_says_that_it_may_come_twice(applicant: Person) -> None:
    rehearse("lost_for_good")
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    assert [sending.ask(only(row).id, minutes(n)) for n in (0, 1, 6, 21)] == ["left", "unknown", "unknown", "given_up"]
    assert attempts(row) == [("sms", "unknown"), ("post", "waiting")]
    assert only(row, "post").again
    assert len(sent_texts()) == 1


def test_a_friendly_word_that_may_have_gone_is_dropped(applicant: Person) -> None:
    rehearse("lost_for_good")
    reachable(applicant)
    one = kind_word(applicant)
    assert one
    sending.send(one.id, NINTH)
    assert [sending.ask(one.id, minutes(n)) for n in (1, 6, 21)][-1] == "given_up"
    with acting(RULE):
        assert Attempt.objects.get(id=one.id).proof == {"why": "unknown"}
    assert len(sent_texts()) == 1


class PlugPulled(BaseException):
    """As a process that is killed: nothing after it runs."""


@pytest.mark.parametrize("sends", [True, False])
def test_killed_between_sending_and_marking_it_is_unknown_and_never_sent_again(
    applicant: Person, monkeypatch: pytest.MonkeyPatch, sends: bool
) -> None:
    row, real = messaged(applicant), Demo("demo")

    class Killing(Demo):
        def send(self, message: Any, within: float) -> list[str]:
            if sends:
                real.send(message, within)
            raise PlugPulled

    monkeypatch.setattr(sending, "provider", lambda: Killing("demo"))
    with pytest.raises(PlugPulled):
        sending.send(only(row).id, NINTH)
    monkeypatch.undo()
    assert only(row).state == "sending"
    assert (sending.lost(minutes(4)), sending.lost(minutes(5))) == (0, 1)
    assert sending.send(only(row).id, minutes(5)) == "left"
    if sends:
        assert sending.ask(only(row).id, minutes(5)) == "delivered"
    else:
        assert [sending.ask(only(row).id, minutes(n)) for n in (5, 10, 25)][-1] == "given_up"
        assert attempts(row) == [("sms", "unknown"), ("post", "waiting")]
    assert len(sent_texts()) == int(sends)


def test_without_the_claim_the_same_message_would_go_twice(applicant: Person) -> None:
    """Negative control: the state of the row is what holds the second one back – the provider of this test knows no keys."""
    row = messaged(applicant)
    for _ in range(2):
        with acting(RULE):
            Attempt.objects.filter(id=only(row).id).update(state="waiting", key=f"{only(row).key}'")
        sending.send(only(row).id, NINTH)
    assert len(sent_texts()) == 2


def test_friendly_words_go_to_a_confirmed_number_only_and_only_to_whoever_wants_them(applicant: Person) -> None:
    assert kind_word(applicant) is None
    reachable(applicant)
    with acting(RULE):
        Contact.objects.update(friendly=False)
    assert kind_word(applicant) is None


def test_nobody_is_woken_and_what_waited_too_long_is_not_sent(applicant: Person) -> None:
    reachable(applicant)
    one = kind_word(applicant, at("2026-09-09", 23))
    assert one
    assert one.due_at == at("2026-09-10", 8)
    assert sending.send(one.id, at("2026-09-09", 23)) == "left"
    assert sending.send(one.id, at("2026-09-11", 9)) == "left"
    assert sent_texts() == []


def test_a_person_has_three_friendly_words_a_day_and_legal_ones_all_the_same(applicant: Person) -> None:
    row = messaged(applicant)
    with acting(CLOCK):
        notices = [
            Notice.objects.create(person=applicant, kind="friendly", case_id=row.case_id, n=n, key="approve", at=NINTH)
            for n in range(20, 25)
        ]
        made = [friendly(one, NINTH) for one in notices]
    assert [sending.send(one.id, NINTH) for one in made if one] == ["sent"] * 3 + ["left"] * 2
    assert sending.send(only(row).id, NINTH) == "sent"


def test_a_number_that_changed_meanwhile_gets_nothing(applicant: Person) -> None:
    row = messaged(applicant)
    contacts.forget(applicant.id)
    assert sending.send(only(row).id, NINTH) == "left"
    assert attempts(row) == [("sms", "dropped"), ("post", "waiting")]


def test_whoever_says_not_me_frees_the_number_and_the_paper_goes_by_post(applicant: Person) -> None:
    row = messaged(applicant)
    sending.send(only(row).id, NINTH)
    token = only(row).token or ""
    assert contacts.behind(token, NINTH)
    assert only(row).state == "sent", "opening the page changes nothing"
    assert contacts.not_me(token, minutes(5)) == "freed"
    assert contacts.not_me(token, minutes(6)) == "again", "said twice it was said once"
    assert attempts(row) == [("sms", "failed"), ("post", "waiting")]
    with acting(as_applicant(applicant)):
        contact = contacts.contact_of(applicant.id)
    assert (contact.phone, contact.confirmed_at) == ("", None)
    assert contact.freed_at == minutes(5)
    assert later(row, at("2026-09-10")).state == "open"


def test_a_link_ends_after_a_month_and_an_unknown_one_leads_nowhere(applicant: Person) -> None:
    row = messaged(applicant)
    assert contacts.not_me(only(row).token or "", at("2026-10-20")) == "old"
    assert contacts.not_me("x" * 16, NINTH) == "unknown"
    assert only(row).state == "waiting"

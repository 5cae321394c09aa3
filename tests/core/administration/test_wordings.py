"""Public texts are worded anew by two, from a day on; what was said before stays as it was said."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.core.administration.house import ONE, agreed, build
from yimen.core.administration.altering import undo
from yimen.core.administration.drafting import draft, read_draft, standing
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.notices import rules, wording
from yimen.core.people.acting_as import STAFF_ROLES
from yimen.core.people.actors import Actor
from yimen.core.people.scope import acting
from yimen.core.places import notices, wordings
from yimen.core.places.clock import now, today
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Wording
from yimen.core.services.reasons import reason

pytestmark = pytest.mark.django_db
REASON = {
    "body_zh": "要由民警来看（新写法）。",
    "body_en": "An officer reads it (anew).",
    "next_zh": "请提交。",
    "next_en": "Please submit.",
}
TITLE = {"title_zh": "批准了（新）", "title_en": "Granted (new)"}
SMS = {"body_zh": "您有新消息：{link}", "template": "DEMO-2001"}


@pytest.fixture(autouse=True)
def house(db: None, settings: object) -> Iterator[None]:
    settings.NODE = settings.NODE | {"region": "440106"}  # type: ignore[attr-defined]
    build()
    yield
    notices.forget()
    wordings.forget()


def asked(kind: str, key: str, words: dict[str, str]) -> Proposal:
    values, wrong = read_draft(kind, key, words | {"since": today().isoformat()})
    assert not wrong
    with acting(ONE):
        made = draft(kind, key, values, "更好懂")
    assert isinstance(made, Proposal)
    return made


def approved(kind: str, key: str, words: dict[str, str]) -> Alteration:
    made = agreed(asked(kind, key, words))
    notices.look_again()
    return made


def test_a_reason_counts_when_another_approved_it_and_undoing_is_a_new_edition() -> None:
    key, before = "officer_reads_it", now()
    old = reason(law_book(), key)
    waits = asked("reason", key, REASON)
    notices.look_again()
    assert reason(law_book(), key) == old
    with acting(ONE), pytest.raises(NotAltered, match="two_names"):
        agreed(waits, by=ONE)
    made = agreed(waits)
    notices.look_again()
    found = reason(law_book(), key)
    assert found
    assert (found.zh, found.next.zh) == (REASON["body_zh"], REASON["next_zh"])
    assert reason(law_book(), key, before) == old
    with acting(ONE):
        back = undo(made.id, "还是原来的好")
    assert isinstance(back, Proposal)
    between = now()
    agreed(back)
    notices.look_again()
    assert reason(law_book(), key) == old
    assert reason(law_book(), key, between) == found
    assert Wording.objects.count() == 2


def test_a_notice_keeps_the_words_it_was_told_in_and_a_message_goes_out_in_the_new_ones() -> None:
    before, body = now(), wording.catalogue()["approve"].body
    approved("notice", "approve", TITLE | {"body_zh": f"好了。{body.zh}", "body_en": body.en or ""})
    approved("sms", "friendly", SMS)
    told, then = wording.told("approve", now()), wording.told("approve", before)
    assert told
    assert told.title.zh == TITLE["title_zh"]
    assert then == wording.catalogue()["approve"]
    assert rules.text_of("friendly").template == "DEMO-2001"
    assert rules.filled("friendly", "示例", link="https://x/m/1/") == "【示例】您有新消息：https://x/m/1/"


def test_each_cell_says_what_it_cannot_take() -> None:
    day = {"since": today().isoformat()}
    late = {"since": (today() - timedelta(days=1)).isoformat()}
    body = wording.catalogue()["approve"].body
    _, told = read_draft(
        "notice", "approve", {"title_zh": "{service}", "body_zh": f"{body.zh}{{fee}}", "body_en": "{service}"} | day
    )
    _, sent = read_draft("sms", "friendly", {"body_zh": "长" * 140 + "{link}", "template": ""} | late)
    _, leads = read_draft("sms", "friendly", SMS | {"body_zh": "看 www.example.com {link}"} | day)
    _, odd = read_draft("reason", "officer_reads_it", REASON | {"body_zh": "没有配对的 } 括号"} | day)
    keys = [{name: one.key for name, one in wrong.items()} for wrong in (told, sent, leads, odd)]
    assert keys == [
        {"title_zh": "unknown_slot", "title_en": "missing", "body_zh": "unknown_slot", "body_en": "missing_slot"},
        {"body_zh": "too_many_parts", "template": "missing", "since": "past"},
        {"body_zh": "foreign_address"},
        {"body_zh": "unknown_slot"},
    ]
    with acting(ONE), pytest.raises(NotAltered, match="nothing"):
        draft("sms", "friendly", standing("sms", "friendly") or {}, "什么都没改")


@pytest.mark.parametrize("role", ["administrator", "applicant", *STAFF_ROLES[:1]])
def test_one_name_words_nothing_anew_and_an_edition_is_never_changed(role: str) -> None:
    who = ONE if role == "administrator" else Actor(role, "w9", "测试", ONE.office)  # type: ignore[arg-type]
    row = {"kind": "sms", "key": "legal", "since": today(), "at": now(), "body_zh": "改了 {link}"}
    with acting(who):
        with pytest.raises(DatabaseError), transaction.atomic():
            Wording.objects.create(**row)
        with pytest.raises(DatabaseError), transaction.atomic():
            Wording.objects.update(body_zh="改了")

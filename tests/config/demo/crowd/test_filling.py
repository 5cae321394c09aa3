"""The full province, as far as some cases show it: the same every time, lived by the trunk alone, and gone on with where it stopped."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command

from tests.channels.portal.town import publish
from yimen.config.demo.crowd.filling import begin_filling, fill_slice, progress, unfinished
from yimen.config.demo.crowd.lives import crowd
from yimen.config.demo.crowd.plan import plan
from yimen.config.demo.models import Filling
from yimen.config.demo.offices import load_offices
from yimen.config.demo.people import load_people
from yimen.core.cases.models import Case, Event
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.numbers import citizen_id
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.ports.ids import new_id

DAY = date(2026, 11, 25)


@pytest.fixture
def town(db: None) -> None:
    """Services, offices and the officers one may be; nobody else."""
    publish()
    with acting(CLOCK):
        load_offices(today())
        load_people([], now())


def test_the_plan_is_the_same_every_time_and_holds_every_service_course_and_door_of_its_lives(db: None) -> None:
    first = plan("440000", DAY, 2260)
    plan.cache_clear()
    assert plan("440000", DAY, 2260) == first
    assert {one.life.service for one in first} == {life.service for life in crowd().lives}
    assert {one.life.channel for one in first} == {"portal", "hall", "kiosk"}
    lived = {name for name, course in crowd().courses.items() if any(one.course is course for one in first)}
    assert {name for way in crowd().ways.values() for name in way} <= lived
    souls = {soul.number: soul for one in first for soul in (one.who, one.child) if soul}
    assert 1800 <= len(souls) <= 2300
    for soul in souls.values():
        assert soul.foreign or citizen_id(soul.number, DAY).born_on == soul.born
        assert re.search("示例|测试|演示|样本|虚构", soul.name)
    assert sum(soul.is_child(DAY) for soul in souls.values()) > 20
    assert sum(soul.foreign is not None for soul in souls.values()) > 5


@pytest.mark.slow
def test_cases_are_written_by_the_trunk_in_order_and_a_writer_goes_on_where_another_stopped(town: None) -> None:
    begin_filling(30)
    assert fill_slice(12)
    assert progress() == (12, 30)
    while fill_slice(9):
        pass
    assert (progress(), unfinished(), Filling.objects.get().refused) == ((30, 30), False, 0)
    assert not fill_slice()
    with acting(CLOCK):
        assert Case.objects.count() == 30
        assert Person.objects.count() >= 20
        events: Any = list(Event.objects.order_by("case", "n").values_list("case", "n", "at"))
    for (case, _, at), (following, n, later) in pairwise(events):
        assert case != following or at <= later, (case, n)
    assert max(at for *_, at in events) <= now()
    with acting(CLOCK):
        assert len(Counter(Case.objects.values_list("state", flat=True))) >= 3
    call_command("verify_chain", stdout=StringIO())


def test_begun_anew_the_open_cases_of_the_former_are_withdrawn_before_others_come(town: None) -> None:
    begin_filling(8)
    while fill_slice():
        pass
    with acting(CLOCK):
        before = list(Case.objects.filter(state__in=sorted(OPEN)).values_list("id", flat=True))
        free = Case.objects.filter(
            id__in=before, state__in=("draft", "submitted", "correcting", "accepted", "suspended")
        )
        assert free.exists()
    begin_filling(3, again=new_id())
    people = {one.who.number for of in (1, 2) for one in plan("440000", today(), 8, of)}
    while fill_slice(3):
        pass
    with acting(CLOCK):
        assert not free.exists()
        assert Case.objects.exclude(id__in=before).filter(created_at__isnull=False).count() >= 3
    assert (progress(), Filling.objects.get().refused, len(people)) == ((3, 3), 0, 16)


def test_a_service_that_no_longer_knows_these_words_is_left_out_and_counted(
    town: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for life in crowd().lives:
        monkeypatch.setitem(life.__dict__, "service", "exit_entry.gone")
    plan.cache_clear()
    begin_filling(2)
    assert not fill_slice()
    assert Filling.objects.get().refused == 2
    plan.cache_clear()

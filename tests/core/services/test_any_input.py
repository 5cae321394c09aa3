"""Whatever a person, an integrator or a register says: an answer or words of refusal, never a crash."""

import json
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.core.services.samples import BOOK, DAYS, edition_of
from yimen.core.places.clock import CHINA
from yimen.core.ports.registers import Answer, Down, Known, Later
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.sheet import freeze, thaw
from yimen.core.services.telling import tell

EDITIONS = {name: edition_of(name, packs=True) for name in ("endorsement", "settlement", "card")}
LIKELY: list[Any] = [
    True, False, "none", "unknown", "HKG", ["HKG", "MAC"], ["HKG"], "H1", {"HKG": "H1"}, {"MAC": "M3", "HKG": "H9"}, "lost", "first",
    {"expires_on": "2018-04-18"}, {"expires_on": "2030-01-01"}, {"region": "430102"}, {"region": "999999"}, {"region": None}, {}, [],
    [{"relation": "child", "born_on": "2010-01-01"}, {"relation": "spouse", "born_on": "1990-01-01"}], [{}],
    [{"day": "2018-01-01", "place": "样例路口", "settled": False}], "home", "2018-02-30", -1, 10**13, "on file", None,
]  # fmt: skip
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)
said = st.one_of(st.sampled_from(LIKELY), anything)
answers: st.SearchStrategy[Answer] = st.one_of(
    st.none(),
    st.sampled_from([Down("down"), Later("T-1")]),
    said.map(lambda value: Known(value, datetime(2018, 4, 1, tzinfo=CHINA))),
)
days = st.dates(date(2010, 1, 1), date(2040, 1, 1))
relaxed = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def checked(edition: Edition, told: dict[str, Any], sources: dict[str, Any], on: date, channel: str) -> None:
    at = datetime.combine(on, time(9), CHINA)
    facts, wrong = tell(edition, told, on=on, at=at, sources=sources)
    assert all(one.words.zh for one in wrong)
    answer = advise(edition, facts, on=on, region="440106", channel=channel, at=at, days=DAYS, book=BOOK)
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    frozen = freeze(facts)
    assert freeze(thaw(edition.service.facts, json.loads(json.dumps(frozen)), on, at)) == frozen


@pytest.mark.parametrize("name", EDITIONS)
@relaxed
@given(data=st.data(), on=days, channel=st.sampled_from(["portal", "hall", "kiosk", "sms", ""]))
def test_nobody_identified_may_say_anything(name: str, data: st.DataObject, on: date, channel: str) -> None:
    edition = EDITIONS[name]
    told = data.draw(st.dictionaries(st.sampled_from([*edition.service.facts, "shoe"]), said, max_size=8))
    checked(edition, told, {}, on, channel)


@pytest.mark.parametrize("name", EDITIONS)
@relaxed
@given(data=st.data(), on=days)
def test_registers_may_answer_anything(name: str, data: st.DataObject, on: date) -> None:
    edition = EDITIONS[name]
    rungs = {rung for fact in edition.service.facts.values() for rung in fact.from_}
    heard = {rung: data.draw(answers) for rung in sorted(rungs)}
    asked = [fact for fact, declared in edition.service.facts.items() if declared.ask]
    told = data.draw(st.dictionaries(st.sampled_from(asked), said, max_size=4))
    checked(edition, told, {rung: (lambda one=one: one) for rung, one in heard.items()}, on, "portal")

"""Every fact of every service, said in every way: a value, a mistake that is named, never a node that falls."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as some

from tests.channels.api.ground import HERE, Caller
from tests.editions import of_the_product
from yimen.channels.api import pace
from yimen.core.services.editions import Edition

days = some.dates().map(str)
junk = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(max_size=12)
)
words = some.sampled_from(
    ["none", "unknown", "", "0", "-1", "1e9", "true", "on file", "2026-02-30", "440106", "440106199001010013"]
)
OF_TYPE: dict[str, Any] = {
    "date": days, "number": some.integers(-(10**9), 10**9), "money": some.decimals(allow_nan=False, allow_infinity=False).map(str),
    "yes_no": some.booleans(), "text": some.text(min_size=1, max_size=20), "file": some.just("on file"), "region": some.just(HERE),
}  # fmt: skip


def value_of(edition: Edition, name: str) -> Any:
    """Mostly of the fact's own type, so that tables are reached; sometimes anything."""
    declared = edition.service.facts[name]
    codes = sorted(edition.choices(name))
    own = OF_TYPE.get(declared.type, junk)
    if declared.type == "choice" and codes:
        own = some.sampled_from(codes) | some.dictionaries(
            some.sampled_from(["HKG", "MAC", "1", "x"]), some.sampled_from(codes), max_size=2
        )
    elif declared.type == "choices" and codes:
        own = some.lists(some.sampled_from(codes), max_size=3)
    elif declared.type == "record":
        own = some.dictionaries(
            some.sampled_from(["expires_on", "region", "born_on", "level"]), days | words, max_size=3
        )
    elif declared.type == "records":
        row = some.fixed_dictionaries({}, optional=dict.fromkeys(declared.fields, words | days | junk))
        own = some.lists(row, max_size=3)
    return own | own | words | junk


@some.composite
def asked(draw: Any) -> tuple[str, dict[str, Any]]:
    edition = draw(some.sampled_from(of_the_product()))
    names = draw(some.lists(some.sampled_from(sorted(edition.service.facts)), max_size=6, unique=True))
    facts = {name: draw(value_of(edition, name)) for name in names}
    body = {
        "facts": facts,
        "region": HERE,
        "channel": draw(some.sampled_from(["portal", "hall", "kiosk", "api"])),
        "on": draw(some.none() | days),
    }
    return edition.service.service, body


@pytest.fixture(autouse=True)
def nobody_is_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests of this minute have asked as nobody from this address is not to be answered here with 429."""
    monkeypatch.setattr(pace, "_held", {})
    for budget in ("KNOWN", "UNKNOWN", "TARGET"):
        monkeypatch.setattr(pace, budget, 10**9)


ENDORSEMENT = "exit_entry.endorsement_individual"
NUL = {"facts": {"home_region": "\0"}, "region": HERE, "channel": "portal", "on": None}
HALF = NUL | {"facts": {"home_region": "\ud800"}}


@pytest.mark.slow
@given(call=asked())
@example(call=(ENDORSEMENT, NUL))
@example(call=(ENDORSEMENT, HALF))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_advice_answers_whatever_is_said(anybody: Caller, call: tuple[str, dict[str, Any]]) -> None:
    """A mistake is named with its place (422); what no database can keep, such as NUL, is refused before anybody reads it (400)."""
    service, body = call
    told = anybody.post(f"/services/{service}/advice", body)
    assert told.status in (200, 400, 422), told.json
    assert told.status == 200 or told["errors" if told.status == 422 else "detail"]


@pytest.mark.slow
@given(call=asked())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_applications_answer_whatever_is_said(zhang: Caller, call: tuple[str, dict[str, Any]]) -> None:
    service, body = call
    asked = {name: value for name, value in body.items() if name != "on"}
    told = zhang.post("/cases", asked | {"service": service, "submit": True, "reason": "r"})
    assert told.status in (201, 400, 403, 404, 409, 422), told.json

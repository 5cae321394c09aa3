"""Facts that are secret stand in no receipt and in no paper: tried with every example of every service, and with values that would show."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from yimen.core.cases.chain import canonical
from yimen.core.papers.receipts import document
from yimen.core.places.law_book import law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.editions import Edition
from yimen.core.services.examples import all_examples, run
from yimen.core.services.files import shelf
from yimen.core.services.language import Service
from yimen.core.services.walk import Eyes
from yimen.web.letters.judging import judged
from yimen.web.letters.parts import Content

SHELF, DAYS = shelf(), WorkingDays(released())
SERVICES = [file.said for file in SHELF.services if isinstance(file.said, Service)]


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.service)
def test_no_secret_fact_is_in_a_receipt_or_in_the_table_of_a_letter(service: Service) -> None:
    for told in all_examples(Edition(service, SHELF.packs_for(service.service))):
        given = {eyes: run(told.edition, told.example, law_book(), DAYS, eyes) for eyes in get_args(Eyes)}
        advice = {"public": given["public"], "officer": given["officer"]["path"]}
        full = document(row(told.edition), advice)  # type: ignore[arg-type]
        assert named(full["path"]).isdisjoint(told.edition.tainted), told.example.name
        assert named(given["public"]["path"]).isdisjoint(told.edition.tainted), told.example.name
        told_to_person = judged(content(told.edition, given["public"]["path"]))
        for reason in secret_reasons(told.edition, given["officer"]["path"]):
            assert reason not in canonical(told_to_person).decode(), told.example.name


def named(path: list[dict[str, Any]]) -> set[str]:
    return {name for step in path for name in step["facts"]}


def secret_reasons(edition: Edition, path: list[dict[str, Any]]) -> set[str]:
    """The keys of reasons that stand only at rows which read a secret fact."""
    return {step["why"] for step in path if step["why"] and not edition.tainted.isdisjoint(step["facts"])}


def row(edition: Edition) -> SimpleNamespace:
    data = dict.fromkeys(("case", "move", "role", "at", "dated", "law"), "")
    case = SimpleNamespace(service=edition.service.service, edition=edition.digest)
    return SimpleNamespace(data=data, number="1", kind="NSA", case=case, issued_at=datetime(2026, 9, 9, tzinfo=UTC))


def content(edition: Edition, path: list[dict[str, Any]]) -> Content:
    public = [step for step in path if step["table"] == "may_apply"]
    return Content({"role": "decider", "dated": "2026-11-25"}, row(edition), public)  # type: ignore[arg-type]


def test_a_value_that_would_show_is_left_out() -> None:
    fact = {
        "source": "public_security.list",
        "at": "2026-11-25T00:00:00+08:00",
        "secret": True,
        "value": "KANARIENVOGEL",
    }
    seen = {"source": "population.person", "at": "2026-11-25T00:00:00+08:00", "value": "张示例"}
    step = dict.fromkeys(("pack", "item", "why", "law", "mark")) | {
        "table": "may_apply",
        "row": 1,
        "verdict": "true",
        "then": "officer",
    }
    edition = SimpleNamespace(service=SimpleNamespace(service="x"), digest="d")
    path = [step | {"facts": {"listed": fact, "name": seen}}]
    full = document(row(edition), {"public": {"path": []}, "officer": path})  # type: ignore[arg-type]
    assert b"KANARIENVOGEL" not in canonical(full)
    assert b"listed" not in canonical(full)
    assert full["path"][0]["secret_facts"] == 1
    assert "张示例".encode() in canonical(full)

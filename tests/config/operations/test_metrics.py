"""The figures of an installation: summed over all processes, for those who may watch, about nobody."""

import pytest
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from yimen.config.operations.tallies import Tallies, merge

pytestmark = pytest.mark.django_db(transaction=True)
Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def figures(client: Client) -> Figures:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def counted(found: Figures, door: str, status: str = "200") -> float:
    return found.get(("yimen_request_seconds_count", (("door", door), ("status", status))), 0)


def test_what_two_processes_answered_is_one_sum_and_stays_it_when_they_are_gone(client: Client) -> None:
    one, two = Tallies(), Tallies()
    for tallies, took in ((one, 0.02), (one, 0.2), (two, 99.0)):
        tallies.add("sample", 200, took)
    one.flush()
    two.flush()
    one.add("sample", 200, 0.02)
    one.flush()
    before = figures(client)
    assert counted(before, "sample") == 4
    assert before["yimen_request_seconds_bucket", (("door", "sample"), ("le", "0.025"), ("status", "200"))] == 2
    with connection.cursor() as cursor:
        cursor.execute("update operations_tally set at = now() - interval '2 days' where door = 'sample'")
    merge()
    merge()
    assert counted(figures(client), "sample") == 4
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from operations_tally where door = 'sample'")
        assert cursor.fetchone() == (1,)


def test_it_tells_of_jobs_cases_letters_backups_and_alarms(client: Client) -> None:
    found = figures(client)
    names = {name for name, _ in found}
    assert names >= {
        "yimen_cases_estimated", "yimen_cases_overrun", "yimen_letters_waiting", "yimen_files_lost", "yimen_database_bytes",
        "yimen_job_oldest_seconds", "yimen_home_free_bytes",
    }  # fmt: skip
    assert found["yimen_alarm", (("alarm", "backup"),)] == 1


def test_only_those_may_watch_who_were_told_to(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 404, "a proxy nobody told of"
    settings.TRUSTED_PROXIES = 1
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1, 203.0.113.9").status_code == 404
    monkeypatch.setenv("YIMEN_METRICS_TOKEN", "a token of the watchers")
    told = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_AUTHORIZATION": "Bearer a token of the watchers"}
    assert client.get("/metrics", **told).status_code == 200  # type: ignore[arg-type]
    told["HTTP_AUTHORIZATION"] = "Bearer another"
    assert client.get("/metrics", **told).status_code == 404  # type: ignore[arg-type]

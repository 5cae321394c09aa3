"""What a node says about itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from yimen.core.services.models import Publication


@pytest.fixture
def publication(db: None) -> Publication:
    now = datetime.now(UTC)
    return Publication.objects.create(
        service="a.b",
        number=1,
        digest="0" * 64,
        canonical="{}",
        valid_from=now,
        published_at=now,
        author="a",
        approver="b",
    )


def heard_of_a_worker(ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))",
            [ago.total_seconds()],
        )


@pytest.mark.django_db
def test_without_worker_and_services_a_node_is_not_ready_and_says_what_is_missing(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    said = answer.json()
    assert "backup" in said.pop("alarms")
    assert said == {
        "ready": False, "node": "gd", "web": True, "database": True, "worker": False, "services": False, "missing": ["worker", "services"],
    }  # fmt: skip


def test_with_everything_there_a_node_is_ready(client: Client, publication: Publication) -> None:
    heard_of_a_worker(timedelta(seconds=9))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["ready"], answer.json()["missing"]) == (200, True, [])


def test_a_worker_that_was_silent_for_half_a_minute_counts_as_missing(client: Client, publication: Publication) -> None:
    heard_of_a_worker(timedelta(seconds=31))
    assert client.get("/healthz").json()["missing"] == ["worker"]


@pytest.mark.django_db
def test_health_is_never_answered_from_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]


@pytest.mark.django_db
def test_the_public_reads_in_plain_words_what_does_not_work(client: Client) -> None:
    page = client.get("/status").content.decode()
    assert "有地方出了问题" in page
    assert "日子照算" in page


def test_the_public_reads_that_everything_works(client: Client, publication: Publication, settings: Any) -> None:
    settings.IDENTITY = {}  # the demo's provider is this node itself, which does not listen here
    heard_of_a_worker(timedelta())
    assert "一切正常" in client.get("/status").content.decode()

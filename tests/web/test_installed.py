"""The portal can be installed, and its first page is small."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db
LIMIT = 100 * 1024
ASSET = re.compile(r'(?:href|src)="/static/([^"]+?)"')
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


def test_the_manifest_names_icons_that_exist_in_the_language_of_the_phone(client: Client) -> None:
    said = client.get("/manifest.webmanifest", headers={"Accept-Language": "en"})
    assert said.headers["Content-Type"] == "application/manifest+json"
    assert (said.json()["short_name"], said.json()["start_url"], said.json()["scope"]) == ("Yimen", "/", "/")
    for icon in said.json()["icons"]:
        assert finders.find(HASH.sub("", icon["src"].removeprefix("/static/")))


def test_the_worker_stands_at_the_root_and_keeps_only_what_it_fetches_without_cookies(client: Client) -> None:
    worker = client.get("/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert worker.headers["Cache-Control"] == "no-cache"
    assert 'credentials: "omit"' in worker.content.decode()
    assert client.get("/offline/").status_code == 200


def test_the_first_page_loads_within_a_hundred_kilobytes(client: Client) -> None:
    """Everything that the front page links, as it travels."""
    page = client.get("/").content
    files = {HASH.sub("", name) for name in ASSET.findall(page.decode())}
    found = [finders.find(name) for name in sorted(files)]
    assert len(found) > 5
    assert all(found)
    size = len(gzip.compress(page)) + sum(len(gzip.compress(Path(str(path)).read_bytes())) for path in found)
    assert size <= LIMIT, size

"""What the documents say is tested, is: every test and every file of tests that they name is there."""

import re
from functools import cache

import pytest

from tests.house.sources import ROOT, sources

DOCUMENTS = ("docs/security.md", "docs/faults.md")
NAMED = re.compile(r"`([a-z_0-9/]*test_[a-z_0-9]+(?:\.py)?(?:::test_[a-z_0-9]+)?)`")
FILES = [source.path for source in sources("tests/**/test_*.py")]


@cache
def known() -> set[str]:
    return {
        f.name for source in sources("tests/**/test_*.py") for f in source.functions() if f.name.startswith("test_")
    }


def missing(text: str) -> set[str]:
    found = set()
    for name in NAMED.findall(text):
        file, _, function = (
            name.rpartition("::") if "::" in name else (name, "", "") if name.endswith(".py") else ("", "", name)
        )
        if (file and not any(path.endswith(f"/{file}") for path in FILES)) or (function and function not in known()):
            found.add(name)
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert len(NAMED.findall(text)) > 40
    assert missing(text) == set()


def test_a_name_that_nobody_has_is_missed() -> None:
    assert missing("`test_nobody_wrote_this`, `web/test_nowhere.py`") == {
        "test_nobody_wrote_this",
        "web/test_nowhere.py",
    }

"""The wire to ClamAV against a real socket that speaks clamd's protocol; one over a Unix socket, one over TCP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.scanner.daemon import EICAR, MOST, Clamd, clamd
from yimen.adapters.scanner.clamav import ClamAv

Talk = tuple[Clamd, ClamAv]


@pytest.fixture(params=["unix", "tcp"])
def talk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Talk]:
    with clamd(tmp_path if request.param == "unix" else None) as (daemon, where):
        yield daemon, ClamAv(where=where, within=5)


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"%PDF-1.7", "clean"),
        (b"", "clean"),
        (b"x" * 300_000 + EICAR, "infected"),
        (b"x" * (MOST * 8), "not_scannable"),
    ],
    ids=["small", "empty", "virus", "larger than it takes"],
)
def test_a_file_is_streamed_and_the_daemons_words_become_a_verdict(talk: Talk, content: bytes, verdict: str) -> None:
    assert talk[1].scan(content) == verdict
    assert talk[1].check() == ""


@pytest.mark.parametrize("mood", ["nonsense", "gone"])
def test_a_daemon_that_talks_nonsense_or_hangs_up_has_no_verdict_yet(talk: Talk, mood: str) -> None:
    talk[0].mood = mood
    assert talk[1].scan(EICAR) == "pending"
    assert talk[1].check().startswith("clamd ")


def test_a_daemon_that_is_slow_is_waited_for_no_longer_than_said(talk: Talk) -> None:
    talk[0].mood = "silent"
    talk[1].within = 0.2
    assert talk[1].scan(b"x") == "pending"


@pytest.mark.parametrize("where", ["unix:///nowhere/clamd.ctl", "tcp://127.0.0.1:1", "clamd"])
def test_a_daemon_that_is_not_there_leaves_the_file_for_later_and_says_so(where: str) -> None:
    scanner = ClamAv(where=where, within=1)
    assert scanner.scan(b"x") == "pending"
    assert scanner.check().startswith("clamd does not answer")


def test_a_wire_that_nobody_has_told_where_to_go_says_which_setting_is_missing() -> None:
    assert "YIMEN_CLAMD" in ClamAv().check()

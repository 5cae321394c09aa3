"""A new key of an authority: what the old one sealed stays genuine, and nothing is sealed with one that is not in use."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.core.papers.test_checking import BLANK
from yimen.core.papers.checking import by_file
from yimen.core.papers.making import ready
from yimen.core.people.actors import CLOCK, VISITOR
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.seals import NoSeal, Sealed, Seals
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
KEY, BEFORE, FROM = "440106-police", date(2026, 9, 8), date(2026, 9, 9)


def test_papers_of_the_old_key_are_genuine_after_the_new_one_is_in_use(settings: object, tmp_path: Path) -> None:
    settings.SEALS = tmp_path  # type: ignore[attr-defined]
    seals: Seals = wire("seals")
    bare = wire("typesetting").set("slip", BLANK)

    def sealed(on: date) -> Sealed:
        return seals.seal(bare, KEY, "示例机关", on)

    old = sealed(BEFORE)
    seals.rotate(KEY, "示例机关", FROM, None)
    again, new = sealed(BEFORE), sealed(FROM)
    assert old.certificate.fingerprint == again.certificate.fingerprint != new.certificate.fingerprint
    for one in (old, new):
        verdict = seals.judge(one.pdf, now())
        assert (verdict.outcome, verdict.fingerprint) == ("intact", one.certificate.fingerprint)
    with pytest.raises(NoSeal, match="there already"):
        seals.rotate(KEY, "示例机关", FROM, b"another")


def test_a_key_that_has_ended_seals_nothing_and_what_it_sealed_is_known_as_ours(
    settings: object, tmp_path: Path
) -> None:
    settings.SEALS = tmp_path  # type: ignore[attr-defined]
    seals: Seals = wire("seals")
    one = seals.seal(wire("typesetting").set("slip", BLANK), KEY, "示例机关", BEFORE)
    after = one.certificate.valid_to + timedelta(days=1)
    with pytest.raises(NoSeal, match="valid 2015-01-01"):
        seals.seal(b"", KEY, "示例机关", after.date())
    with acting(VISITOR):
        assert by_file(one.pdf, after).outcome == "foreign", (
            "a seal that nobody knows and whose key has ended proves nothing"
        )
    with acting(CLOCK):
        ready(one)
    with acting(VISITOR):
        assert by_file(one.pdf, after).outcome == "not_in_book", "ours by our books, and told apart from what we issued"

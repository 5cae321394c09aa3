from datetime import timedelta

from tests.core.services.samples import AT, BOOK, DAYS, HERE, ON, edition_of, usual
from yimen.core.services.replay import Submission, replay
from yimen.core.services.sheet import freeze


def test_a_replay_shows_what_each_case_would_have_got_with_the_pack() -> None:
    edition = edition_of("settlement", packs=True)
    frozen = freeze(usual(edition, insurance="none"))
    cases = [
        Submission("in", frozen, ON, HERE, "portal", AT),
        Submission("before", frozen, ON - timedelta(days=200), HERE, "portal", AT - timedelta(days=200)),
        Submission("elsewhere", frozen, ON, "110105", "portal", AT),
    ]
    found = {one.case: one.differs for one in replay(edition, edition.packs[0], cases, days=DAYS, book=BOOK)}
    assert found["in"] == {
        "materials": [["title_deed", "insurance"], ["title_deed"]],
        "asked": [["insurance"], []],
        "promise": ["20 working days", "5 working days"],
        "promise_due": ["2018-05-18", "2018-04-26"],
    }
    assert found["before"] == found["elsewhere"] == {}

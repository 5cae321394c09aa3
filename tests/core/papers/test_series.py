"""Numbers go on where the paper books ended, forwards only, and it is kept who said so."""

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from tests.channels.portal.stories import accepted
from tests.channels.portal.town import WINDOW, Town
from yimen.core.papers.models import SeriesSet
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_the_next_paper_goes_on_behind_the_book(town: Town) -> None:
    first = next(one for one in accepted(town.zhang).papers if one.kind == "ACP")
    office, kind, year, _ = (first.number or "").split("-")
    call_command("series", "set", office, kind, year, "417", why="接续纸质受理登记簿")
    assert (
        next(one for one in accepted(town.zhang).papers if one.kind == "ACP").number == f"{office}-{kind}-{year}-000418"
    )
    with pytest.raises(CommandError, match="never goes back"):
        call_command("series", "set", office, kind, year, "400", why="接续纸质受理登记簿")
    with acting(CLOCK):
        [line] = SeriesSet.objects.all()
        assert (line.before, line.last, line.why) == (1, 417, "接续纸质受理登记簿")
        with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
            SeriesSet.objects.update(last=1)


@pytest.mark.parametrize(
    "said", [["0", "ACP", "2026", "5"], ["440106000001", "XYZ", "2026", "5"], ["440106000001", "ACP", "26", "5"]]
)
def test_a_series_that_nobody_issues_is_refused(town: Town, said: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("series", "set", *said, why="接续纸质登记簿")


def test_nobody_else_sets_a_series(town: Town) -> None:
    with acting(WINDOW), pytest.raises(ProgrammingError, match="operator"), transaction.atomic():
        connection.cursor().execute("select papers_series_set('440106000001-ACP-2026', 9)")

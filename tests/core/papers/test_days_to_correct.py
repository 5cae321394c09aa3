"""补正的日子由事项定：案件的钟、告知书、站内信说同一天；事项不说的，按程序表。"""

from datetime import date

import pytest

from tests.core.cases.people import DEFECT, FILES, WINDOW, li, move, publish, submitted
from tests.core.cases.story import at
from yimen.core.cases.models import Paper
from yimen.core.cases.telling import running
from yimen.core.notices.models import Notice
from yimen.core.notices.telling import tell_person
from yimen.core.papers.receipts import path_of
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.reading import read_text
from yimen.core.services.editions import Edition
from yimen.core.services.language import Service
from yimen.core.services.models import Publication
from yimen.web import days
from yimen.web.letters.composing import made

pytestmark = pytest.mark.django_db
DAY = "2026-09-08"


def publish_with(correction: str) -> None:
    """A second edition of the licence of these tests, which says how long a correction may take."""
    said = (
        (FILES / "licence.yaml").read_text().replace("\nlane:", f"\n  correction: [{{then: {correction}}}]\nlane:", 1)
    )
    edition = Edition(read_text(Service, said, "licence.yaml"))
    Publication.objects.create(
        service="test.licence", number=2, digest=edition.digest, canonical=edition.canonical, packs=[],
        valid_from=edition.service.valid.from_, published_at=at("2021-01-01"), author="a", approver="b",
    )  # fmt: skip


@pytest.mark.parametrize(("own", "last"), [("7 working days", date(2026, 9, 17)), ("", date(2026, 9, 29))])
def test_clock_letter_and_notice_say_the_day_that_the_service_gives(own: str, last: date) -> None:
    publish()
    if own:
        publish_with(own)
    case = move(submitted(li()), "correct", WINDOW, DAY, defects=[DEFECT, DEFECT | {"about": "form"}])
    [clock] = [one for one in running(case, date(2026, 9, 8)) if one.kind == "correction"]
    with acting(CLOCK):
        tell_person(case.id, case.events[-1].n)
        row = Paper.objects.select_related("case", "receipt").get(case_id=case.id, kind="SGZ")
        letter = "".join(made(row, path_of(row)).letter.lines())
        notice = Notice.objects.get(case_id=case.id, key="correct")
    assert (clock.due, notice.data["due"], days.long_day(last) in letter) == (last, last.isoformat(), True)

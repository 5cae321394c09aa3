"""The sixteen notices of the exchange standard: each has its occasion, is numbered and sealed, and says the same on page and paper."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.town import Town
from tests.core.cases.people import (
    DECIDER,
    DEFECT,
    EXAMINER,
    REASONS,
    WINDOW,
    accepted,
    as_applicant,
    complete,
    draft,
    examined,
    hand_in,
    li,
    move,
    publish,
    submitted,
    wang,
)
from tests.core.papers.read_pdf import text
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Paper
from yimen.core.papers.making import content_of, make
from yimen.core.papers.receipts import path_of
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA, now
from yimen.core.ports.wires import wire
from yimen.web.letters.composing import made

pytestmark = pytest.mark.django_db
DAY = "2026-09-08"
ADDRESS = {"to": "张示例", "phone": "13800000000", "line": "示例省示例市示例路 1 号"}


def to_the_end(someone: Person) -> Dossier:
    case = move(accepted(someone), "hand_on", WINDOW, DAY, taken_by="王示例")
    case = move(case, "examine", EXAMINER, DAY, opinion="grant", why="齐全")
    case = move(case, "confirm_address", as_applicant(someone), DAY, address=ADDRESS)
    case = move(case, "approve", DECIDER, DAY)
    case = move(case, "certificate_here", WINDOW, DAY, handed_by="制证示例")
    case = move(case, "pay", WINDOW, DAY, number="GD-1", yuan="20.00")
    return move(case, "deliver", WINDOW, DAY, way="post")


def not_prechecked(someone: Person) -> Dossier:
    by = as_applicant(someone)
    case = move(draft(someone, channel="kiosk", facts={"size": 20}), "submit", by, "2026-09-07")
    return move(case, "not_preaccept", WINDOW, DAY, reasons=REASONS)


def owed(someone: Person) -> Dossier:
    case = submitted(someone)
    hand_in(case, "photo", as_applicant(someone))
    later = [{"material": "form", "due": "2026-09-30"}]
    return move(case, "accept_owed", WINDOW, DAY, owed=later, promise="9月30日前补交。")


def closed_without(someone: Person) -> Dossier:
    case = move(
        draft(someone, "test.registration", facts={"home": "440106"}), "submit", as_applicant(someone), "2026-09-07"
    )
    case = move(complete(case), "accept", WINDOW, DAY)
    case = move(case, "examine", EXAMINER, DAY, opinion="refuse", why="不符")
    return move(case, "reject", DECIDER, DAY, reasons=REASONS)


# The code of the standard, and the story in which it is made: its occasion.
OCCASIONS: dict[str, Callable[[Person], Dossier]] = {
    **dict.fromkeys(["REC", "ACP", "SEN", "SAL", "CHG", "PAY", "TRA", "EMS", "RCH"], to_the_end),
    "SGZ": lambda who: move(submitted(who), "correct", WINDOW, DAY, defects=[DEFECT, DEFECT | {"about": "form"}]),
    "SUP": owed,
    "NAC": lambda who: move(complete(submitted(who)), "not_accept", WINDOW, DAY, ground="not_needed", reasons=REASONS),
    "NGA": not_prechecked,
    "SPE": lambda who: move(
        accepted(who), "suspend", EXAMINER, DAY, kind="expert_review", expected="2026-09-30", why="请专家评审"
    ),
    "STL": lambda who: move(submitted(who), "withdraw", as_applicant(who), DAY),
    "NSA": lambda who: move(examined(who), "reject", DECIDER, DAY, reasons=REASONS),
    "NST": closed_without,
}
STORIES = list(dict.fromkeys(OCCASIONS.values()))


def test_the_table_has_the_sixteen_of_the_standard() -> None:
    assert sorted(set(OCCASIONS) - {"PAY"}) == [  # the receipt of a payment is ours
        "ACP", "CHG", "EMS", "NAC", "NGA", "NSA", "NST", "RCH", "REC", "SAL", "SEN", "SGZ", "SPE", "STL", "SUP", "TRA",
    ]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=lambda one: "+".join(k for k, v in OCCASIONS.items() if v is one))
def test_each_has_an_occasion_and_is_printed_whole_and_sealed(
    story: Callable[[Person], Dossier], town: Town, browse: Callable[..., Browser]
) -> None:
    publish()
    who = town.zhang
    case = story(who)
    for kind in (code for code, told in OCCASIONS.items() if told is story):
        paper = next(one for one in case.papers if one.kind == kind)
        with acting(CLOCK):
            file = make(paper.id, now())
            row = Paper.objects.select_related("case", "receipt").get(id=paper.id)
        assert file is not None
        assert file.state == "ready", (kind, file.lacking)
        assert kind in row.number
        with acting(CLOCK):
            letter = made(row, path_of(row)).letter
        lines, cells = (
            letter.lines(),
            [cell for part in letter.parts if part.table for row in part.table.rows for cell in row],
        )
        assert not wire("typesetting").missing("".join(lines))
        printed, page = text(content_of(file)), browse(who).get(f"/papers/{paper.id}/")
        for line in lines:
            plain = "".join(line.split())
            missing = Counter(plain) - Counter(printed) if line in cells else plain not in printed  # cells are wrapped
            assert not missing, (kind, line)
            assert line in page.text, (kind, line)
        assert wire("seals").judge(content_of(file), datetime.now(CHINA)).outcome == "intact"


def test_an_address_stands_on_its_slip_and_is_sealed_in_the_event() -> None:
    publish()
    who = li()
    case = move(accepted(who), "confirm_address", as_applicant(who), DAY, address=ADDRESS | {"to": "李测试"})
    assert case.events[-1].said == {}
    with acting(CLOCK):
        assert Paper.objects.get(case_id=case.id, kind="EMS").data["said"]["address"]["line"] == ADDRESS["line"]


def test_an_uncalled_number_is_refused_with_how_it_is_written() -> None:
    publish()
    who = wang()
    case = accepted(who)
    with pytest.raises(Exception, match="confirm_address") as refused:
        move(case, "confirm_address", as_applicant(who), DAY, address=ADDRESS | {"phone": "没有"})
    assert [one.key for one in refused.value.mistakes] == ["not_a_phone"]  # type: ignore[attr-defined]

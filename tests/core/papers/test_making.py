"""The file of a paper: the same words as its page, sealed, and none at all where a character would be missing."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.channels.api.ground import WINDOW
from tests.channels.hall.desk import at_the_desk
from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import approved, correcting, rejected, submitted
from tests.channels.portal.town import Town
from tests.core.papers.read_pdf import info, text
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Paper
from yimen.core.papers.content import Letter
from yimen.core.papers.making import content_of, make
from yimen.core.papers.models import PaperFile
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.wires import wire
from yimen.web.letters.composing import made

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<(caption|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def file_of(case: Dossier, kind: str) -> PaperFile:
    with acting(CLOCK):
        file = make(next(one.id for one in case.papers if one.kind == kind), now())
    assert file
    assert file.state == "ready", file.lacking
    return file


def letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


def test_the_page_and_the_pdf_say_the_same(town: Town, browse: Callable[..., Browser]) -> None:
    for case, kind in ((rejected(town.zhang), "NST"), (approved(town.zhang), "SAL")):
        file = file_of(case, kind)
        page = browse(town.zhang).get(f"/papers/{file.paper_id}/")
        shown = html.unescape(TAGS.sub("", page.main.partition(">")[2]))
        assert letters(text(content_of(file))) == letters(shown)


def test_everything_stands_in_the_pdf_in_reading_order(town: Town) -> None:
    file, at = file_of(correcting(town.zhang), "SGZ"), 0
    with acting(CLOCK):
        said: Letter = made(Paper.objects.select_related("case").get(id=file.paper_id), []).letter
    found = text(content_of(file))
    for line in [
        said.authority,
        said.title,
        said.number,
        said.to,
        *said.opening,
        *(one for part in said.parts for one in part.lines()),
    ]:
        at = found.index("".join(line.split()), at)


def test_the_pdf_is_archivable_has_its_title_and_the_seal_of_its_authority(town: Town) -> None:
    file = file_of(correcting(town.zhang), "SGZ")
    pdf = content_of(file)
    assert "补正（一次性告知）通知书" in info(pdf)
    assert b"pdfaid" in pdf
    assert b"/Lang" in pdf
    verdict = wire("seals").judge(pdf, now())
    assert (verdict.outcome, verdict.fingerprint) == ("intact", file.certificate_id)


def test_made_twice_it_is_made_once_and_never_changes(town: Town) -> None:
    case = correcting(town.zhang)
    first, again = file_of(case, "SGZ"), file_of(case, "SGZ")
    assert (first.id, bytes(first.digest or b"")) == (again.id, bytes(again.digest or b""))
    with acting(CLOCK), pytest.raises(ProgrammingError, match="never changes"), transaction.atomic():
        PaperFile.objects.filter(id=first.id).update(lacking="x")


def test_a_name_that_no_font_can_draw_is_not_printed_with_a_blank(town: Town, browse: Callable[..., Browser]) -> None:
    town.zhang.name = "张\U000200f0"  # no font of Debian has this character
    with acting(CLOCK):
        town.zhang.save()
    case = correcting(town.zhang)
    paper = next(one for one in case.papers if one.kind == "SGZ")
    with acting(CLOCK):
        file = make(paper.id, now())
    assert file
    assert (file.state, file.lacking) == ("no_glyph", "\U000200f0")
    page = browse(town.zhang).get(f"/papers/{paper.id}/")
    assert "\U000200f0" in page.text
    assert "“\U000200f0”（U+200F0）" in page.source
    assert "暂时没有盖章的 PDF" in page.source
    desk = at_the_desk(WINDOW).get(f"/desk/cases/{case.id}/archive/").content.decode()
    assert "字库里没有“\U000200f0”（U+200F0）" in desk


def test_a_move_files_the_job_and_a_history_that_is_entered_does_not(town: Town) -> None:
    waiting = "select count(*) from procrastinate_jobs where task_name = 'yimen.core.papers.tasks.make_file'"
    correcting(town.zhang)
    with connection.cursor() as cursor:
        cursor.execute(waiting)
        assert cursor.fetchone() == (2,)
    submitted(town.zhang, now() - timedelta(days=30))
    with connection.cursor() as cursor:
        cursor.execute(waiting)
        assert cursor.fetchone() == (2,)


def test_only_who_sees_the_case_sees_its_file(town: Town, browse: Callable[..., Browser]) -> None:
    file = file_of(correcting(town.zhang), "SGZ")
    address = f"/papers/{file.paper_id}/pdf/"
    given = browse(town.zhang).client.get(address)
    assert given.headers["Content-Type"] == "application/pdf", given.headers
    assert browse(town.li).client.get(address).status_code == 404
    with acting(CLOCK):
        assert PaperFile.objects.count() == 1
    assert PaperFile.objects.count() == 0, "nobody acts: nothing is seen"

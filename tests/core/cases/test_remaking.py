"""What is kept of a file: made anew by a program that has little memory and little time, whatever the file wants."""

import hashlib
import io

import pytest
from django.db import InternalError, ProgrammingError, transaction
from PIL import Image
from pytest_django import Settings

from tests.core.cases.hostile import SECRET, bomb, paper, photograph, with_a_passenger
from tests.core.cases.people import WINDOW, as_applicant, draft, submitted
from yimen.core.cases.documents import clear, look_at, opened, receive
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.files import verify_files
from yimen.core.cases.models import Document
from yimen.core.cases.remaking import bound, made_anew
from yimen.core.cases.situation import missing
from yimen.core.cases.sniffing import sniff
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.web.files import why_not


def test_a_picture_stands_upright_and_carries_nothing_but_its_pixels() -> None:
    data = with_a_passenger()
    assert SECRET in data
    assert b"<script>" in data
    made = made_anew(data, sniff(data))
    shown = Image.open(io.BytesIO(made))
    assert (shown.size, dict(shown.getexif()), SECRET in made, b"<script>" in made) == ((32, 64), {}, False, False)
    assert [shown.getpixel((16, 8))[0] > 200, shown.getpixel((16, 56))[2] > 200] == [True, True]  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_a_picture_of_any_kind_becomes_grey_or_coloured_on_white(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    shown = Image.open(io.BytesIO(made_anew(out.getvalue(), "image/png")))
    assert shown.mode in ("L", "RGB")
    assert shown.getpixel((0, 0)) in ([(255, 255, 255)] if mode in ("LA", "RGBA") else [0, (0, 0, 0)])


def test_a_picture_larger_than_an_operator_wants_is_kept_smaller_or_refused(settings: Settings) -> None:
    settings.FILE_LIMITS = settings.FILE_LIMITS | {"side": 20}
    assert Image.open(io.BytesIO(made_anew(photograph(), "image/jpeg"))).size == (10, 20)
    settings.FILE_LIMITS = settings.FILE_LIMITS | {"pixels": 1000}
    with pytest.raises(BadDocument, match="too_many_pixels") as refused:
        made_anew(photograph(), "image/jpeg")
    assert "百万像素" in why_not(refused.value)


@pytest.mark.parametrize("act", ["", "link"])
def test_a_harmless_pdf_is_kept_as_it_came(act: str) -> None:
    data = paper(act)
    assert made_anew(data, "application/pdf") == data


@pytest.mark.parametrize("act", ["script", "launch", "passenger"])
def test_what_a_pdf_hides_in_compressed_objects_is_found(act: str) -> None:
    data = paper(act)
    assert sniff(data) == "application/pdf", "nothing of it stands in plain sight"
    with pytest.raises(BadDocument, match="active"):
        made_anew(data, "application/pdf")


def test_a_pdf_that_bursts_is_stopped_and_costs_nobody_else_anything() -> None:
    with pytest.raises(BadDocument) as refused:
        made_anew(bomb(), "application/pdf")
    assert refused.value.why in ("too_hard", "broken")


def test_several_pictures_become_one_paper_in_their_order() -> None:
    pages = bound([photograph(turned=1), photograph((32, 64), turned=1)])
    assert sniff(pages) == "application/pdf"
    assert pages.count(b"/Type /Page\n") == 2
    assert made_anew(pages, "application/pdf") == pages


def test_pages_are_bound_as_fine_as_a_file_may_be_large(settings: Settings) -> None:
    out = io.BytesIO()
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(out, "JPEG", quality=90)
    fine = len(bound([out.getvalue()] * 2))
    settings.FILE_LIMITS = settings.FILE_LIMITS | {"bytes": fine // 2}
    assert len(bound([out.getvalue()] * 2)) <= fine // 2


@pytest.mark.django_db
def test_both_digests_are_kept_and_the_original_is_gone(applicant: Person) -> None:
    data, by = photograph(), as_applicant(applicant)
    case = submitted(applicant)
    with acting(by):
        file = receive(case.id, "photo", "照片.jpg", data, by=by)
    with acting(WINDOW):
        assert SECRET not in opened(file.id, WINDOW).data, "an officer sees it as it will be made"
    with acting(CLOCK):
        look_at(file.id)
        row = Document.objects.get(id=file.id)
        assert (row.form, row.verdict, bytes(row.handed_in or b"")) == ("made", "clean", hashlib.sha256(data).digest())
        assert bytes(row.digest) == hashlib.sha256(clear(file.id)).digest() != hashlib.sha256(data).digest()
        assert row.size == len(clear(file.id))
    assert verify_files(now()).lost == 0
    for change in ({"content": b"other"}, {"form": "raw"}, {"handed_in": b""}):
        with pytest.raises((InternalError, ProgrammingError)), acting(CLOCK), transaction.atomic():
            Document.objects.filter(id=file.id).update(**change)


@pytest.mark.django_db
def test_what_turns_out_to_be_harmful_later_counts_as_not_handed_in(applicant: Person) -> None:
    by, case = as_applicant(applicant), draft(applicant, facts={"size": 20})
    with acting(by):
        file = receive(case.id, "photo", "照片.pdf", paper("script"), by=by)
        assert read_case(case.id).documents[0].usable
    with acting(CLOCK):
        look_at(file.id)
        here = read_case(case.id)
        assert (here.documents[0].verdict, here.documents[0].unfit, here.documents[0].usable) == (
            "unfit",
            "active",
            False,
        )
    with acting(WINDOW), pytest.raises((BadDocument, Document.DoesNotExist)):
        opened(file.id, WINDOW)
    assert "photo" in {one.id for one in missing(here)}

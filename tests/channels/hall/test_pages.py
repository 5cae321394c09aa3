"""Several pictures taken at the counter become one PDF, in the order of the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.channels.api.ground import WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, page, standing, words
from tests.channels.hall.test_draft import drafted
from tests.core.cases.hostile import paper, photograph

pytestmark = pytest.mark.django_db


def one(data: bytes, name: str = "1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_pictures_of_pages_become_one_paper_in_their_order(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    draft = drafted(client)
    client.post(draft, {"venue": "hotel", "do": "check"})
    client.post(draft, {"works": "no", "do": "check"})
    client.post(draft, {"way": "pledge", "do": "check"})
    where = f"{draft}pages/floor_plan/"
    assert where in page(client, draft)
    assert page(client, where).count('type="file"') == 20
    first, second, third = (photograph(size, turned=1) for size in ((50, 100), (80, 80), (200, 100)))
    pictures = {"page.2": [one(third)], "page.1": [one(first), one(second)]}
    assert client.post(where, pictures).status_code == 302
    [kept] = standing(draft.rstrip("/").rpartition("/")[2]).documents  # type: ignore[arg-type]
    assert (kept.filename.endswith(".pdf"), kept.media_type, kept.material) == (True, "application/pdf", "floor_plan")
    file = client.get(f"/desk/cases/{draft.rstrip('/').rpartition('/')[2]}/documents/{kept.id}/").content
    sizes = [line for line in file.split(b"\n") if b"/MediaBox" in line]
    assert len(sizes) == 3
    assert sizes[2].split()[-3] > sizes[0].split()[-3], "the wide one comes last"


@pytest.mark.parametrize(("data", "why"), [(b"", "是空的"), (paper(), "只能放照片"), (b"GIF89a" + b"\0" * 90, "JPG")])
def test_what_is_no_picture_is_refused_and_nothing_is_taken(ground: Ground, data: bytes, why: str) -> None:
    client = at_the_desk(WINDOW)
    draft = drafted(client)
    for name, value in {"venue": "hotel", "works": "no", "way": "pledge"}.items():
        client.post(draft, {name: value, "do": "check"})
    answer = client.post(f"{draft}pages/floor_plan/", {"page.1": one(photograph()), "page.2": one(data)})
    assert answer.status_code == 422
    assert why in words(answer.content.decode())
    assert standing(draft.rstrip("/").rpartition("/")[2]).documents == []  # type: ignore[arg-type]

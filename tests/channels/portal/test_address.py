"""Where it is posted to: asked of the person on a page or at the desk, kept sealed, and printed on its slip."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.channels.api.ground import WINDOW
from tests.channels.hall.desk import at_the_desk, page as desk_page
from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import as_it_stands, submitted
from tests.channels.portal.town import Town
from yimen.core.cases.models import Paper
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
LINE = "示例省示例市示例路 1 号"


def slips(case: UUID) -> list[str]:
    with acting(CLOCK):
        rows = Paper.objects.filter(case_id=case, kind="EMS").order_by("n")
        return [row.data["said"]["address"]["line"] for row in rows]


def test_the_person_confirms_it_on_a_page_and_nothing_typed_is_lost(town: Town, browse: Callable[..., Browser]) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    assert f"/cases/{case.id}/address/" in zhang.get(f"/cases/{case.id}/").links
    form = zhang.get(f"/cases/{case.id}/address/")
    assert f'value="{town.zhang.name}"' in form.source
    said = {"to": form.value("to"), "line": LINE}
    wrong = zhang.submit(form, phone="没有", **said)
    assert wrong.status == 422
    assert LINE in wrong.source
    assert zhang.submit(wrong, phone="020-83111111", **said).address == f"/cases/{case.id}/"
    assert (slips(case.id), as_it_stands(case).events[-1].said) == ([LINE], {})


def test_the_window_confirms_it_with_the_person_and_hands_the_files_on(town: Town) -> None:
    case, window = submitted(town.zhang), at_the_desk(WINDOW)
    path = f"/desk/cases/{case.id}/confirm_address/"
    assert f'value="{town.zhang.name}"' in desk_page(window, path)
    said = {"address.to": "张示例", "address.phone": "13800000000", "address.line": LINE}
    assert window.post(path, said).status_code == 302
    assert window.post(f"/desk/cases/{case.id}/hand_on/", {"taken_by": "王示例"}).status_code == 302
    assert slips(case.id) == [LINE]
    assert [one.move for one in as_it_stands(case).events[-2:]] == ["confirm_address", "hand_on"]
    accepted = window.post(f"/desk/cases/{case.id}/accept/", {"version": case.version})
    assert accepted.status_code == 302, "neither is in the way of whoever has an older page open"

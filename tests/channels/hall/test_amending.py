"""A slip put right at the counter: the desk, the person's page and the notice tell what was before and after."""

import pytest

from tests.channels.api.ground import WINDOW, Ground
from tests.channels.hall.desk import as_applicant, at_the_desk, handed_in, moved, page, standing
from yimen.core.cases.errors import SaysMissing
from yimen.core.notices.telling import tell_person
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
TALENT = "household.talent_settlement"


def test_before_and_after_are_shown_at_the_desk_on_the_persons_page_and_in_the_notice(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang, TALENT, landing="talent_centre", family=[family("李小列")])
    right = [family("李小例")]
    moved(case, "amend", WINDOW, changes={"family": right}, with_person=True)
    with acting(CLOCK):
        tell_person(case, standing(case).version)
    mine = at_the_desk(as_applicant(ground.zhang))
    desk, own, notices = (
        page(at_the_desk(WINDOW), f"/desk/cases/{case}/"),
        page(mine, f"/cases/{case}/"),
        page(mine, "/mine/notices/"),
    )
    for told in (desk, own, notices):
        assert told.index("李小列") < told.index("→") < told.rindex("李小例")
    assert "当场更正" in desk


def test_another_place_of_settlement_is_no_slip(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang, TALENT, landing="own_home", family=[])
    with pytest.raises(SaysMissing, match="of_substance"):
        moved(case, "amend", WINDOW, changes={"landing": "employer"}, with_person=True)
    said = {"changes.landing": "employer", "with_person": "yes", "do": "sign"}
    answer = at_the_desk(WINDOW).post(f"/desk/cases/{case}/amend/", said)
    assert (answer.status_code, "不是笔误" in answer.content.decode()) == (422, True)


def family(name: str) -> dict[str, str]:
    return {"name": name, "relation": "spouse", "id_number": "440106199203040026"}

"""The desk's form of a grant asks for a departure from the rules only where there is one."""

import re

import pytest

from tests.channels.api.ground import DECIDER, EXAMINER, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing

pytestmark = pytest.mark.django_db
TALENT = "household.talent_settlement"


def test_the_form_of_a_grant_asks_why_and_under_which_article_only_where_the_rules_say_no(ground: Ground) -> None:
    no = handed_in(ground, ground.li, TALENT, landing="talent_centre", family=[])
    yes = handed_in(ground, ground.zhang, TALENT, landing="talent_centre", family=[])
    for case in (no, yes):
        moved(case, "attend", WINDOW, shown="人才认定文件、学历学位证书、社保缴纳证明")
        moved(case, "accept", WINDOW)
        moved(case, "examine", EXAMINER, opinion="grant", why="看过")
    decider = at_the_desk(DECIDER)
    assert "departs.law" not in page(decider, f"/desk/cases/{yes}/approve/")
    assert "departs.law" in page(decider, f"/desk/cases/{no}/approve/")
    said = {"departs.text": "市里另有批复", "departs.law": "户口条例§3"}
    assert decider.post(f"/desk/cases/{no}/approve/", {"departs.text": "市里另有批复"}).status_code == 422
    letter = decider.post(f"/desk/cases/{no}/approve/", said).content.decode()
    assert "市里另有批复" in re.sub(r"\s", "", letter)
    assert decider.post(f"/desk/cases/{no}/approve/", {**said, "do": "sign"}).status_code == 302
    assert (standing(no).state, "不按规则准予" in page(decider, f"/desk/cases/{no}/")) == ("approved", True)

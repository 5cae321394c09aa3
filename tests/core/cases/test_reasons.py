"""Whoever takes something away says why, under which article, and where by name it can be contested."""

from datetime import date
from typing import Any

import pytest

from tests.core.cases.people import DECIDER, REASONS, WINDOW, as_applicant, examined, li, move, submitted
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow
from yimen.core.cases.rulebook import asked_at, remedies
from yimen.core.people.models import Person

pytestmark = pytest.mark.django_db


def refused(case: Dossier, reason: Any) -> str:
    with pytest.raises(NotNow) as error:
        move(case, "reject", DECIDER, "2026-09-08", reasons=[reason])
    [why] = error.value.why
    return why.key


def test_a_reason_names_its_article_and_says_more_than_a_letter(applicant: Person) -> None:
    case = examined(applicant)
    assert refused(case, "不符合条件") == "reasons_cited"
    assert refused(case, {"text": "x", "law": "许可法§38"}) == "reason_too_short"
    assert refused(case, {"text": "不符合条件", "law": "许可法§999"}) == "reason_of_no_article"
    assert refused(case, {"text": "不符合条件", "law": "复议法§95"}) == "reason_of_no_article"
    assert move(case, "reject", DECIDER, "2026-09-08", reasons=REASONS).state == "rejected"


def test_not_accepting_and_revoking_owe_an_article_too(applicant: Person) -> None:
    with pytest.raises(NotNow, match="reasons_cited"):
        move(submitted(applicant), "not_accept", WINDOW, "2026-09-07", ground="not_needed", reasons=["不需要许可"])
    case = move(examined(li()), "approve", DECIDER, "2026-09-09")
    with pytest.raises(NotNow, match="reasons_cited"):
        move(case, "revoke", DECIDER, "2026-09-10", ground="deceit", reasons=["材料是假的"])


def test_after_a_revocation_the_case_is_closed_and_nothing_is_handed_out(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    case = move(case, "revoke", DECIDER, "2026-09-10", ground="deceit", reasons=REASONS)
    assert (case.state, case.case.act_by) == ("closed", None)
    with pytest.raises(NotNow, match="not_from"):
        move(case, "deliver", WINDOW, "2026-09-11", way="window")


def test_a_suspended_certificate_is_not_handed_out(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    said = {"certificate": str(case.certificates[0].id), "why": "查证中"}
    case = move(case, "suspend_certificate", DECIDER, "2026-09-10", **said)
    with pytest.raises(NotNow, match="nothing_taken_back"):
        move(case, "deliver", WINDOW, "2026-09-11", way="window")
    case = move(case, "reinstate_certificate", DECIDER, "2026-09-12", **said)
    with pytest.raises(NotNow, match="fee_paid"):
        move(case, "deliver", as_applicant(applicant), "2026-09-12", way="window")


def test_remedies_name_the_government_of_the_place_whose_office_decides(applicant: Person) -> None:
    case = move(examined(applicant), "reject", DECIDER, "2026-09-08", reasons=REASONS)
    named = {one.way: (one.where_zh, one.within, one.law) for one in case.remedies}
    assert named["reconsideration"] == ("广州市天河区人民政府", "60 calendar days", "复议法§20")
    assert named["litigation"][0] == "有管辖权的人民法院"


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("440106", "广州市天河区人民政府", "the people’s government of 天河区, Guangzhou"),
        ("440100", "广州市人民政府", "the people’s government of Guangzhou"),
        ("440000", "广东省人民政府", "the people’s government of Guangdong"),
        ("110105", "北京市朝阳区人民政府", "the people’s government of 朝阳区, Beijing"),
    ],
)
def test_a_city_stands_for_its_province_and_a_municipality_for_itself(code: str, zh: str, en: str) -> None:
    [one] = [found for found in remedies("refusal", date(2026, 9, 8)) if found.way == "reconsideration"]
    assert asked_at(one, code) == {"zh": zh, "en": en}


def test_a_standard_reason_of_the_rules_may_still_look_for_its_article(applicant: Person) -> None:
    said = [{"key": "not_recognised", "text": "还没有认定为高层次人才"}]
    assert move(examined(applicant), "reject", DECIDER, "2026-09-08", reasons=said).state == "rejected"

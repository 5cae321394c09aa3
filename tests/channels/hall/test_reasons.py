"""Standard reasons by a digit: each with its article, each under its own ground; an examiner finds by one key what the rules find."""

import re
from uuid import UUID

import pytest

from tests.channels.api.ground import CARD_SEEN, EXAMINER, HERE, WINDOW, Ground
from tests.channels.hall.desk import PASSPORT, at_the_desk, handed_in, moved, page, standing, words
from yimen.core.cases.begin import begin
from yimen.core.cases.take import take
from yimen.core.people.lookups import Look, record
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
CARD = "household.id_card_cross_province"


def card(ground: Ground) -> UUID:
    """王样例 stands at the counter with everything that the card needs."""
    with acting(WINDOW):
        record(Look("attendance", now()), person=ground.wang.id)
        case = begin(CARD, by=WINDOW, channel="hall", region=HERE, applicant=ground.wang.id, facts=CARD_SEEN)
        take(case.id, "submit", by=WINDOW, says={"anyway": True}, channel="hall")
    return case.id


def test_only_reasons_with_a_ground_that_are_in_force_are_offered_to_what_is_not_accepted(ground: Ground) -> None:
    html = page(at_the_desk(WINDOW), f"/desk/cases/{card(ground)}/not_accept/")
    assert re.findall(r'name="reasons.key" value="(\w+)"', html) == ["bilingual_card"]
    assert 'id="f-reasons-key" data-key="1"' in html
    assert "不属于本机关职权范围" in words(html)
    passport = handed_in(ground, ground.zhang, PASSPORT, reason="expiring")
    html = page(at_the_desk(WINDOW), f"/desk/cases/{passport}/not_accept/")
    assert "reasons.key" not in html
    assert 'value="not_needed" id="f-ground" data-key="1"' in html


def test_a_standard_reason_brings_its_ground_along_and_goes_with_no_other(ground: Ground) -> None:
    case = card(ground)
    client, here = at_the_desk(WINDOW), f"/desk/cases/{case}/not_accept/"
    said = {"reasons.key": "bilingual_card", "right_authority": "户籍地公安机关"}
    other = client.post(here, said | {"ground": "not_needed"})
    assert other.status_code == 422
    assert "属于另一种情形" in words(other.content.decode())
    preview = client.post(here, said)
    assert preview.status_code == 200, words(preview.content.decode())
    assert "不属于本机关职权范围" in words(preview.content.decode())
    assert client.post(here, said | {"do": "sign"}).status_code == 302
    assert standing(case).last("not_accept").said["ground"] == "not_competent"  # type: ignore[union-attr, index]


def test_an_examiner_finds_by_one_key_what_the_rules_find(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang, PASSPORT, reason="expiring")
    moved(case, "attend", WINDOW, shown="居民身份证、原护照")
    moved(case, "accept", WINDOW)
    client, here = at_the_desk(EXAMINER), f"/desk/cases/{case}/examine/"
    assert 'name="why.met"' in page(client, here)
    assert client.post(here, {"opinion": "grant"}).status_code == 422
    assert client.post(here, {"opinion": "grant", "why.met": "met"}).status_code == 302
    assert "都符合" in standing(case).last("examine").said["why"]  # type: ignore[union-attr, index]


def test_what_does_not_all_hold_is_found_in_words_of_ones_own(ground: Ground) -> None:
    case = handed_in(ground, ground.zhang, PASSPORT, reason="lost")  # that is a replacement, no renewal
    moved(case, "attend", WINDOW, shown="居民身份证")
    moved(case, "accept", WINDOW)
    client, here = at_the_desk(EXAMINER), f"/desk/cases/{case}/examine/"
    assert 'name="why.met"' not in page(client, here)
    assert client.post(here, {"opinion": "grant", "why.met": "met"}).status_code == 422

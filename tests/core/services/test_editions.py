from datetime import date

from tests.core.services.samples import BOOK, HERE, ON, answer, edition_of
from yimen.core.services.editions import KEPT, Edition
from yimen.core.services.tables import Place


def test_a_table_is_compiled_once_between_two_turning_days(endorsement: Edition) -> None:
    days = [date(2017, 7, 1), date(2017, 7, 2), date(2018, 4, 19), date(2017, 6, 30)]
    one, two, _, earlier = (endorsement.decide("fee.endorsement", Place(BOOK, day, HERE)) for day in days)
    assert one is two
    assert one is not earlier


def test_the_place_matters_only_to_tables_that_read_it(card: Edition) -> None:
    guangzhou, beijing = (Place(BOOK, ON, here) for here in ("440106", "110105"))
    assert card.decide("fee.card", guangzhou) is card.decide("fee.card", beijing)
    assert card.decide("time.promise", guangzhou) is not card.decide("time.promise", beijing)
    assert card.decide("may_apply", guangzhou) is not card.decide("may_apply", beijing)  # reads this_province


def test_what_is_compiled_stays_bounded(card: Edition) -> None:
    card._compiled.update({(number,): print for number in range(KEPT)})  # type: ignore[misc]
    card.decide("fee.card", Place(BOOK, ON, HERE))
    assert len(card._compiled) == 1


def test_the_pack_shortens_the_promise_from_its_day_and_the_path_says_so() -> None:
    edition = edition_of("settlement", packs=True)
    before, after = (answer(edition, on=date(2017, 12, day)) for day in (11, 12))
    assert [told["time"]["promise"]["time"] for told in (before, after)] == ["20 working days", "5 working days"]
    assert after["time"]["promise"] | {"due": ""} == {
        "time": "5 working days", "starts": "accept", "stops": "decide", "due": "", "provisional": False,
        "law": "样例法§10", "mark": "S", "pack": "faster",
    }  # fmt: skip
    assert [step["pack"] for step in after["path"] if step["table"] == "time.promise"] == ["faster"]


def test_what_a_pack_drops_is_not_needed_by_its_law() -> None:
    [insurance] = [one for one in answer(edition_of("settlement", packs=True))["materials"] if one["id"] == "insurance"]
    assert (insurance["status"], insurance["pack"], insurance["law"]) == ("not_needed", "faster", "样例法§10")


def test_a_pack_holds_in_its_region_only_and_the_region_may_grow() -> None:
    edition = edition_of("settlement", packs=True)
    elsewhere = [
        answer(edition, on=day, region="440203")["time"]["promise"]["time"] for day in (date(2017, 12, 13), ON)
    ]
    assert elsewhere == ["20 working days", "5 working days"]


def test_an_edition_with_a_pack_is_another_edition(settlement: Edition) -> None:
    packed = edition_of("settlement", packs=True)
    assert packed.digest != settlement.digest
    assert packed.without_packs().digest == settlement.digest
    assert settlement.with_pack(packed.packs[0]).digest == packed.digest


def test_the_facts_of_a_table_and_their_choices_are_known(endorsement: Edition) -> None:
    assert endorsement.facts_of("may_apply") == {"card", "days_left", "ban"}
    assert list(endorsement.choices("entries")) == ["H3", "H1", "M3"]

from typing import Any

from tests.core.services.samples import BOOK, HERE, ON, answer, ask, edition_of, usual, visitor
from yimen.core.services.editions import Edition
from yimen.core.services.items import dimensions, items
from yimen.core.services.tables import Place
from yimen.core.services.walk import Walk

BOTH: dict[str, Any] = {"destinations": ["HKG", "MAC"], "entries": {"HKG": "H1", "MAC": "M3"}}


def test_what_reads_an_item_depends_on_it(endorsement: Edition, settlement: Edition) -> None:
    assert dimensions(endorsement.service) == {"destination": {"destination"}, "entries": {"destination"}}
    assert dimensions(settlement.service).keys() == {"member", "relation", "born_on", "age"}


def test_items_come_in_the_order_of_the_choices_and_records_are_numbered(
    endorsement: Edition, settlement: Edition
) -> None:
    assert [key for key, _ in items(usual(endorsement, destinations=["MAC", "HKG"]), "destination") or []] == [
        "HKG",
        "MAC",
    ]
    family = [{"relation": "spouse"}, {"relation": "child"}]
    assert [key for key, _ in items(usual(settlement, family=family), "member") or []] == ["1", "2"]
    assert items(visitor(settlement), "member") is None


def test_options_fees_and_validity_are_worked_out_for_each_item(endorsement: Edition) -> None:
    told = answer(endorsement, **BOTH)
    assert {item: [one["code"] for one in listed] for item, listed in told["options"]["kinds"].items()} == {
        "HKG": ["H3", "H1"],
        "MAC": ["M3"],
    }
    assert told["fee"] == {
        "yuan": "45.00",
        "items": [
            {
                "item": "endorsement",
                "yuan": "45.00",
                "law": "样例法§6",
                "mark": "S",
                "items": {"HKG": "30.00", "MAC": "15.00"},
            }
        ],
    }
    assert told["valid_for"] == {"HKG": "1 year", "MAC": "2023-04-19"}
    assert told["result"]["items"] == ["HKG", "MAC"]  # one certificate each


def test_a_choice_that_is_missing_for_one_item_is_asked_for_that_item(endorsement: Edition) -> None:
    told = answer(endorsement, destinations=["HKG", "MAC"])
    assert [(one["fact"], one["item"]) for one in told["ask"]] == [("entries", "MAC")]


def test_a_choice_of_another_item_is_not_open_here(endorsement: Edition) -> None:
    told = answer(endorsement, destinations=["HKG", "MAC"], entries={"HKG": "M3", "MAC": "M3"})
    assert [(one["fact"], one["item"]) for one in told["ask"]] == [("entries", "HKG")]


def test_the_least_favourable_item_decides_whether_one_may_apply(settlement: Edition) -> None:
    grown = [{"relation": "spouse", "born_on": "1990-01-01"}, {"relation": "child", "born_on": "2000-04-19"}]
    told = answer(settlement, family=grown)
    assert (told["may_apply"]["why"], told["may_apply"]["item"]) == ("child_grown", "2")


def test_an_empty_list_has_no_items_and_asks_for_nothing_of_them(settlement: Edition) -> None:
    told = answer(settlement, family=[])
    assert told["may_apply"]["then"] == "ok"
    assert told["fee"] == {"yuan": "0.00", "items": []}
    assert [one["status"] for one in told["materials"] if one["id"] == "birth"] == ["not_needed"]


def test_a_material_is_asked_for_the_items_that_need_it(settlement: Edition) -> None:
    family = [{"relation": "spouse", "born_on": "1990-01-01"}, {"relation": "child", "born_on": "2012-01-01"}]
    [birth] = [one for one in answer(settlement, family=family, parentage="none")["materials"] if one["id"] == "birth"]
    assert birth["status"] == "asked"
    assert birth["items"] == {"2": {"status": "asked", "source": None}}
    [fetched] = [one for one in answer(settlement, family=family)["materials"] if one["id"] == "birth"]
    assert fetched["status"] == "fetched"
    assert fetched["items"] == {"2": {"status": "fetched", "source": "example"}}


def test_an_unknown_list_is_asked_for_as_a_list(settlement: Edition) -> None:
    [family, *_] = answer(settlement, family="unknown")["ask"]
    assert (family["fact"], family["input"]) == ("family", "list")
    assert family["fields"]["relation"]["question"] == {"zh": "是您的什么人？", "en": "How related?"}


def test_the_path_says_for_which_item_a_row_was_tried(endorsement: Edition) -> None:
    fees = [
        (step["item"], step["verdict"])
        for step in answer(endorsement, **BOTH)["path"]
        if step["table"] == "fee.endorsement"
    ]
    assert fees == [("HKG", "true"), ("MAC", "false"), ("MAC", "true")]


def test_what_does_not_depend_on_an_item_is_looked_up_once(endorsement: Edition) -> None:
    facts = usual(endorsement, **BOTH)
    walk = Walk(endorsement, facts, Place(BOOK, ON, HERE))
    views = walk.views("destination") or []
    assert all(view["days_left"] is facts["days_left"] for _, view in views)
    assert [view["entries"].value for _, view in views] == ["H1", "M3"]


def test_a_plain_answer_is_meant_for_every_item(endorsement: Edition) -> None:
    assert ask(endorsement, usual(endorsement, entries="H3"))["fee"]["yuan"] == "15.00"


def test_a_map_where_there_are_no_items_is_no_choice() -> None:
    edition = edition_of("card")
    assert edition.item_facts == {}

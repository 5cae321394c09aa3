from tests.core.services.samples import answer, ask, changed, edition_from, visitor
from yimen.core.services.editions import Edition


def test_what_only_a_register_can_tell_is_to_be_checked_and_its_rows_are_passed_over(endorsement: Edition) -> None:
    told = ask(endorsement, visitor(endorsement))
    assert (told["may_apply"]["then"], told["provisional"]) == ("ok", True)
    checks = {one["fact"]: one for one in told["to_check"]}
    assert checks["card"]["from"] == ["sample.card", "chip"]
    assert checks["card"]["say"]["en"] == "You have no sample card yet."
    assert checks.keys() == {"card", "days_left", "face_match", "card_in_hand", "photo"}


def test_the_path_marks_the_rows_that_were_passed_over(endorsement: Edition) -> None:
    verdicts = [
        step["verdict"] for step in ask(endorsement, visitor(endorsement))["path"] if step["table"] == "may_apply"
    ]
    assert verdicts == ["to_check", "to_check", "true"]


def test_a_secret_fact_is_not_even_to_be_checked(endorsement: Edition) -> None:
    assert "ban" not in str(ask(endorsement, visitor(endorsement)))


def test_a_guide_shows_price_time_and_materials_before_anything_is_asked(endorsement: Edition) -> None:
    told = ask(endorsement, visitor(endorsement, destinations=["MAC"]))
    assert told["time"]["promise"]["time"] == "7 working days"
    assert told["procedure"] == "licence"
    assert [(one["id"], one["status"]) for one in told["materials"]] == [("card", "asked"), ("photo", "asked")]


def test_an_option_that_is_only_to_be_checked_is_shown_as_open(endorsement: Edition) -> None:
    options = ask(endorsement, visitor(endorsement, destinations=["HKG"]))["options"]["kinds"]["HKG"]
    assert [(one["code"], one["open"]) for one in options] == [("H3", True), ("H1", True)]


def test_what_is_told_is_used(endorsement: Edition) -> None:
    told = ask(endorsement, visitor(endorsement, card={"expires_on": "2018-04-18"}))
    assert told["may_apply"]["why"] == "card_expired"


def test_nobody_is_refused_for_what_is_only_to_be_checked() -> None:
    edition = edition_from(
        changed(
            "card",
            (
                "{when: {home: in this_province}, then: refuse,",
                "{when: {home: '430000'}, then: ok}\n  - {when: {home: not none}, then: refuse,",
            ),
        )
    )
    told = ask(edition, visitor(edition, reason="lost"))
    assert told["may_apply"]["then"] == "ok"
    assert [one["fact"] for one in told["to_check"]] == ["home"]


def test_questions_are_asked_as_ever(endorsement: Edition, card: Edition) -> None:
    assert [one["fact"] for one in ask(endorsement, visitor(endorsement))["ask"]] == ["destinations"]
    assert [one["fact"] for one in ask(card, visitor(card))["ask"]] == ["reason"]


def test_where_it_is_decided_is_not_known_yet(card: Edition) -> None:
    told = ask(card, visitor(card, reason="lost"))
    assert told["decided_by"]["region"] is None
    assert told["fee"]["yuan"] == "40.00"


def test_whoever_is_identified_and_complete_has_nothing_left_to_check(endorsement: Edition) -> None:
    told = answer(endorsement)
    assert (told["provisional"], told["to_check"], told["ask"]) == (False, [], [])

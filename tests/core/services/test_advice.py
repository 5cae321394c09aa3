import json

from tests.core.services.samples import AT, BOOK, DAYS, HERE, ON, answer, ask, changed, edition_from, edition_of, usual
from yimen.core.ports.registers import Down, Known, Later
from yimen.core.services.editions import Edition
from yimen.core.services.examples import failures
from yimen.core.services.facts import Facts

KEYS = {
    "service", "edition", "on", "region", "channel", "provisional", "may_apply", "to_check", "ask", "options", "materials",
    "fee", "time", "extension", "lane", "decided_by", "bodies", "procedure", "authority", "channels", "deliver", "visits",
    "valid_for", "result", "path",
}  # fmt: skip


def identified(edition: Edition, sources: dict[str, object], **given: object) -> Facts:
    """A person whose registers answer like this, who has said what is `given`."""
    asked = {name: (lambda answer=one: answer) for name, one in sources.items()}
    facts = Facts(edition.service.facts, asked, ON, AT)
    for name, value in given.items():
        facts.answer(name, value)
    return facts


def test_every_example_of_the_samples_comes_true() -> None:
    for name in ("endorsement", "settlement", "card"):
        assert list(failures(edition_of(name, packs=True), BOOK, DAYS)) == []


def test_the_answer_always_has_the_same_keys_and_is_plain_json(endorsement: Edition) -> None:
    informing = ask(edition_of("first_card"), Facts({}, {}, ON, AT))
    for told in (
        answer(endorsement),
        answer(endorsement, card="none"),
        answer(endorsement, on=ON.replace(year=2013)),
        informing,
    ):
        assert told.keys() == KEYS
        assert json.loads(json.dumps(told)) == told


def test_the_same_edition_facts_day_place_and_door_give_the_same_answer(endorsement: Edition) -> None:
    assert json.dumps(answer(endorsement)) == json.dumps(answer(edition_of("endorsement")))


def test_a_refusal_says_why_what_to_do_now_the_article_and_where_to_go_instead(endorsement: Edition) -> None:
    assert answer(endorsement, card="none")["may_apply"] == {
        "then": "refuse",
        "why": "no_card",
        "say": {"zh": "您还没有样例卡。", "en": "You have no sample card yet."},
        "next": {"zh": "请先申领。", "en": "Apply for one first."},
        "law": "样例法§3",
        "mark": "S",
        "instead": "sample.first_card",
    }


def test_a_refusal_is_advice_so_the_terms_for_applying_anyway_are_there_too(endorsement: Edition) -> None:
    told = answer(endorsement, card="none")
    assert told["lane"] == "officer"
    assert told["time"]["promise"]["due"] == "2018-04-28"


def test_what_nobody_knows_is_asked_of_the_person(endorsement: Edition) -> None:
    [where] = answer(endorsement, destinations="unknown", entries="unknown")["ask"]
    assert (where["fact"], where["how"], where["question"]) == (
        "destinations",
        "question",
        {"zh": "去哪里？", "en": "Where to?"},
    )
    assert where["choices"]["HKG"] == {"zh": "甲岛", "en": "Isle A"}
    assert where["input"] == "checkbox"


def test_what_only_a_paper_can_tell_is_asked_as_that_paper() -> None:
    edition = edition_of("settlement")
    told = ask(
        edition,
        identified(
            edition,
            {"sample.talent": Known({}, AT), "sample.check": None, "sample.violations": None},
            landing="home",
            family=[],
        ),
    )
    assert [one["id"] for one in told["materials"] if one["status"] == "asked"] == ["title_deed", "insurance"]


def test_what_neither_a_person_nor_a_paper_can_tell_goes_to_an_officer(endorsement: Edition) -> None:
    told = answer(endorsement, ban="unknown")
    assert (told["may_apply"]["then"], told["may_apply"]["why"]) == ("officer", "cannot_look_it_up")
    assert "ban" not in json.dumps(told)


def test_a_door_without_a_camera_leaves_the_decision_to_an_officer(endorsement: Edition) -> None:
    told = answer(endorsement, face_match="unknown", channel="portal")
    assert (told["lane"], told["provisional"], told["to_check"]) == ("officer", False, [])


def test_a_register_that_is_down_offers_what_the_law_gives() -> None:
    edition = edition_of("settlement")
    facts = identified(
        edition,
        {
            "sample.talent": Known({}, AT),
            "sample.check": None,
            "sample.violations": None,
            "sample.insurance": Down("down"),
        },
        landing="work",
        family=[],
    )
    [insurance] = [one for one in ask(edition, facts)["materials"] if one["id"] == "insurance"]
    assert (insurance["status"], insurance["may_be_owed"]) == ("asked", True)
    assert insurance["silence"] == {"source": "sample.insurance", "why": "down", "ticket": None}


def test_a_register_that_answers_later_parks_the_advice_with_its_ticket(endorsement: Edition) -> None:
    told = ask(
        endorsement,
        identified(endorsement, {"sample.card": Later("T-7"), "sample.control": None}, destinations=["HKG"]),
    )
    assert told["may_apply"]["why"] == "cannot_look_it_up"
    assert told["provisional"] is True
    assert {(one["fact"], one["silence"]["ticket"]) for one in told["to_check"]} == {
        ("card", "T-7"),
        ("days_left", "T-7"),
    }


def test_a_material_that_a_register_proves_is_fetched_not_asked(endorsement: Edition) -> None:
    card, photo = answer(endorsement)["materials"]
    assert (card["status"], card["source"], photo["status"], photo["may_be_owed"]) == (
        "fetched",
        "example",
        "fetched",
        True,
    )


def test_what_a_person_says_proves_nothing(card: Edition) -> None:
    facts = usual(card)
    facts.put("old", {}, "person")
    assert ask(card, facts, channel="hall")["materials"][0]["status"] == "asked"


def test_a_material_that_does_not_apply_says_so(card: Edition) -> None:
    assert answer(card, reason="lost")["materials"][0]["status"] == "not_needed"


def test_a_choice_that_is_not_open_says_why_and_is_asked_again(endorsement: Edition) -> None:
    told = answer(endorsement, expires_on="+364d")
    three, year = told["options"]["kinds"]["HKG"]
    assert (three["open"], year["open"], year["why"], year["next"]["en"]) == (
        True,
        False,
        "card_short",
        "Choose three months.",
    )
    assert [(one["fact"], one["item"]) for one in told["ask"]] == [("entries", "HKG")]
    assert told["fee"] is None


def test_one_place_accepts_and_another_decides(card: Edition) -> None:
    told = answer(card)
    assert told["region"] == HERE
    assert told["decided_by"] == {"region": "430102", "within": "5 calendar days", "law": "样例法§8", "mark": "S"}


def test_both_clocks_have_their_last_day_and_the_law_behind_it(card: Edition) -> None:
    told = answer(card)
    assert told["time"]["statute"] == {
        "time": "60 calendar days", "starts": "accept", "stops": "decide", "due": "2018-06-18", "provisional": False,
        "law": "样例法§7", "mark": "S", "pack": None,
    }  # fmt: skip
    assert told["extension"] is None
    assert told["valid_for"] == "10 years"
    assert answer(card, person={"region": "430100"}, on=None)["extension"] is None


def test_an_extension_is_there_only_where_the_law_gives_one(card: Edition) -> None:
    assert answer(card, person={"region": "430102"}, on=ON.replace(year=2017))["extension"] == {
        "time": "30 calendar days",
        "law": "样例法§7",
        "mark": "S",
    }


def test_no_statute_is_said_and_never_borrowed(settlement: Edition) -> None:
    assert answer(settlement)["time"]["statute"]["time"] == "none"
    assert answer(settlement)["time"]["statute"]["due"] is None


def test_the_calendar_may_still_move_a_day_that_is_far_away(endorsement: Edition) -> None:
    assert answer(endorsement, on=ON.replace(year=2030), expires_on="+400d")["time"]["promise"]["provisional"] is True


def test_before_its_first_day_a_service_does_not_exist(endorsement: Edition) -> None:
    told = answer(endorsement, on=ON.replace(year=2013))
    assert (told["may_apply"]["then"], told["may_apply"]["why"]) == ("refuse", "not_in_force")
    assert told["path"] == []


def test_a_service_that_only_informs_answers_with_doors_and_authority() -> None:
    edition = edition_of("first_card")
    told = ask(edition, Facts({}, {}, ON, AT))
    assert told["may_apply"] is None
    assert told["channels"]["hall"] == {"do": "inform", "devices": [], "minutes": None}
    assert (told["authority"]["key"], told["authority"]["instead_of"]) == ("sample_fire", None)


def test_competence_follows_the_successor() -> None:
    edition = edition_of("first_card")
    told = ask(edition, Facts({}, {}, ON.replace(year=2019), AT))
    assert (told["authority"]["key"], told["authority"]["instead_of"], told["authority"]["competent"]) == (
        "sample_rescue",
        "sample_fire",
        True,
    )


def test_a_reason_that_lists_records_has_them_under_it(settlement: Edition) -> None:
    told = answer(
        settlement,
        violations=[
            {"day": "2018-01-02", "place": "样例路口", "settled": False},
            {"day": "2018-01-03", "place": "样例桥", "settled": True},
        ],
    )
    assert told["may_apply"]["lists"] == {
        "fields": {"day": {"zh": "日期", "en": "Day"}, "place": {"zh": "地点", "en": "Place"}},
        "rows": [{"day": "2018-01-02", "place": "样例路口"}],
    }


def test_the_path_is_the_receipt(card: Edition) -> None:
    first = answer(card)["path"][0]
    assert (first["table"], first["row"], first["verdict"], first["law"]) == ("may_apply", 1, "false", "样例法§3")
    assert first["facts"]["home"] == {"value": "430102", "source": "example", "at": "2018-04-19T09:00:00+08:00"}


def test_a_paper_that_was_handed_in_is_not_asked_again_but_read_by_an_officer() -> None:
    edition = edition_from(changed("card", ("{when: {home: in this_province}, then", "{when: {old: none}, then")))
    sources = {"population.person": Known({"region": "430102"}, AT), "chip": Down("failed")}
    asked = ask(edition, identified(edition, sources, reason="expired"))
    assert [(one["material"], one["offers"]) for one in asked["ask"]] == [("old", ["wait", "bring"])]
    assert asked["may_apply"] is None
    facts = identified(edition, sources, reason="expired")
    facts.supplied = frozenset({"old"})
    told = ask(edition, facts)
    assert (told["ask"], told["may_apply"]["why"], told["lane"]) == ([], "officer_reads_it", "officer")

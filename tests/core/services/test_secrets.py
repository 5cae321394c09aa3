import json

from tests.core.services.samples import answer, ask, usual
from yimen.core.services.editions import Edition


def test_a_secret_fact_shows_its_public_reason_and_nothing_else(endorsement: Edition) -> None:
    told = answer(endorsement, ban=True)
    assert told["may_apply"].keys() == {"then", "why", "say", "next"}
    assert told["may_apply"]["then"] == "officer"
    text = json.dumps(told, ensure_ascii=False)
    assert '"ban"' not in text
    assert "样例法§4" not in text
    assert "sample.control" not in text


def test_its_row_leaves_no_trace_in_the_path_whether_it_holds_or_not(endorsement: Edition) -> None:
    rows = [
        {step["row"] for step in answer(endorsement, ban=ban)["path"] if step["table"] == "may_apply"}
        for ban in (True, False)
    ]
    assert rows == [{1, 2}, {1, 2, 4}]


def test_an_officer_sees_the_row_and_its_article_but_never_the_value(endorsement: Edition) -> None:
    told = ask(endorsement, usual(endorsement, ban=True), eyes="officer")
    [step] = [step for step in told["path"] if "ban" in step["facts"]]
    assert (step["law"], step["verdict"]) == ("样例法§4", "true")
    assert step["facts"]["ban"] == {"source": "example", "at": "2018-04-19T09:00:00+08:00", "secret": True}
    assert told["may_apply"]["law"] == "样例法§4"


def test_what_is_derived_from_a_secret_is_tainted(settlement: Edition) -> None:
    assert settlement.tainted == {"check"}
    assert settlement.secret(["landing", "check"])
    assert not settlement.secret(["landing"])

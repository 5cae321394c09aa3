import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_vertical")]


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def publish() -> str:
    return run("publish", "--all", "--author", "张示例", "--approver", "李测试")


def test_publish_says_what_it_did_and_then_that_nothing_has_changed() -> None:
    assert publish().endswith("4 published\n")
    assert publish() == "nothing has changed\n"


def test_publish_wants_two_people_and_something_to_publish() -> None:
    with pytest.raises(CommandError, match="another person"):
        run("publish", "--all", "--author", "张示例", "--approver", "张示例")
    with pytest.raises(CommandError, match="name services, or say --all"):
        run("publish", "--author", "张示例", "--approver", "李测试")
    with pytest.raises(CommandError, match=r"no service file says sample\.x"):
        run("publish", "sample.x", "--author", "张示例", "--approver", "李测试")


def test_services_is_one_line_each_with_the_state_of_the_linter() -> None:
    publish()
    lines = run("services").splitlines()
    assert lines[0].split("\t") == ["sample.card", "样例卡异地换领", "hall all, kiosk inform", "no. 1", "clean (1 K)"]
    assert len(lines) == 6


def test_lint_names_its_files_and_fails_on_an_unknown_one() -> None:
    assert run("lint", "sample.card") == "sample.card: no faults (1 K)\n"
    with pytest.raises(CommandError, match=r"no file says sample\.x"):
        run("lint", "sample.x")


def test_advise_answers_as_json_for_a_day_and_a_place(tmp_path: Path) -> None:
    publish()
    facts = tmp_path / "facts.json"
    facts.write_text('{"person": {"region": "430102"}, "reason": "lost"}', "utf-8")
    told = json.loads(
        run(
            "advise",
            "sample.card",
            "--facts",
            str(facts),
            "--on",
            "2018-04-19",
            "--region",
            "440106",
            "--channel",
            "hall",
            "--json",
        )
    )
    assert told["may_apply"]["then"] == "ok"
    assert told["fee"]["yuan"] == "40.00"
    assert told["provisional"] is False
    brief = json.loads(run("advise", "sample.card", "--on", "2018-04-19", "--region", "440106", "--draft"))
    assert brief["ask"] == ["reason"]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["sample.x", "--region", "440106", "--draft"], "no service file says"),
        (["sample.card", "--region", "440106"], "no edition of sample.card has been published; --draft reads the file"),
        (["sample.card", "--region", "1", "--draft"], "no region has the code 1"),
        (["sample.card", "--region", "440106", "--draft", "--facts", "/nothing"], "expected JSON"),
    ],
)
def test_advise_says_what_it_cannot_use(words: list[str], error: str) -> None:
    with pytest.raises(CommandError, match=error):
        run("advise", *words)


def test_advise_refuses_facts_that_are_wrong_all_at_once(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"reason": "stolen", "shoe": 42}', "utf-8")
    with pytest.raises(CommandError, match=r"(?s)shoe.*reason"):
        run("advise", "sample.card", "--region", "440106", "--draft", "--facts", str(facts))
    facts.write_text("[]", "utf-8")
    with pytest.raises(CommandError, match="found a list"):
        run("advise", "sample.card", "--region", "440106", "--draft", "--facts", str(facts))


def test_a_pack_is_switched_and_its_history_told() -> None:
    publish()
    off = run("pack", "faster", "off", "--by", "王演示", "--approver", "李测试", "--why", "试点结束")
    assert "sample.settlement no. 2" in off
    assert "off by 王演示, approved by 李测试: 试点结束" in off
    for words, error in (
        (["nothing", "on"], "no pack is called nothing"),
        (["faster", "on"], "--why"),
        (["faster", "on", "--why", "w"], "another person"),
    ):
        with pytest.raises(CommandError, match=error):
            run("pack", *words)

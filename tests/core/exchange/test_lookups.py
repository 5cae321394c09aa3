import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.utils.timezone import localtime

from tests.core.people.folk import ZHANG, citizen, person
from yimen.core.exchange import tickets
from yimen.core.exchange.letter import Letter
from yimen.core.exchange.lookups import Asked, Sources, look_up, look_up_many
from yimen.core.exchange.models import Ticket
from yimen.core.people.actors import RULE
from yimen.core.people.lookups import Look, NoPurpose
from yimen.core.people.models import LookUp, Person
from yimen.core.people.scope import NobodyActs, acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.registers import Answer, Down, Known, Later, Subject
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

resumed: list[tuple[UUID | None, str]] = []


def resume(case: UUID | None, source: str) -> None:
    resumed.append((case, source))


class Far:
    """A register in another house, for tests of asking several at once: waits and answers, or does what no register should."""

    local, about = False, "person"
    asked: ClassVar[list[str]] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def look_up(self, query: str, subject: Subject, terms: Mapping[str, str], within: float) -> Answer:
        self.asked.append(query)
        if query == "broken":
            raise RuntimeError(f"no record of {subject.id_number}")
        if query == "nonsense":
            return "probably"  # type: ignore[return-value]
        time.sleep(2 if query == "endless" else 0.2)
        return Known({"query": query}, localtime())

    def check(self) -> str:
        return ""


@pytest.fixture
def zhang(db: None, settings: Any) -> Person:
    settings.ADAPTERS = {**settings.ADAPTERS, "registers": {**settings.ADAPTERS["registers"], "far": f"{__name__}.Far"}}
    settings.AFTER_ANSWER = [f"{__name__}.resume"]
    wire.cache_clear()
    resumed.clear()
    Far.asked.clear()
    someone = person("张示例", ZHANG)
    with acting(RULE):
        wire("registers", "population").fill(
            [Entry("person", ZHANG, {"region": "440106"}), Entry("match", ZHANG, True)]
        )
    return someone


def asked(who: Person, case: UUID | None = None, within: float = 1.0) -> Asked:
    subject = Subject(str(who.id), ZHANG, "张示例")
    return Asked(subject, Look("own_request", now(), case), within=within)


def ask(source: str, who: Person, case: UUID | None = None, within: float = 1.0) -> Answer:
    with acting(citizen(who)):
        return look_up(source, asked(who, case, within))


def ask_all(sources: list[str], who: Person, case: UUID | None = None, within: float = 1.0) -> dict[str, Answer]:
    with acting(citizen(who)):
        return look_up_many(sources, asked(who, case, within))


def behave(mode: str, **params: Any) -> None:
    wire("registers", "population").rehearse(mode, None, params)


def lines(who: Person) -> list[tuple[str, list[str]]]:
    with acting(citizen(who)):
        return [(line.purpose, line.sources) for line in LookUp.objects.order_by("at")]


def test_a_look_up_answers_and_leaves_a_line_that_the_person_reads(zhang: Person) -> None:
    answer = ask("population.person", zhang)
    assert isinstance(answer, Known)
    assert answer.value == {"region": "440106"}
    assert lines(zhang) == [("own_request", ["population.person"])]


def test_without_a_purpose_nothing_is_asked(zhang: Person) -> None:
    with acting(citizen(zhang)), pytest.raises(NoPurpose):
        look_up("far.person", replace(asked(zhang), look=Look("curiosity", now())))
    assert Far.asked == []


def test_registers_asked_together_share_one_line_and_do_not_wait_for_each_other(zhang: Person) -> None:
    began = time.monotonic()
    answers = ask_all(["far.one", "far.two", "far.three", "population.person", "population.nothing"], zhang)
    assert time.monotonic() - began < 0.5, "three waits of 0.2 s passed together"
    assert [type(answer) for answer in answers.values()] == [Known, Known, Known, Known, type(None)]
    assert len(lines(zhang)) == 1


def test_an_endless_register_is_slow_and_the_others_are_heard(zhang: Person) -> None:
    answers = ask_all(["far.endless", "far.one"], zhang, within=0.5)
    assert answers["far.endless"] == Down("slow")
    assert isinstance(answers["far.one"], Known)


@pytest.mark.parametrize("query", ["broken", "nonsense"])
def test_what_a_register_raises_or_makes_up_is_down_and_names_nobody_in_the_log(
    zhang: Person, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(f"far.{query}", zhang) == Down("failed")
    assert ZHANG not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mode", "params", "expected"), [("down", {}, Down("down")), ("slow", {"seconds": 9}, Down("slow"))]
)
def test_a_bad_day_is_an_answer(zhang: Person, mode: str, params: dict[str, Any], expected: Answer) -> None:
    behave(mode, **params)
    assert ask("population.person", zhang, within=0.1) == expected


def test_a_register_that_contradicts_itself_says_something_else_every_second_time(zhang: Person) -> None:
    behave("contradict", record={"region": "430102"})
    said = [ask("population.person", zhang) for _ in range(3)]
    assert [answer.value["region"] for answer in said if isinstance(answer, Known)] == ["440106", "430102", "440106"]


def test_a_register_of_organisations_is_not_asked_about_a_person(zhang: Person) -> None:
    assert ask("market.licence", zhang) is None
    assert lines(zhang) == []


def test_an_answer_that_comes_later_is_parked_and_found_when_asked_again(zhang: Person) -> None:
    case = new_id()
    behave("later")
    first = ask("population.person", zhang, case)
    assert isinstance(first, Later)
    assert ask("population.person", zhang, case) == first, "the same question is not asked twice"
    assert ask("population.match", zhang, case) != first
    with acting(RULE):
        assert tickets.answered(first.ticket, Known({"region": "440106"}, now()))
    again = ask("population.person", zhang, case)
    assert isinstance(again, Known)
    assert again.value == {"region": "440106"}


def test_that_there_is_no_record_can_come_later_too(zhang: Person) -> None:
    behave("later")
    ticket = ask("population.nothing", zhang)
    assert isinstance(ticket, Later)
    with acting(RULE):
        tickets.answered(ticket.ticket, None)
    assert ask("population.nothing", zhang) is None


def test_the_first_answer_counts(zhang: Person) -> None:
    behave("later")
    ticket = ask("population.match", zhang)
    assert isinstance(ticket, Later)
    with acting(RULE):
        assert tickets.answered(ticket.ticket, Known(True, now()))
        assert not tickets.answered(ticket.ticket, Known(False, now()))
        assert not tickets.answered("demo/population/unknown", Known(False, now()))
    answer = ask("population.match", zhang)
    assert isinstance(answer, Known)
    assert answer.value is True


def test_after_a_day_a_question_is_asked_anew(zhang: Person) -> None:
    behave("later")
    first = ask("population.match", zhang)
    with acting(RULE):
        Ticket.objects.update(made_at=now() - timedelta(hours=25))
    assert ask("population.match", zhang) != first


def test_an_owed_answer_lies_sealed_and_its_question_names_nobody(zhang: Person) -> None:
    behave("later")
    ask("population.match", zhang)
    with acting(RULE):
        (row,) = Ticket.objects.values()
    assert ZHANG not in str(row)
    assert str(zhang.id) not in str(row)


def letter(ticket: str, value: Any) -> Letter:
    body = {"ticket": ticket, "known": True, "value": value, "at": "2026-11-24T10:00:00+08:00"}
    return Letter("hn", "gd", 1, new_id(), "register.answer", datetime.now().astimezone(), body, "0" * 16)


def test_a_node_answers_by_letter_the_tickets_that_it_gave_and_no_others(zhang: Person) -> None:
    with acting(RULE):
        for ticket in ("hn/1", "gx/1"):
            tickets.park(f"question {ticket}", Later(ticket), "population.person", None)
            tickets.by_letter(letter(ticket, "长沙"))
        answered: dict[str, Any] = dict(Ticket.objects.values_list("ticket", "answer"))
    assert answered["hn/1"]["value"] == "长沙"
    assert answered["gx/1"] is None


def test_sources_are_the_rungs_that_are_registers(zhang: Person) -> None:
    rungs = Sources(
        ["chip", "device.face", "cases.open", "population.person", "far.one", "far.two"], lambda: asked(zhang)
    )
    assert sorted(rungs) == ["far.one", "far.two", "population.person"]
    with acting(citizen(zhang)):
        assert isinstance(rungs["population.person"](), Known)
        assert [type(answer) for answer in rungs.at_once(lambda _: None, ["far.one", "far.two"])] == [Known, Known]


def test_what_is_no_register_is_asked_by_itself_beside_them(zhang: Person) -> None:
    rungs = Sources(["cases.open", "far.one"], lambda: asked(zhang))
    own = Known(False, now())
    with acting(citizen(zhang)):
        answers = rungs.at_once(lambda _: own, ["far.one", "cases.open"])
    assert answers[1] is own
    assert isinstance(answers[0], Known)


def test_one_look_up_takes_five_statements(zhang: Person, django_assert_num_queries: Any) -> None:
    question = asked(zhang)
    with acting(citizen(zhang)), django_assert_num_queries(5):  # line, tickets, behaviour, clock, book
        look_up("population.person", question)


def test_who_looks_must_be_known(zhang: Person) -> None:
    with pytest.raises(NobodyActs):
        look_up("population.person", asked(zhang))

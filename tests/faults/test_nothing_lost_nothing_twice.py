"""kill -9 of every part while people work, and lines that break: what was acknowledged is there, once; what was not can be asked again.

Only the key of a call makes asking again safe: the controls at the end ask without it, and get two.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.config.processes import eventually
from tests.faults.installation import WELL_WITHIN, Installation
from tests.faults.lines import (
    cases,
    changed,
    fresh,
    hang_up,
    held_up,
    lost_after_commit,
    lost_before_commit,
    unprotected,
    waiting,
)
from tests.faults.load import Client
from tests.faults.storms import (
    ATTEMPTS,
    GRANTED,
    HANDLED,
    JOB,
    MARKED,
    REFUSED,
    STORMS,
    UNDER_WAY,
    UNMARKED,
    Aftermath,
    all_jobs_done,
    done_but_not_written_down,
    jobs,
    storm,
)

pytestmark = pytest.mark.slow
BEGUN = 2  # steps of a case that was handed in


@pytest.fixture(scope="module", params=STORMS)
def aftermath(request: pytest.FixtureRequest, running: Installation, crowd: list[Client]) -> Aftermath:
    return storm(running, crowd, request.param)


def test_an_answer_waits_for_the_disk(running: Installation) -> None:
    said = "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')"
    assert set(running.rows(said)) == {("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")}


def test_it_serves_as_the_application_and_never_as_the_owner_of_the_tables(running: Installation) -> None:
    roles = (
        "select distinct usename from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    )
    assert running.rows(roles) == [("yimen_app",)]


# Storms


def test_nobody_was_told_anything_strange_and_it_was_well_again_in_time(aftermath: Aftermath) -> None:
    assert not aftermath.ledger.strange
    assert max(aftermath.recoveries) < WELL_WITHIN


def test_every_acknowledged_case_is_there_with_every_acknowledged_move_once(aftermath: Aftermath) -> None:
    cases_now = {case: aftermath.now(case) for case in aftermath.ledger.cases()}
    for told in aftermath.ledger.acknowledged:
        then, now = told.answer.json["events"], cases_now[told.case]["events"]
        assert [step["digest"] for step in now][: len(then)] == [step["digest"] for step in then]
        assert [step["move"] for step in now].count(told.move) == 1


def test_the_same_call_under_its_key_is_answered_the_same_byte_for_byte(aftermath: Aftermath) -> None:
    for told in aftermath.ledger.acknowledged:
        assert told.call.until_answered() == told.answer


def test_no_key_made_two_cases_and_no_case_took_a_move_twice(aftermath: Aftermath) -> None:
    keys = aftermath.ledger.begun()
    assert aftermath.begun_under(keys) == dict.fromkeys(keys, 1)
    [prefix] = {key.split("-")[0] for key in keys}
    assert set(aftermath.moves_of(prefix).values()) == {1}


def test_nothing_is_there_that_nobody_was_told_of(aftermath: Aftermath) -> None:
    """Everybody asked until they were answered, so what was done and what was told are the same."""
    [prefix] = {key.split("-")[0] for key in aftermath.ledger.begun()}
    told = {(one.case, one.move) for one in aftermath.ledger.acknowledged}
    by_people = {(case, move) for case, move in aftermath.moves_of(prefix) if move in {"begin", "accept", "withdraw"}}
    assert by_people == told


def test_every_job_of_an_acknowledged_move_is_done_exactly_once(aftermath: Aftermath) -> None:
    sent_home = [
        (one.case, step["n"])
        for one in aftermath.ledger.acknowledged
        for step in one.answer.json["events"]
        if step["move"] == "forward" or (step["move"] == "withdraw" and "-card-" in one.call.key)
    ]
    assert sent_home
    assert all_jobs_done(aftermath.running)
    filed, handled = jobs(aftermath.running), jobs(aftermath.running, HANDLED)
    assert filed == handled
    assert set(handled.values()) == {1}
    assert set(sent_home) <= {(case, n) for case, n, _ in handled}


# A line that breaks, and a part that is killed, at a moment that is chosen


def test_half_a_call_does_nothing_and_the_whole_one_is_the_first(running: Installation, zhang: Client) -> None:
    call = zhang.begin(reason := fresh("half"))
    hang_up(call.sent(share=0.5))
    call.until_answered().must(201)
    assert cases(running, reason) == 1


def test_an_answer_lost_after_the_commit_is_given_when_asked_again(running: Installation, zhang: Client) -> None:
    call = zhang.begin(reason := fresh("after"))
    lost_after_commit(running, call, reason, BEGUN)
    first = call.until_answered().must(201)
    assert call.until_answered() == first
    assert cases(running, reason) == 1


def test_a_move_whose_answer_was_lost_is_answered_as_done_when_asked_again(
    running: Installation, zhang: Client
) -> None:
    case = zhang.begin(reason := fresh("move")).until_answered().must(201).json["id"]
    call = zhang.move(case, "accept", zhang.officer, f"{reason}-accept")
    lost_after_commit(running, call, reason, BEGUN + 1)
    again = call.until_answered().must(200)
    assert [step["move"] for step in again.json["events"]] == ["begin", "submit", "accept"]


def test_a_line_lost_before_the_commit_and_asked_again_meanwhile_makes_one_case(
    running: Installation, zhang: Client
) -> None:
    call = zhang.begin(reason := fresh("before"))
    with ThreadPoolExecutor(2) as others:
        with held_up(running, "cases_case"):
            lost_before_commit(running, call)
            again = [others.submit(call.until_answered) for _ in range(2)]
            assert eventually(lambda: waiting(running) >= 3)
        first, second = (one.result().must(201) for one in again)
    assert first == second
    assert cases(running, reason) == 1


@pytest.mark.parametrize("part", ["web", "database"])
def test_killed_before_the_commit_nothing_is_half_there_and_asking_again_does_it(
    running: Installation, zhang: Client, part: str
) -> None:
    call = zhang.begin(reason := fresh(f"killed-{part}"))
    with held_up(running, "cases_case"):
        lost_before_commit(running, call)
        running.kill(part)
        assert cases(running, reason) == 0
    answer = call.until_answered().must(201)
    assert call.until_answered() == answer
    assert cases(running, reason) == 1


# Jobs


@pytest.mark.parametrize("part", ["worker", "database"])
def test_a_job_that_was_under_way_is_done_once_all_the_same(running: Installation, counter: Client, part: str) -> None:
    """The next worker of the folder takes it up: its predecessor is known to be gone, so nobody waits for its silence."""
    case = counter.begin(reason := fresh(f"job-{part}")).until_answered().must(201).json["id"]
    with held_up(running, "cases_handled"):
        counter.move(case, "accept", counter.officer, f"{reason}-accept").until_answered().must(200)
        assert eventually(lambda: bool(running.rows(UNDER_WAY, JOB)))
        running.kill(part)
    assert eventually(running.is_well, WELL_WITHIN)
    counter.move(case, "withdraw", counter.applicant, f"{reason}-withdraw").until_answered().must(200)
    assert all_jobs_done(running)
    filed, done = jobs(running, case=case), jobs(running, HANDLED, case=case)
    assert {n for _, n, _ in filed} >= {
        4,
        5,
    }  # those of the move that was held up, and of the one that waited behind it
    assert done == filed
    assert set(done.values()) == {1}


def test_a_job_whose_end_could_not_be_written_down_is_done_once(running: Installation, counter: Client) -> None:
    case = done_but_not_written_down(running, counter, fresh("unwritten"))
    assert all_jobs_done(running)
    assert set(jobs(running, HANDLED, case=case).values()) == {1}


def test_an_outage_of_seconds_costs_no_job(running: Installation, counter: Client) -> None:
    with changed(running, REFUSED, GRANTED):
        case = counter.begin(fresh("outage")).until_answered().must(201).json["id"]
        assert eventually(lambda: running.rows(ATTEMPTS, JOB)[0][0] >= 2)
    assert all_jobs_done(running)
    assert jobs(running, HANDLED, case=case) == jobs(running, case=case)


# Controls: without the protection the same story ends badly


def test_without_a_key_asking_again_after_a_lost_answer_makes_two_cases(running: Installation, zhang: Client) -> None:
    call = zhang.begin(reason := fresh("unkeyed"), keyed=False)
    lost_after_commit(running, call, reason, BEGUN)
    call.until_answered().must(201)
    assert cases(running, reason) == 2


def test_with_the_keys_protection_off_the_same_call_under_its_key_makes_two_cases(
    running: Installation, zhang: Client
) -> None:
    call = zhang.begin(reason := fresh("unprotected"))
    with unprotected(running):
        lost_after_commit(running, call, reason, BEGUN)
        call.until_answered().must(201)
    assert cases(running, reason) == 2


def test_without_its_key_a_move_that_was_done_is_refused_when_asked_again(running: Installation, zhang: Client) -> None:
    case = zhang.begin(reason := fresh("unkeyed-move")).until_answered().must(201).json["id"]
    call = zhang.move(case, "accept", zhang.officer, "")
    lost_after_commit(running, call, reason, BEGUN + 1)
    assert call.until_answered().must(409).json["state"] == "accepted"


def test_without_the_mark_of_what_was_handled_such_a_job_is_done_twice(running: Installation, counter: Client) -> None:
    with changed(running, UNMARKED, MARKED):
        case = done_but_not_written_down(running, counter, fresh("unmarked"))
        assert all_jobs_done(running)
        assert max(jobs(running, HANDLED, case=case).values()) == 2


def test_after_all_of_it_every_chain_is_whole(running: Installation) -> None:
    verified = running.manage("verify_chain")
    assert verified.returncode == 0, verified.stderr

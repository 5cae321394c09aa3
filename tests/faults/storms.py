"""What is killed while people work, and what became of everything they were told."""

import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from tests.config.processes import eventually
from tests.faults.installation import WELL_WITHIN, Installation
from tests.faults.lines import held_up
from tests.faults.load import Client, Ledger, at_work

STORMS = {
    "web": ["web"],
    "worker": ["worker"],
    "database": ["database"],
    "one after the other": ["web", "database", "worker", "database"],
    "all": ["all"],
}
BEFORE, BETWEEN, AFTER = 6, 3, 6  # answers that are acknowledged before, between and after what is killed
JOB = "yimen.core.cases.tasks.after_event"
LEFT = """
select args ->> 'case_id', (args ->> 'n')::int, args ->> 'handler' from procrastinate_jobs
where task_name = %s and status <> 'succeeded'
"""
FILED = (
    "select args ->> 'case_id', (args ->> 'n')::int, args ->> 'handler' from procrastinate_jobs where task_name = %s"
)
HANDLED = "select case_id::text, n, handler from cases_handled"
ATTEMPTS = "select coalesce(max(attempts), 0) from procrastinate_jobs where status = 'todo' and task_name = %s"
REFUSED, GRANTED = (
    f"{how} yimen_app" for how in ("revoke insert on cases_handled from", "grant insert on cases_handled to")
)
UNMARKED = "alter table cases_handled drop constraint handled_once"
MARKED = """
delete from cases_handled a using cases_handled b
    where a.id > b.id and (a.case_id, a.n, a.handler) = (b.case_id, b.n, b.handler);
alter table cases_handled add constraint handled_once unique (case_id, n, handler)
"""
UNDER_WAY = "select worker_id from procrastinate_jobs where status = 'doing' and task_name = %s"


@dataclass(frozen=True)
class Aftermath:
    """An installation that is well again, and what it had acknowledged."""

    running: Installation
    ledger: Ledger = field(repr=False)
    recoveries: list[float]

    def now(self, case: str) -> Any:
        """The case as whoever began it is shown it today."""
        begun = next(one for one in self.ledger.acknowledged if one.case == case)
        asked = self.running.call(f"/api/v1/cases/{case}", token=begun.call.token)
        return asked.until_answered().must(200).json

    def begun_under(self, keys: set[str]) -> Counter[str]:
        """How many cases there are for each key."""
        found = self.running.rows(
            "select reason, count(*)::int from cases_case where reason = any(%s) group by reason", sorted(keys)
        )
        return Counter(dict(found))

    def moves_of(self, prefix: str) -> Counter[tuple[str, str]]:
        found = self.running.rows(
            "select case_id::text, move, count(*)::int from cases_event join cases_case c on c.id = case_id "
            "where c.reason ^@ %s group by case_id, move",
            f"{prefix}-",
        )
        return Counter({(case, move): n for case, move, n in found})


def storm(running: Installation, crowd_of: list[Client], name: str) -> Aftermath:
    """Kill while everybody works, and let them work on afterwards."""
    recoveries = []
    with at_work(crowd_of, name.replace(" ", "_")) as crowd:
        crowd.more(BEFORE)
        for part in STORMS[name]:
            started = time.monotonic()
            running.kill(part)
            assert eventually(running.is_well, WELL_WITHIN), f"not well {WELL_WITHIN} s after {part} was killed"
            recoveries.append(time.monotonic() - started)
            crowd.more(BETWEEN)
        crowd.more(AFTER)
    return Aftermath(running, crowd.ledger, recoveries)


def all_jobs_done(running: Installation, patience: float = 60.0) -> bool:
    """Whether every job that a move filed is done in time, those too that a worker had under way when it was killed."""
    return eventually(lambda: not running.rows(LEFT, JOB), patience)


def done_but_not_written_down(running: Installation, counter: Client, reason: str) -> str:
    """A case, one of whose jobs had done its part when its worker was killed before it could say so."""
    case: str = counter.begin(reason).until_answered().must(201).json["id"]
    assert all_jobs_done(running)
    with ExitStack() as end:
        with held_up(running, "cases_handled"):
            counter.move(case, "accept", counter.officer, f"{reason}-accept").until_answered().must(200)
            assert eventually(lambda: bool(running.rows(UNDER_WAY, JOB)))
            end.enter_context(held_up(running, "procrastinate_jobs"))
            before = jobs(running, HANDLED, case=case)
        assert eventually(lambda: jobs(running, HANDLED, case=case) != before)
        running.kill("worker")
    return case


def jobs(running: Installation, query: Any = FILED, case: str = "") -> Counter[tuple[str, int, str]]:
    """How often each handler was filed for, or handled, each step: of one case, or of all."""
    found: list[tuple[str, int, str]] = running.rows(query, *([JOB] if query is FILED else []))
    return Counter(row for row in found if case in {"", row[0]})

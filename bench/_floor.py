"""The floor under a move: the rows that it writes, written by pgbench as one statement on the same server.

Case, event, paper and answer go into tables like the real ones, with their indexes and without their guards; the job goes where jobs
go, because waking the worker is part of filing it.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg

from yimen.config.database.binaries import programs

TABLES = ("cases_event", "cases_paper", "cases_answer")
JOB = """filed as (select procrastinate_defer_jobs_v1(array[row('default', r.task_name, r.priority, null, null, r.args, null)
    ::procrastinate_job_to_defer_v1]) from real_procrastinate_jobs r)"""
FRESH = {  # columns that are unique, or would be
    "cases_event": {"id": "gen_random_uuid()", "case_id": "gen_random_uuid()", "seq": "nextval('floor_numbers')"},
    "cases_paper": {
        "id": "gen_random_uuid()",
        "number": "gen_random_uuid()::text",
        "token": "left(gen_random_uuid()::text, 32)",
    },
    "cases_answer": {"id": "nextval('floor_numbers')", "key": "gen_random_uuid()::text"},
}


def lay(owner: psycopg.Connection, cases: int) -> str:
    """Tables like those of a case with one real row each to copy, and the statement: event, case, paper, answer, job in one CTE."""
    owner.execute(
        "select set_config('yimen.role', 'clock', false), set_config('yimen.who', 'clock', false)"
    )  # policies show it all
    owner.execute("create sequence floor_numbers")
    owner.execute("create table floor_cases_case (like cases_case including all)")
    picked = "select * from cases_case where number is not null order by id limit 1"
    head = columns(owner, "cases_case", "c", {"id": "gen_random_uuid()", "number": "n::text"})
    owner.execute(f"insert into floor_cases_case select {head} from ({picked}) c, generate_series(1, {cases}) n")  # type: ignore[arg-type]
    owner.execute("alter table floor_cases_case add place serial unique")
    days = "act_by = current_date, promise_due = current_date, statute_due = current_date"
    changed = f"update floor_cases_case set version = version + 1, state = 'accepted', {days} where place = :place returning id"
    parts = [f"moved as ({changed})"]
    for table in TABLES:
        owner.execute(f"create table floor_{table} (like {table} including all)")  # type: ignore[arg-type]
        owner.execute(f"create table real_{table} as select * from {table} limit 1")  # type: ignore[arg-type]
        parts.append(
            f"{table}_row as (insert into floor_{table} select {columns(owner, table, 'r', FRESH[table])} from real_{table} r)"
        )
    owner.execute("create table real_procrastinate_jobs as select * from procrastinate_jobs order by id limit 1")
    found = owner.execute("select (select count(*) from floor_cases_case), count(*) from real_cases_paper").fetchone()
    assert found == (cases, 1), f"there is nothing to copy: {found}"
    owner.commit()
    return f"\\set place random(1, {cases})\nwith {', '.join(parts)}, {JOB} select count(*) from moved, filed;\n"


def columns(owner: psycopg.Connection, table: str, source: str, fresh: dict[str, str]) -> str:
    found = owner.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum",
        [table],
    )
    return ", ".join(fresh.get(name, f"{source}.{name}") for (name,) in found)


def pgbench(script: Path, clients: int, seconds: int) -> float:
    """Transactions a second."""
    database = os.environ["DATABASE_OWNER_URL"]
    done = subprocess.run(
        [program(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", str(script), database],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def program() -> str:
    """pgbench comes with the embedded server; the programs of a server of one's own are on the path."""
    own = programs(Path(os.environ["YIMEN_HOME"]) / "programs") / "pgbench"
    return str(own) if own.exists() else shutil.which("pgbench") or "pgbench"

"""“My cases” and the officer's queue as the tables grow: the same question at two sizes of one database, slow tail against slow tail.

Rows are slim: one row of a case each, as most are – closed, one in thirty still waiting – for a tenth as many people in two hundred
districts. Nothing else hangs on them, since neither question reads anything else. --large asks at 1 and at 43 million.
"""

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from hashlib import md5
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg

from bench._ground import ground
from bench._telling import asked, tell

if TYPE_CHECKING:
    from yimen.core.people.actors import Actor

GOAL = 1.2
SIZES, QUICK, LARGE = (50_000, 500_000), (2_000, 10_000), (1_000_000, 43_000_000)
NEEDS, BATCH, BYTES = 30 * 10**9, 250_000, 700  # of disk, of rows at a time, of a row with its indexes
ASKED, DISTRICTS, PER_PERSON = 400, 200, 10
PERSON = "md5('growth ' || {n})::uuid"
PEOPLE = f"""
insert into people_person (id, name, name_key, id_number, id_index, region, since, id_kind, phone)
select {PERSON.format(n="n")}, '张示例', '张示例', ''::bytea,
     decode(md5('a' || n) || md5('b' || n), 'hex'), '440106', now(), 'id', ''::bytea
from generate_series(%s::int, %s::int) n
"""
CASES = f"""
insert into cases_case (id, number, service, edition, procedure, state, owner, applicant_id, applicant_name, region, office,
    deciding_region, deciding_office, channel, reason, received_on, submitted_at, lane, terms, authority, act_by,
    promise_due, statute_due, provisional,
    version, created_at)
select gen_random_uuid(), 'G' || n, 'exit_entry.endorsement_tour_group', repeat('0', 64), 'licence',
       case when n %% 30 = 0 then 'accepted' else 'closed' end, 'gd', {PERSON.format(n=f"n / {PER_PERSON}")}, '张示例', place, '',
       place, '', 'portal', '', day::date, day, '', '{{"authority": "exit_entry_police"}}', '',
       case when n %% 30 = 0 then current_date + (n %% 17)::int end, null, null, false, 3, day
from generate_series(%s::int, %s::int) n,
     lateral (select (440000 + 100 * (n %% {DISTRICTS} / 10 + 1) + n %% 10)::text as place, now() - n * interval '1 second' as day) made
"""
ACTING = """select set_config('yimen.role', 'clock', false), set_config('yimen.who', 'clock', false),
                   set_config('yimen.writing', 'case_write', false)"""


def main() -> int:
    options = asked(__doc__)
    sizes = LARGE if options.large else QUICK if options.quick else SIZES
    if options.large:
        print(f"{sizes[1]:,} rows need about {sizes[1] * BYTES / 10**9:.0f} GB of disk, and an hour.", file=sys.stderr)
        if shutil.disk_usage("/tmp").free < NEEDS:
            print(f"there are not {NEEDS // 10**9} GB free below /tmp", file=sys.stderr)
            return 1
    with ground():
        found = measured(sizes)
    ratio = max(large / small for small, large in found.values())
    if options.json:
        tell("growth", ratio=round(ratio, 2), goal=GOAL, ok=ratio <= GOAL, sizes=sizes)
        return 0
    print(f"{'95 of 100 within, ms':24}{sizes[0]:>14,}{sizes[1]:>14,}{'ratio':>8}")
    for name, (small, large) in found.items():
        print(f"{name:24}{small:>14.2f}{large:>14.2f}{large / small:>8.2f}")
    print(f"ratio {ratio:.2f}, goal {GOAL} at most: {'reached' if ratio <= GOAL else 'not reached'}")
    return 0


def measured(sizes: tuple[int, int]) -> dict[str, tuple[float, float]]:
    """By question the slow tail at both sizes."""
    small, large = sizes
    filled(0, small)
    before = tails(small)
    filled(small, large)
    after = tails(large)
    return {name: (before[name], after[name]) for name in before}


def filled(first: int, last: int) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(ACTING)
        owner.execute("alter table people_person no force row level security")
        owner.execute(PEOPLE, [-(-first // PER_PERSON), (last - 1) // PER_PERSON])
        owner.execute("alter table people_person force row level security")
        for start in range(first, last, BATCH):
            owner.execute(CASES, [start, min(start + BATCH, last) - 1])
        owner.execute("vacuum (analyze) cases_case")


def tails(size: int) -> dict[str, float]:
    from yimen.core.cases.lists import mine, queue  # noqa: PLC0415 – Django must be set up before models are imported
    from yimen.core.people.actors import Actor  # noqa: PLC0415

    chance = random.Random(size)

    def a_person() -> "tuple[Actor, Callable[[], list[Any]]]":
        one = person(chance.randrange(size // PER_PERSON))
        return Actor("applicant", str(one)), lambda: mine(one)

    def an_officer() -> "tuple[Actor, Callable[[], list[Any]]]":
        city = 440000 + 100 * (chance.randrange(DISTRICTS) // 10 + 1)
        by = Actor("window", "w", "陈示例", f"{city}000001", str(city), serves=("exit_entry_police",))
        return by, lambda: queue(by)

    return {"my cases": tail(a_person), "the officer's queue": tail(an_officer)}


def tail(who: "Callable[[], tuple[Actor, Callable[[], list[Any]]]]") -> float:
    """Milliseconds within which 95 of 100 are answered, each in a transaction of its own, as a page is."""
    from yimen.core.people.scope import acting  # noqa: PLC0415

    taken = []
    for _ in range(ASKED + 20):
        by, ask = who()
        began = time.perf_counter()
        with acting(by):
            found = ask()
        taken.append((time.perf_counter() - began) * 1000)
        assert found, by
    return sorted(taken[20:])[ASKED * 95 // 100]


def person(n: int) -> UUID:
    return UUID(md5(f"growth {n}".encode(), usedforsecurity=False).hexdigest())


if __name__ == "__main__":
    sys.exit(main())

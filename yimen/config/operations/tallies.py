"""How many requests, how fast: counted in each process, added to shared rows every few seconds, so that all processes are one sum."""

import secrets
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import Error, connection

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds; the last bucket has none
FLUSH = 5.0  # seconds
ADD = """
insert into operations_tally (process, door, status, buckets, seconds, at) values (%s, %s, %s, %s, %s, now())
on conflict (process, door, status) do update set seconds = operations_tally.seconds + excluded.seconds, at = now(),
    buckets = (select array_agg(old + new order by place) from unnest(operations_tally.buckets, excluded.buckets)
               with ordinality as both_(old, new, place))
"""
MERGE = """
with gone as (delete from operations_tally where process <> 'past' and at < now() - interval '1 day'
              returning door, status, buckets, seconds),
     sums as (select door, status, array_agg(sum order by place) as buckets from (select door, status, place, sum(n)::bigint as sum
              from gone, unnest(buckets) with ordinality as one(n, place) group by door, status, place) as each group by door, status),
     took as (select door, status, sum(seconds) as seconds from gone group by door, status)
insert into operations_tally (process, door, status, buckets, seconds, at)
select 'past', door, status, buckets, seconds, now() from sums join took using (door, status)
on conflict (process, door, status) do update set seconds = operations_tally.seconds + excluded.seconds, at = now(),
    buckets = (select array_agg(old + new order by place) from unnest(operations_tally.buckets, excluded.buckets)
               with ordinality as both_(old, new, place))
"""
Place = tuple[str, int]


@dataclass
class Tallies:
    """Of one process. `add` is called by every request and nearly always only counts."""

    process: str = field(default_factory=lambda: secrets.token_hex(8))
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    counted: dict[Place, list[int]] = field(default_factory=dict)
    seconds: dict[Place, float] = field(default_factory=lambda: defaultdict(float))
    flushed: float = field(default_factory=time.monotonic)

    def add(self, door: str, status: int, took: float) -> None:
        with self.lock:
            buckets = self.counted.setdefault((door, status), [0] * (len(BOUNDS) + 1))
            buckets[sum(took > bound for bound in BOUNDS)] += 1
            self.seconds[door, status] += took
            due = time.monotonic() - self.flushed > FLUSH
        if due and not connection.in_atomic_block:
            self.flush()

    def flush(self) -> None:
        """Into the rows. Where the database is away the figures stay here until it is back."""
        with self.lock:
            counted, seconds = self.counted, self.seconds
            self.counted, self.seconds, self.flushed = {}, defaultdict(float), time.monotonic()
        try:
            with connection.cursor() as cursor:
                cursor.executemany(
                    ADD, [[self.process, *place, buckets, seconds[place]] for place, buckets in counted.items()]
                )
        except Error:
            self._take_back(counted, seconds)

    def _take_back(self, counted: dict[Place, list[int]], seconds: dict[Place, float]) -> None:
        with self.lock:
            for place, buckets in counted.items():
                mine = self.counted.setdefault(place, [0] * len(buckets))
                self.counted[place] = [a + b for a, b in zip(mine, buckets, strict=True)]
                self.seconds[place] += seconds[place]


def merge() -> None:
    """What processes counted that are gone becomes one row a door: the sums stay what they were."""
    with connection.cursor() as cursor:
        cursor.execute(MERGE)


TALLIES = Tallies()

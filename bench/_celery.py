"""The peer of bench/jobs.py: an application of Celery with one task that does nothing, and one that says it was reached."""

import os

import redis
from celery import Celery

BROKER = os.environ["BENCH_BROKER"]
ENDS = "bench.ends"  # a list in Redis: a word for each end that was reached
application = Celery(broker=BROKER)


@application.task(name="bench.nothing", ignore_result=True)
def nothing() -> None:
    pass


@application.task(name="bench.end", ignore_result=True)
def end() -> None:
    redis.from_url(BROKER.replace("redis+socket", "unix")).rpush(ENDS, "here")

"""Who sends rubbish is soon asked to wait: refused posts are counted by address and minute, genuine ones never."""

from datetime import timedelta

from django.db import connection

from yimen.core.exchange.models import Refusal
from yimen.core.exchange.pace import wall_clock

A_MINUTE = 60  # refused posts of one address
COUNT = """insert into exchange_refusal (caller, minute, count) values (%s, date_trunc('minute', %s::timestamptz), 1)
           on conflict (caller, minute) do update set count = exchange_refusal.count + 1"""


def must_wait(caller: str) -> bool:
    """Were so many posts of this address refused in the last minute that it is not listened to for now?"""
    recent = Refusal.objects.filter(caller=caller, minute__gt=wall_clock() - timedelta(minutes=1))
    return any(row.count >= A_MINUTE for row in recent)


def note_refusal(caller: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [caller, wall_clock()])

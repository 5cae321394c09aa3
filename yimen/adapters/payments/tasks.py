"""How the demo's gateway tells: a post to our own door, as from outside, again and again until it is answered well."""

from collections.abc import Callable
from datetime import timedelta

import httpx
from django.conf import settings
from django.db import transaction
from django.db.models import F
from procrastinate.contrib.django import app

from yimen.adapters.payments.models import DemoNotice
from yimen.adapters.payments.signing import signed
from yimen.core.places.clock import now

Post = Callable[[bytes, dict[str, str]], int]  # body, headers → status
OK = 200
MOST = 12  # tries, 2, 4, 8 … seconds apart
BATCH = 50


@app.task(name="gateways.send_notices")
def send_notices(gateway: str) -> None:
    if send_due(gateway, by_http(gateway)):
        send_notices.configure(schedule_in={"seconds": 2}).defer(gateway=gateway)


@app.periodic(cron="* * * * *")
@app.task(name="gateways.sweep_notices")
def sweep_notices(timestamp: int) -> None:  # noqa: ARG001
    """What a killed worker left."""
    for gateway in settings.ADAPTERS["payments"]:
        send_due(gateway, by_http(gateway))


def send_due(gateway: str, post: Post) -> int:
    """Send what is due, the oldest first. How many were answered badly and will be sent again."""
    unheard = 0
    due = DemoNotice.objects.filter(sent_at=None, due_at__lte=now(), tries__lt=MOST).order_by("due_at", "id")
    for row in due[:BATCH]:
        body, headers = signed(gateway, row.told, now())
        heard = post(body, headers) == OK
        unheard += not heard
        with transaction.atomic():
            DemoNotice.objects.filter(id=row.id).update(
                tries=F("tries") + 1,
                sent_at=now() if heard else None,
                due_at=row.due_at if heard else now() + timedelta(seconds=2**row.tries),
            )
    return unheard


def by_http(gateway: str) -> Post:
    def post(body: bytes, headers: dict[str, str]) -> int:
        url = f"http://127.0.0.1:{settings.PORT}/payments/{gateway}/notify"
        try:
            return httpx.post(url, content=body, headers=headers, timeout=10, trust_env=False).status_code
        except httpx.HTTPError:
            return 0

    return post

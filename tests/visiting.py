"""Signing in without the door of the demo: a session as sign_in() leaves it, proved a moment ago and as surely as can be."""

from dataclasses import asdict
from typing import Any

from django.test import Client

from yimen.core.people.actors import Actor
from yimen.web.visits import KEY, VISIT, real_now


def signed_in(client: Client, actor: Actor, level: str = "high", **more: Any) -> Client:
    """The same client, in which somebody has signed in."""
    session = client.session
    session[KEY] = asdict(actor)
    session[VISIT] = {
        "how": "identity",
        "level": level,
        "device": "Chrome, Linux",
        "proved": real_now().isoformat(),
    } | more
    session.save()
    return client

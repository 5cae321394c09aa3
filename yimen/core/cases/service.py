"""Service 送达 as the events tell it: which paper reached the person, on which day, by which way.

The proof comes from outside – an inbox that was read, a letter that was signed for – and is written by rule as the move `serve`; a
letter that comes back is `reopen_service`, after which the paper counts as not served and what runs from its service as not begun
(复议条例§15: what should have been served and was not is not known).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yimen.core.cases.dossier import Event

MOVES = ("serve", "reopen_service")


@dataclass(frozen=True, kw_only=True)
class Service:
    """The paper of event `n` reached the person on a day; event `by` says so."""

    n: int
    by: int
    on: date
    way: str


def served(events: Sequence[Event]) -> dict[int, Service]:
    """The papers that have reached the person and whose proof still stands, by the event that issued them."""
    found: dict[int, Service] = {}
    for event in events:
        told = event.said or {}
        if event.move == "serve":
            n = int(told["of"])
            found[n] = Service(n=n, by=event.n, on=event.dated, way=told["way"])
        elif event.move == "reopen_service":
            found.pop(int(told["of"]), None)
    return found


def came_back(events: Sequence[Event]) -> set[int]:
    """The events whose papers came back and have not reached the person since."""
    returned = {int((event.said or {})["of"]) for event in events if event.move == "reopen_service"}
    return returned - served(events).keys()


def begins(event: Event, events: Sequence[Event], *, from_service: bool) -> date | None:
    """The day from which what an event began runs: its own, or that of the service of its paper; None while that is not proven."""
    if not from_service:
        return event.dated
    service = served(events).get(event.n)
    return service.on if service else None

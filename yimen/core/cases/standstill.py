"""Time that is not counted (许可法§45): from a suspension or the call of a hearing until the case goes on."""

from collections.abc import Sequence
from datetime import date

from yimen.core.cases.dossier import Event
from yimen.core.places.working_days import Stop

STOPS = ("suspend", "call_hearing")
GOES_ON = ("resume", "run_again", "record_hearing")


def suspensions(events: Sequence[Event], today: date) -> list[Stop]:
    """From the day of suspension to the day of resumption, both not counted; open-ended while suspended. A hearing is one of them.

    Only the time that was told in writing is left out (许可法§45): past its last day the clock runs, whether or not somebody resumed.
    """
    starts = [event for event in events if event.move in STOPS]
    ends = [event.dated for event in events if event.move in GOES_ON]
    return [
        (start.dated, min(end, last) if (last := told_end(start)) and last < today else end)
        for start, end in zip(starts, [*ends, date.max], strict=False)
    ]


def told_end(event: Event | None) -> date | None:
    """The last day of a suspension as it was told; a hearing has none, it ends with its record."""
    expected = (event.said or {}).get("expected") if event and event.move == "suspend" else None
    return date.fromisoformat(expected) if expected else None

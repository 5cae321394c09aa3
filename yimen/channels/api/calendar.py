"""/calendar/due – when a time ends that begins on a day: working days by the notices, provisional where there is none yet."""

from django.http import HttpResponse
from ninja import Router

from yimen.channels.api.mistakes import Mistaken
from yimen.channels.api.sending import Count, Since, Unit
from yimen.channels.api.shapes import Due, errors
from yimen.channels.api.telling import answer
from yimen.core.people.actors import VISITOR
from yimen.core.people.scope import acting
from yimen.core.places.answers import CannotAnswer, answer_due
from yimen.web.visits import Request
from yimen.web.words import choose

router = Router(tags=["calendar"])


@router.get("/due", response={200: Due, **errors(400, 415, 422, 429)}, operation_id="due")
def due(request: Request, from_: Since, days: Count, unit: Unit = "working") -> HttpResponse:  # noqa: ARG001
    """The last day; the day of the event itself is not counted."""
    try:
        with acting(VISITOR):
            return answer(200, answer_due(from_, days, unit))
    except CannotAnswer as wrong:
        raise Mistaken(
            *(
                {
                    "in": "query",
                    "parameter": one.field,
                    "key": "outside",
                    "detail": choose({"zh": one.zh, "en": one.en}),
                }
                for one in wrong.errors
            )
        ) from wrong

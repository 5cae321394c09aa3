"""What a person reads on the second screen, and the answer: right, signed by pen or by a tap; or wrong, in the person's words."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now
from yimen.core.places.sentences import says_something
from yimen.core.work.models import Reading, Screen

MOST_LOOKED = 20
LASTS = timedelta(minutes=15)  # then a screen goes dark by itself
MOST_LINES, MOST_NUMBERS, EDGE = 300, 8000, 1000  # of a signature: lines, numbers in all, the side of its square


class NotAnswered(ValueError):
    """The answer was not taken; `key`: gone, answered_before, needs_words, not_a_signature."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


def put_up(
    screen: Screen,
    case: UUID,
    person: UUID | None,
    shown: Mapping[str, object],
    *,
    by: Actor,
    at: datetime | None = None,
) -> Reading:
    """Show this and nothing else on the screen; its digest says for ever what was shown."""
    take_down(screen)
    told = msgspec.json.encode(shown, order="sorted")
    return Reading.objects.create(
        case_id=case, person_id=person, screen=screen, officer=by.id, shown=msgspec.json.decode(told),
        digest=hashlib.sha256(told).digest(), at=at or now(),
    )  # fmt: skip


def take_down(screen: Screen) -> None:
    Reading.objects.filter(screen=screen, up=True).update(up=False)


def on_screen(screen: UUID, *, at: datetime | None = None) -> Reading | None:
    """What is up, for the screen itself or its officer."""
    return Reading.objects.filter(screen_id=screen, up=True, at__gt=(at or now()) - LASTS).first()


def shown_of(case: UUID) -> list[Reading]:
    """What the person of a case was shown lately, the latest first."""
    return list(Reading.objects.filter(case_id=case).order_by("-at")[:MOST_LOOKED])


def last(readings: Sequence[Reading], *kinds: str) -> Reading | None:
    return next((one for one in readings if one.shown["kind"] in kinds), None)


def right(screen: UUID, reading: UUID, signature: str, *, at: datetime | None = None) -> None:
    """The person has read it and says that it is right. Raises NotAnswered."""
    answer(screen, reading, {"answer": "right", "signature": signed(signature)}, at)


def wrong(screen: UUID, reading: UUID, words: str, *, at: datetime | None = None) -> None:
    """Something is wrong: said in the person's own words, or pointed out to the officer. Raises NotAnswered."""
    if words.strip() and not says_something(words):
        raise NotAnswered("needs_words")
    answer(screen, reading, {"answer": "wrong", "words": words.strip()[:500]}, at)


def answer(screen: UUID, reading: UUID, said: Json, at: datetime | None) -> None:
    """Only what is up now and has no answer yet; whoever answers an older page is told that it is gone."""
    found = on_screen(screen, at=at)
    if found is None or found.id != reading:
        raise NotAnswered("gone")
    if not Reading.objects.filter(id=reading, answer="").update(**said, answered_at=at or now()):
        raise NotAnswered("answered_before")


def signed(lines: str) -> Json:
    """The lines of a pen as JSON [[x, y, x, y …], …] within a square of 1000; nothing drawn is a tap. Raises NotAnswered."""
    if not lines.strip():
        return {"way": "tap"}
    try:
        drawn = msgspec.json.decode(lines[:60_000], type=list[list[int]])
    except msgspec.DecodeError as bad:
        raise NotAnswered("not_a_signature") from bad
    numbers = [one for line in drawn for one in line]
    if len(drawn) > MOST_LINES or len(numbers) > MOST_NUMBERS or any(not 0 <= one <= EDGE for one in numbers):
        raise NotAnswered("not_a_signature")
    return {"way": "pen", "lines": drawn} if numbers else {"way": "tap"}

"""What a caller got wrong, collected: each mistake with its place (RFC 6901) and words, in the caller's language."""

from collections.abc import Sequence

from yimen.core.cases.vocabulary import Json
from yimen.web.words import text


class Mistaken(Exception):
    """Members of what was sent cannot be taken; all of them at once."""

    def __init__(self, *mistakes: Json):
        super().__init__([one["key"] for one in mistakes])
        self.mistakes: Sequence[Json] = mistakes


class NoPower(Exception):
    """The role of the actor does not have the power, or not for that place."""

    def __init__(self, power: str, *, elsewhere: bool = False):
        super().__init__(power)
        self.power, self.elsewhere = power, elsewhere


def mistake(key: str, *path: str, **values: object) -> Json:
    """A mistake in the member at `path`; its words stand under `api.wrong`."""
    return {"pointer": pointer(*path), "key": key, "detail": text(f"api.wrong.{key}", **values)}


def pointer(*path: str) -> str:
    """A JSON pointer into the body, as a fragment: #/facts/entries."""
    return "#" + "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in path)

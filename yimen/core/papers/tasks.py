"""Jobs of the papers. They carry ids only; what was made is not made again."""

from uuid import UUID

from procrastinate.contrib.django import app

from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.papers.making import make
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now


@app.task(queue="default", retry=PATIENTLY)
def make_file(paper_id: str) -> None:
    with acting(CLOCK):
        make(UUID(paper_id), now())

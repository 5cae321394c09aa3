"""The demo's registers answer their tickets."""

from procrastinate.contrib.django import app

from yimen.adapters.registers.book import written
from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.exchange.tickets import answered
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting


@app.task(name="registers.answer_ticket", retry=PATIENTLY)
def answer_ticket(ticket: str, register: str, query: str, subject: str) -> None:
    """Answer with what the book says at this moment; `subject` is the blind index in hexadecimal digits."""
    with acting(RULE):
        answered(ticket, written(register, query, bytes.fromhex(subject)))

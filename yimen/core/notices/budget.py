"""The budget of messages: per person, per number and per authority, in one statement each, so that no race overspends it.

What is sent about a case is spent by the authority of that case and by no other: one that sends too many silences nobody else. Only
what belongs to no case – codes, answers to complaints – is counted for the node as a whole."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from yimen.core.notices.rules import Whose, sending
from yimen.core.people.secrecy import blind
from yimen.core.places.clock import CHINA

SPEND = (Path(__file__).parent / "sql/spend.sql").read_text()


class OverBudget(Exception):
    """This would be more messages than a person, a number, an authority or this node may have on a day."""

    def __init__(self, whose: Whose):
        super().__init__(whose)
        self.whose = whose


def spend(why: str, person: UUID, phone: str, at: datetime, authority: str = "") -> None:
    """Take one message from all purses or from none; `authority` is the place whose case it is about. Legal ones are counted and
    never refused. Raises OverBudget."""
    day = at.astimezone(CHINA).date()
    payer: dict[Whose, str] = {"authority": authority} if authority else {"node": "node"}
    purses: dict[Whose, str] = payer | {"number": blind("phone", phone).hex(), "person": str(person)}
    with transaction.atomic(), connection.cursor() as cursor:
        for whose, name in purses.items():
            most = getattr(sending().budget[whose], why, None)
            cursor.execute(SPEND, {"day": day, "whose": f"{why}:{whose}:{name}"[:80], "most": most})
            if cursor.fetchone() is None:
                raise OverBudget(whose)

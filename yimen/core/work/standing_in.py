"""代: whose work an officer does. What is done for somebody on leave carries both names: on the desk, on the paper, in the chain."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from yimen.core.people.actors import Actor, for_another
from yimen.core.people.models import Staff
from yimen.core.places.clock import today
from yimen.core.work.assigning import assigned_to
from yimen.core.work.leaves import on_leave


def standing_in(case_id: UUID, by: Actor, day: date | None = None) -> Actor:
    """The officer as who signs: with the name of the one on leave to whom the case fell, where this officer is the delegate."""
    found = assigned_to(case_id) if by.role == "examiner" else None
    if found is None:
        return by
    delegates = on_leave([one for one in (found.stands_for, found.officer) if one], day or today())
    absent = next((one for one, delegate in delegates.items() if delegate == by.id), "")
    name = Staff.objects.filter(id=absent).values_list("name", flat=True).first() if absent else None
    return replace(by, name=for_another(by.name, name)) if name else by

"""What an administrator may alter: offices, and members whose office and reach lie in the administrator's own reach – and never oneself."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import Q

from yimen.core.administration.errors import NotAltered
from yimen.core.administration.tables import Row
from yimen.core.people.actors import Actor
from yimen.core.people.models import Staff
from yimen.core.people.powers import reaches


def reach_of(by: Actor) -> str:
    """The region whose house this administrator keeps; nothing for somebody who is unknown here."""
    return Staff.objects.filter(pk=by.id, active=True).values_list("reach", flat=True).first() or ""


def within(by: Actor, column: str) -> Q:
    """The rows whose region lies in the own reach, as yimen_reaches() has it."""
    reach = reach_of(by)
    return Q(**{f"{column}__startswith": prefix_of(reach)}) if reach else Q(pk__in=[])


def prefix_of(reach: str) -> str:
    """440000 → 44: a code is built of pairs, and trailing pairs of zeros say nothing."""
    while reach.endswith("00"):
        reach = reach[:-2]
    return reach


def must_be_mine(rows: Sequence[Row], by: Actor) -> None:
    """Raises NotAltered."""
    reach = reach_of(by)
    for row in rows:
        if by.id in badges_of(row):
            raise NotAltered("oneself", by.id)
        for region in regions_of(row):
            if not reaches(reach, region):
                raise NotAltered("not_in_reach", region)


def badges_of(row: Row) -> set[str]:
    sides = [side for side in (row.before, row.after) if side]
    name = {"staff": "id", "post": "staff_id", "leave": "officer"}.get(row.table)
    return {str(side[name]) for side in sides} if name else set()


def regions_of(row: Row) -> Iterator[str]:
    """The code of an office begins with its region (GA/T 380)."""
    for side in (row.before, row.after):
        if side is None:
            continue
        if row.table == "office":
            yield from (side["code"][:6], side["region"])
        elif row.table in ("notice", "wording"):
            yield settings.NODE["region"]  # one calendar and one wording for the whole house
        elif row.table == "staff":
            yield from (side["reach"], *([side["office"][:6]] if side["office"] else []))
        else:
            yield (side.get("office_id") or side["office"])[:6]

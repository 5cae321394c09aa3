"""Who owns a work order: a supervisor or head of the office or the place around it, never one who handled the case."""

from uuid import UUID

from yimen.core.people.models import Staff
from yimen.core.people.powers import reaches

ROLES = ("supervisor", "head")


def owner_for(region: str, office: str, not_by: frozenset[str], order: UUID) -> str:
    """The badge of the owner, or "" where nobody is there: then the order stands first on every list until somebody takes it."""
    rows = Staff.objects.filter(active=True, roles__overlap=list(ROLES)).order_by("id")[:2000]
    able = [one for one in rows if one.id not in not_by and (not region or reaches(one.reach, region))]
    if not able:
        return ""
    nearest = min(_distance(one, office) for one in able)
    near = [one for one in able if _distance(one, office) == nearest]
    return near[order.int % len(near)].id


def _distance(one: Staff, office: str) -> tuple[bool, int, bool]:
    """The same office first, then the smallest reach, then supervisors before heads."""
    return one.office != office, len(one.reach.rstrip("0")) * -1, "supervisor" not in one.roles

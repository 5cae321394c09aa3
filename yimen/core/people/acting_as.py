"""As whom somebody who has signed in may act: a citizen as applicant, a member of staff in each of the own roles."""

from uuid import UUID

from yimen.core.people.actors import ROLES, STAFF, Actor, Role
from yimen.core.people.models import Person, Staff

STAFF_ROLES: tuple[Role, ...] = tuple(role for role in ROLES if role in STAFF)


def actor_for_person(person: UUID) -> Actor:
    """The person as applicant. Raises Person.DoesNotExist, also when the one who asks may not see the person."""
    return Actor("applicant", str(person), Person.objects.only("name").get(pk=person).name)


def actors_of_staff(staff: Staff) -> list[Actor]:
    """One actor for each role of a member of staff, in the order of ROLES; none when no longer active."""
    if not staff.active:
        return []
    return [Actor(role, staff.id, staff.name, staff.office, staff.reach) for role in STAFF_ROLES if role in staff.roles]

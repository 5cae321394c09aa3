"""As whom somebody who has signed in may act: a citizen as applicant, a member of staff in each of the own roles."""

from uuid import UUID

from yimen.core.people.actors import ROLES, STAFF, Actor, Role
from yimen.core.people.models import Person, Staff
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Office

STAFF_ROLES: tuple[Role, ...] = tuple(role for role in ROLES if role in STAFF)
BLIND: Role = "administrator"  # sets up the house and sees nobody's matter in it
FOR_EVERY_DOOR: frozenset[Role] = frozenset(
    {"window", "supervisor"}
)  # act for all whom the office serves, and decide for nobody


def actor_for_person(person: UUID) -> Actor:
    """The person as applicant. Raises Person.DoesNotExist, also when the one who asks may not see the person."""
    return Actor("applicant", str(person), Person.objects.only("name").get(pk=person).name)


def actors_of_staff(staff: Staff) -> list[Actor]:
    """One actor for each role of a member of staff, in the order of ROLES; none when no longer active. An administrator reaches nobody's
    matters: whom somebody may see is another thing than what somebody may set up (administration.scope)."""
    if not staff.active:
        return []
    office = Office.objects.filter(pk=staff.office).first()
    return [
        Actor(
            role, staff.id, staff.name, staff.office, "" if role == BLIND else staff.reach, serves=served(office, role)
        )
        for role in STAFF_ROLES
        if role in staff.roles
    ]


def served(office: Office | None, role: Role) -> tuple[str, ...]:
    """The authorities for which this role acts in an office: the one it belongs to, with those whose work that one took over. A window
    takes in and hands out, and a supervisor watches, for all whom the office serves; examining and deciding is the own authority's.
    """
    if office is None or role == BLIND:
        return ()
    keys = [office.authority, *(office.serves if role in FOR_EVERY_DOOR else ())]
    return tuple(dict.fromkeys(one for key in keys for one in law_book().formerly(key)))

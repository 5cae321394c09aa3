"""The first administrators of a house: made by whoever runs the machine, at most two; from then on two names make the next."""

from dataclasses import dataclass

from django.conf import settings

from yimen.core.administration.altering import alter
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.standing import administrators
from yimen.core.administration.tables import Change
from yimen.core.people.acting_as import BLIND
from yimen.core.people.models import Staff
from yimen.core.people.powers import reaches
from yimen.core.people.staff_keys import code_for, take_keys_away
from yimen.core.places.clock import today
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Office
from yimen.core.ports.ids import new_id

FIRST = 2


class CannotBegin(ValueError):
    """In words for whoever runs the machine."""


@dataclass(frozen=True)
class Plan:
    badge: str
    name: str
    office: str
    office_name: str = ""
    authority: str = ""
    reach: str = ""


def begin(plan: Plan) -> str:
    """Enter the administrator, with the office where it is missing; the enrolment code. For the system. Raises CannotBegin."""
    if len(administrators(today())) >= FIRST:
        raise CannotBegin("two administrators are there already: they name others, under two names")
    if not plan.name or Staff.objects.filter(pk=plan.badge).exists():
        raise CannotBegin(f"a name is needed, and a badge that is new here: {plan.badge}")
    try:
        alter([*_office(plan), *_member(plan)], "首任管理员")
    except NotAltered as wrong:
        raise CannotBegin(f"{wrong.key} {wrong.about}".strip()) from wrong
    return code_for(Staff.objects.get(pk=plan.badge))


def code_again(badge: str) -> str:
    """An administrator lost all keys and nobody else could help: the machine's own operator does. For the system. Raises CannotBegin."""
    staff = Staff.objects.filter(pk=badge, active=True, roles__contains=[BLIND]).first()
    if staff is None:
        raise CannotBegin(f"{badge} is no administrator here")
    take_keys_away(staff, "管理员丢了全部登录方式")
    return code_for(staff)


def _office(plan: Plan) -> list[Change]:
    if Office.objects.filter(pk=plan.office).exists():
        return []
    region = plan.office[:6]
    if not (len(plan.office) == 12 and plan.office.isdecimal() and reaches(settings.NODE["region"], region)):
        raise CannotBegin(f"--office: twelve digits that begin with a region of {settings.NODE['region']}")
    if not plan.office_name or plan.authority not in law_book().authorities:
        raise CannotBegin(
            f"{plan.office} is not there yet: --office-name and --authority ({', '.join(law_book().authorities)})"
        )
    said = {
        "code": plan.office,
        "region": region,
        "kind": "department",
        "name_zh": plan.office_name,
        "authority": plan.authority,
    }
    return [Change("office", plan.office, said | {"serves": [], "node": settings.NODE["code"]})]


def _member(plan: Plan) -> list[Change]:
    reach, post = plan.reach or plan.office[:6], str(new_id())
    member = {"id": plan.badge, "name": plan.name, "reach": reach, "office": plan.office, "roles": [], "active": False}
    said = {"id": post, "staff_id": plan.badge, "office": plan.office, "role": BLIND, "since": today(), "until": None}
    return [Change("staff", plan.badge, member), Change("post", post, said)]

"""A house with two administrators, an office and a member, as an operator and two administrators would have set it up."""

from datetime import date
from uuid import uuid4

from yimen.core.administration.altering import agree, alter
from yimen.core.administration.beginning import Plan, begin
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.tables import Change
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import today

HERE, OFFICE, OTHER = "440106", "440106000001", "440106000002"
ONE = Actor("administrator", "a1", "管示例", OFFICE)
TWO = Actor("administrator", "a2", "理测试", OFFICE)


def build() -> tuple[str, str]:
    """The enrolment codes of both."""
    with acting(RULE):
        plan = Plan("a1", "管示例", OFFICE, "示例区政务办公室", "exit_entry_police", "440100")
        return begin(plan), begin(Plan("a2", "理测试", OFFICE, reach="440100"))


def office(code: str, **more: object) -> Change:
    said = {"code": code, "region": code[:6], "kind": "hall", "name_zh": "示例大厅", "authority": "exit_entry_police"}
    return Change("office", code, said | {"node": "gd", "serves": []} | more)


def member(
    badge: str, *, office: str = OFFICE, roles: tuple[str, ...] = ("window",), since: date | None = None
) -> list[Change]:
    staff = {"id": badge, "name": "新测试", "reach": HERE, "office": office, "roles": [], "active": False}
    return [Change("staff", badge, staff), *(post(badge, role, office, since) for role in roles)]


def post(badge: str, role: str, office: str = OFFICE, since: date | None = None, until: date | None = None) -> Change:
    key = str(uuid4())
    said = {"id": key, "staff_id": badge, "office": office, "role": role, "since": since or today(), "until": until}
    return Change("post", key, said)


def done(*changes: Change, why: str = "试一试", by: Actor = ONE) -> Alteration:
    with acting(by):
        made = alter(changes, why)
    assert isinstance(made, Alteration)
    return made


def asked(*changes: Change, by: Actor = ONE) -> Proposal:
    with acting(by):
        made = alter(changes, "加一名管理员")
    assert isinstance(made, Proposal)
    return made


def agreed(one: Proposal, by: Actor = TWO) -> Alteration:
    with acting(by):
        return agree(one.id)

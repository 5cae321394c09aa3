"""Short words for getting a case to where a story begins."""

import io
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from PIL import Image

from tests.channels.portal.town import DECIDER, EXAMINER, HERE, WINDOW, as_applicant
from yimen.core.cases.begin import begin
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Organisation, Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

ENDORSEMENT, PASSPORT = "exit_entry.endorsement_tour_group", "exit_entry.passport_renewal"
TALENT, FIRE, CARD = "household.talent_settlement", "fire.pre_opening_check", "household.id_card_cross_province"
HOME: dict[str, Any] = {"landing": "talent_centre", "family": []}


def drafted(
    someone: Person, service: str = TALENT, *, organisation: Organisation | None = None, **facts: Any
) -> Dossier:
    by = as_applicant(someone)
    whose = {"organisation": organisation.id} if organisation else {"applicant": someone.id}
    with acting(by):
        return begin(service, by=by, channel="portal", region=HERE, facts=facts, reason="测试", **whose)  # type: ignore[arg-type]


def move(case: Dossier | UUID, name: str, by: Actor, at: datetime | None = None, **says: Any) -> Dossier:
    with acting(by):
        return take(case.id if isinstance(case, Dossier) else case, name, by=by, says=says, at=at)


def submitted(someone: Person, at: datetime | None = None, **facts: Any) -> Dossier:
    return move(drafted(someone, **(facts or HOME)), "submit", as_applicant(someone), at)


def accepted(someone: Person, days_ago: int = 0) -> Dossier:
    day = now() - timedelta(days=days_ago)
    return move(submitted(someone, day), "accept", WINDOW, day)


def examined(someone: Person, days_ago: int = 0, opinion: str = "grant") -> Dossier:
    day = now() - timedelta(days=days_ago)
    return move(accepted(someone, days_ago), "examine", EXAMINER, day, opinion=opinion, why="看过")


def approved(someone: Person) -> Dossier:
    return move(examined(someone), "approve", DECIDER)


def rejected(someone: Person) -> Dossier:
    reasons = [{"text": "落户地址的房屋不是本人所有。", "law": "户口条例§6"}]
    return move(examined(someone, opinion="refuse"), "reject", DECIDER, reasons=reasons)


def correcting(someone: Person) -> Dossier:
    defects = [
        {"about": "degree", "text": "学历证书看不清。", "how": "拍清楚四个角。"},
        {"about": "landing", "text": "落户地址请再确认一次。"},
    ]
    return move(submitted(someone), "correct", WINDOW, defects=defects)


def as_it_stands(case: Dossier | UUID) -> Dossier:
    with acting(CLOCK):
        return read_case(case.id if isinstance(case, Dossier) else case)


def picture(name: str = "照片.png") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(out, "PNG")
    out.seek(0)
    out.name = name
    return out

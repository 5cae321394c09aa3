"""One case of the crowd, lived from its application on: by begin() and take() alone, with the days on which things happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from yimen.channels.demo.cast import WORLD
from yimen.config.demo.cases import picture
from yimen.config.demo.crowd.desks import officer
from yimen.config.demo.crowd.lives import Deed
from yimen.config.demo.crowd.plan import Planned
from yimen.config.demo.files import Says, dated
from yimen.core.cases.begin import begin
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.payments import attempts
from yimen.core.payments.models import Payment
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.places.notices import working_days
from yimen.core.ports.payments import Hosted
from yimen.core.ports.wires import wire
from yimen.core.ratings.orders import Said, open_order
from yimen.core.ratings.rating import rate

OPENS = time(9, 0)
PAUSE = timedelta(minutes=7)
BEFORE = timedelta(minutes=1)


def firm_id(code: str) -> UUID:
    return uuid5(WORLD, f"organisation {code}")


@dataclass
class Living:
    """A case while it is written: what it is, who does what, and when the last thing happened."""

    planned: Planned
    now: datetime
    id: UUID = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        start = datetime.combine(self.planned.day, OPENS, CHINA) + timedelta(minutes=self.planned.minute)
        self.at = min(start, self.now - timedelta(hours=2))

    @property
    def person(self) -> Actor:
        return Actor("applicant", str(self.planned.who.id), self.planned.who.name)

    def actor(self, by: str, desk: str = "") -> Actor:
        return officer(desk or self.planned.life.desk, by, self.planned.place) if by else self.person

    def moment(self, after: int) -> datetime:
        """The working day so many after the submission, behind whatever happened before, and never later than now."""
        day = working_days().after(self.planned.day, after) if after else self.planned.day
        wanted = datetime.combine(day, OPENS, CHINA) + timedelta(minutes=self.planned.minute // 2)
        return min(max(wanted, self.at + PAUSE), max(self.now - BEFORE, self.at))

    def said(self, says: Says) -> Says:
        return {
            name: self.at.date().isoformat() if value == "today" else value
            for name, value in dated(says, self.planned.day).items()
        }

    def one_of(self, found: list[Any]) -> Any:
        return found[self.planned.chance % len(found)]


def live(planned: Planned, now: datetime) -> UUID:
    """Raises Refused with whatever the trunk would tell anybody."""
    case = Living(planned, now)
    _begin(case)
    for deed in planned.deeds:
        case.at = case.moment(deed.after)
        DEEDS.get(deed.do, _move)(case, deed)
    return case.id


def _begin(case: Living) -> None:
    planned, by = case.planned, case.actor(case.planned.life.by)
    whose: dict[str, Any] = {"applicant": (planned.child or planned.who).id}
    if planned.firm:
        whose = {"organisation": firm_id(planned.firm.code)}
    channel, at = planned.life.channel, case.at
    with acting(by):
        made = begin(
            planned.life.service,
            by=by,
            channel=channel,
            region=planned.place,
            facts=planned.facts,
            at=at,
            agent=_agent(case),
            **whose,
        )
        case.id = made.id
        for material in planned.life.hands_in:
            receive(case.id, material, f"{material}.png", picture(), by=by, at=at)
        if planned.course.submit:
            take(case.id, "submit", by=by, at=at, channel=channel)


def _agent(case: Living) -> UUID | None:
    """At a counter the officer types in who came for somebody else; at home the mandate says so itself."""
    for_somebody = case.planned.child or case.planned.firm
    return case.planned.who.id if for_somebody and case.planned.life.by else None


def _move(case: Living, deed: Deed) -> None:
    by, says = case.actor(deed.by, deed.desk), told(case, deed)
    with acting(by):
        take(case.id, deed.do, by=by, says=says, at=case.at)


def told(case: Living, deed: Deed) -> Says:
    """What is said, with the names of two officers for a look on site, and the article of the service for a refusal."""
    says = case.said(deed.says)
    if "officers" in says:
        says["officers"] = [case.actor(role).id for role in ("examiner", "second")]
    if "reasons" in says:
        says["reasons"] = [{"law": case.planned.life.law} | one for one in says["reasons"]]
    return says


def _accept(case: Living, deed: Deed) -> None:
    """Where the person has to come once, they came."""
    by = case.actor(deed.by)
    with acting(by):
        if read_case(case.id).terms.do == "precheck":
            take(case.id, "attend", by=by, says={"shown": "居民身份证"}, at=case.at)
        if read_case(case.id).state == "submitted":
            take(case.id, "accept", by=by, at=case.at)


def _supply(case: Living, _: Deed) -> None:
    with acting(case.person):
        defects = [one for one in read_case(case.id).defects if one.open]
        answers = {one.code: {"text": "已经重新拍好、写好。"} for one in defects}
        take(case.id, "supply", by=case.person, says={"answers": answers}, at=case.at)


def _settle_owed(case: Living, deed: Deed) -> None:
    by = case.actor(deed.by)
    with acting(by):
        for one in read_case(case.id).owed:
            take(case.id, "settle_owed", by=by, says={"owed": str(one.id)}, at=case.at)


def _body_answers(case: Living, deed: Deed) -> None:
    by, said = case.actor(deed.by, deed.desk), case.said(deed.says)
    with acting(by):
        asked = next(one for one in read_case(case.id).parties if one.authority == said["body"])
        take(case.id, "body_answers", by=by, says=said | {"body": str(asked.id)}, at=case.at)


def _pay(case: Living, deed: Deed) -> None:
    by = case.actor(deed.by)
    with acting(by):
        if yuan := _due(read_case(case.id)):
            take(case.id, "pay", by=by, says={"number": case.planned.bill, "yuan": yuan}, at=case.at)


def _due(dossier: Dossier) -> str:
    fee = dossier.terms.fee
    return str(fee) if fee and float(fee) and not dossier.fees else ""


def _pay_online(case: Living, _: Deed) -> None:
    """As the page of payment does it: an attempt, the gateway's page, and its answer read back."""
    with acting(case.person):
        dossier = read_case(case.id)
    gateway = wire("payments", settings.GATEWAY)
    if not _due(dossier) or not isinstance(gateway, Hosted):
        return
    attempts.begin(dossier, by=case.person, at=case.at)
    with acting(RULE):
        payment = Payment.objects.get(order__case_id=case.id, state="open")
        gateway.pay(payment.code.rstrip("/").rpartition("/")[2], case.at)
    attempts.query(payment.id, case.at)


def _rate(case: Living, deed: Deed) -> None:
    stars, text = case.one_of(deed.says["stars"]), case.one_of(deed.says["text"])
    with acting(case.person):
        rate(case.id, "completion", stars, text, by=case.person, at=case.at)


def _complain(case: Living, deed: Deed) -> None:
    with acting(case.person):
        office = read_case(case.id).case.office or ""
        kind, words = case.one_of(deed.says["kind"]), case.one_of(deed.says["words"])
        open_order(
            Said(kind=kind, words=words, case=case.id, region=case.planned.place, office=office), case.person, case.at
        )


DEEDS: dict[str, Callable[[Living, Deed], None]] = {
    "accept": _accept, "supply": _supply, "settle_owed": _settle_owed, "body_answers": _body_answers, "pay": _pay,
    "pay_online": _pay_online, "rate": _rate, "complain": _complain,
}  # fmt: skip

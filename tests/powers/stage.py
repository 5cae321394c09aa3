"""Everybody who may knock, in every relation to one case, and what the addresses are filled with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.test import Client

from tests.channels.api.ground import (
    DECIDER,
    EXAMINER,
    FAR_WINDOW,
    HEAD,
    HERE,
    OFFICE,
    SUPERVISOR,
    WINDOW,
    Ground,
    as_applicant,
    lay,
)
from tests.core.administration import house
from tests.core.cases.people import png
from tests.core.people.folk import proxy
from tests.powers.addresses import Address
from tests.visiting import signed_in
from yimen.channels.api.tokens import issue
from yimen.core.administration.tables import Change
from yimen.core.cases.begin import begin
from yimen.core.cases.documents import receive
from yimen.core.cases.meetings import met
from yimen.core.cases.models import Paper
from yimen.core.cases.retention import Kept, rules
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.cases.uploading import begin_upload
from yimen.core.notices import delivering
from yimen.core.notices.models import Notice
from yimen.core.payments import writing
from yimen.core.payments.differences import note
from yimen.core.payments.models import Difference, Payment
from yimen.core.payments.orders import open_order
from yimen.core.people.actors import CLOCK, RULE, SYSTEM, VISITOR, Actor
from yimen.core.people.powers import Relation
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.places.models import Counter
from yimen.core.ports.ids import new_id
from yimen.core.ratings import orders as work_orders
from yimen.core.rights.correcting import ask as ask_to_correct
from yimen.core.rights.exporting import ask as ask_for_copy, make
from yimen.core.rights.keeping import line
from yimen.core.rights.models import DataRequest
from yimen.core.work.intentions import intend
from yimen.web.samples import samples

TOUR = "exit_entry.endorsement_tour_group"
NEXT_DOOR, FAR = "440106000009", FAR_WINDOW.office
ADMINISTRATOR = Actor(
    "administrator", "a1", "管示例", WINDOW.office
)  # in the very office, and yet nobody there for a case
CHARGE = UUID("01a00000-0000-7000-8000-000000000000")
OFFICERS = (WINDOW, EXAMINER, DECIDER, HEAD, SUPERVISOR)


@dataclass(frozen=True)
class Knock:
    """Somebody, and how he or she stands to the case of the stage."""

    who: Actor
    relation: Relation

    def __str__(self) -> str:
        return f"{self.who.role} ({self.relation})"


@dataclass(frozen=True)
class Stage:
    """A case and a draft of 李测试, taken in at the office of the officers; 张示例 acts for him, 王样例 has nothing to do with it."""

    ground: Ground
    case: UUID
    draft: UUID
    document: UUID
    paper: UUID
    token: str
    number: str
    delivery: UUID
    meeting: UUID
    difference: UUID
    order: UUID
    data_request: UUID
    export: UUID
    upload: UUID
    intention: UUID
    alteration: UUID
    proposal: UUID

    def knocks(self) -> Iterator[Knock]:
        yield Knock(VISITOR, "none")
        yield Knock(as_applicant(self.ground.li), "own")
        yield Knock(as_applicant(self.ground.zhang), "proxy")
        yield Knock(as_applicant(self.ground.wang), "none")
        for officer in OFFICERS:
            yield Knock(replace(officer, id=f"{officer.id}-here", office=WINDOW.office, reach=WINDOW.reach), "office")
            yield Knock(replace(officer, id=f"{officer.id}-next", office=NEXT_DOOR, reach=WINDOW.reach), "reach")
            yield Knock(replace(officer, id=f"{officer.id}-far", office=FAR, reach=FAR_WINDOW.reach), "none")
        yield Knock(ADMINISTRATOR, "none")

    def fill(self, address: Address, **words: str) -> str:
        """The address with what is there on this stage."""
        draft = address.about == "draft"
        values = {
            "uuid:case_id": self.draft if draft else self.case, "uuidstr:id": self.case, "uuid:document_id": self.document,
            "uuid:paper_id": self.paper, "str:token": self.token, "str:number": self.number, "uuid:meeting_id": self.meeting,
            "uuid:order_id": self.order, "uuid:delivery_id": self.delivery,
            "uuid:request_id": self.data_request, "uuid:export_id": self.export,
            "uuid:upload_id": self.upload, "str:material": "photo", "str:gateway": "demo", "uuid:difference_id": self.difference,
            "uuid:intention_id": self.intention, "uuid:alteration_id": self.alteration, "uuid:proposal_id": self.proposal,
            "str:office": OFFICE, "str:badge": "w1", "str:kind": "reason", "str:key": "officer_reads_it", "uuid:charge_id": CHARGE,
            "uuid:person_id": self.ground.li.id, "str:code": TOUR, "code": TOUR,
            "str:counter": f"{OFFICE}-1", "slug:name": next(iter(samples())),
            "str:name": {"/cases/<uuid:case_id>/questions/<str:name>/": "entries"}.get(address.route, "photo"), "move": "accept",
        } | words  # fmt: skip
        path = address.route
        for name, value in values.items():
            path = path.replace(f"<{name}>", str(value))
        assert "<" not in path, path
        return path


def build() -> Stage:
    ground = lay()
    Counter.objects.create(office_id=OFFICE, number=1)
    li = ground.li
    proxy(ground.zhang, li)
    case = handed_in(li.id)
    other = handed_in(li.id, reason="两次行程")
    with acting(WINDOW):
        draft = begin(TOUR, reason="三次行程", **at_the_window(li.id))
        upload = begin_upload(draft.id, "photo", "照片.jpg", 1000, by=WINDOW)
    with acting(CLOCK):
        [meeting] = met(case)
        whole = read_case(case)
        line(whole, Kept(today(), rules()[0]), now()).save()
    with acting(WINDOW):
        intention = intend(whole, "accept", by=WINDOW, says={}, typed={})
    with acting(as_applicant(li)):
        said = work_orders.Said(kind="stuck", words="办不成", region=HERE)
        order, _ = work_orders.open_order(said, as_applicant(li))
        request, export = ask_to_correct(li.id, "name", "写错了"), ask_for_copy(li.id)
    make(export.id)
    with acting(RULE):
        DataRequest.objects.filter(id=request.id).update(region=HERE)
    paper = whole.papers[0]
    return Stage(
        ground, case, draft.id, whole.documents[0].id, paper.id, paper.token, whole.number or "",
        posted(case, li.id), meeting.id, differing(case, other), order.id, request.id, export.id,
        upload.id, intention.id, *house_of_two(),
    )  # fmt: skip


def house_of_two() -> tuple[UUID, UUID]:
    """Two administrators of the office, an alteration and one that waits for a second name."""
    with acting(RULE):
        house.begin(house.Plan(ADMINISTRATOR.id, "管示例", OFFICE, reach=WINDOW.reach))
        house.begin(house.Plan("a2", "理测试", OFFICE, reach=WINDOW.reach))
    line = house.done(Change("office", OFFICE, {"phone": "000-12345678"}), by=ADMINISTRATOR)
    return line.id, house.asked(Change("staff", "a2", {"name": "理样本"}), by=ADMINISTRATOR).id


def at_the_window(person: UUID) -> dict[str, Any]:
    facts = {"destinations": ["HKG"], "entries": {"HKG": "HKG3M1"}}
    return {"by": WINDOW, "channel": "hall", "region": HERE, "applicant": person, "facts": facts}


def handed_in(person: UUID, reason: str = "") -> UUID:
    with acting(WINDOW):
        case = begin(TOUR, reason=reason, **at_the_window(person))
        receive(case.id, "photo", "photo.png", png(), by=WINDOW)
        take(case.id, "submit", by=WINDOW, says={"anyway": True}, channel="hall")
    return case.id


def posted(case_id: UUID, person: UUID) -> UUID:
    """A paper of the case that goes by post."""
    with acting(RULE):
        said = {"id": new_id(), "kind": "legal", "case_id": case_id, "n": 99, "key": "correct", "at": now()}
        paper = Paper.objects.filter(case_id=case_id).values_list("id", flat=True).first()
        notice = Notice.objects.create(person_id=person, paper_id=paper, **said)
        made = delivering.begin(notice, "SGZ", now())
        assert made
        delivering.go_on(made.id, now())
        return made.id


def differing(*cases: UUID) -> UUID:
    """What is paid for the cases at once does not agree."""
    with acting(RULE):
        for case_id in cases:
            order, payment = open_order(read_case(case_id), now()), new_id()
            writing.attempt(order.id, payment, "demo", charge=CHARGE.hex, at=now(), ends=now(), query=now())
        note("short", payment.hex, payment=Payment.objects.get(id=payment), at=now())
        return Difference.objects.get(number=payment.hex).id


def client_of(actor: Actor, address: Address) -> tuple[Client, dict[str, str]]:
    """Signed in as a browser is, or with a token as a program is."""
    client = Client(raise_request_exception=False)
    if address.api:
        return client, {} if actor == VISITOR else {"Authorization": f"Bearer {issue(actor)}"}
    if actor != VISITOR:
        signed_in(client, actor)
    return client, {}


IMPOSTORS = [Actor(role, role, "冒名", "", HERE, "hn") for role in sorted(SYSTEM)]

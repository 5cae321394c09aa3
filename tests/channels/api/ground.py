"""The ground on which the tests of the interface stand: what is published, who is known, what registers say, and how one calls."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client

from tests import editions
from tests.authorities import EVERY
from tests.core.people.folk import NOW, person
from yimen.channels.api.tokens import issue
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Organisation, Person, Proxy, Staff
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.models import Office
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

Json = dict[str, Any]
HERE, CITY, PROVINCE, ELSEWHERE = "440106", "440100", "440000", "430102"
OFFICE = "440106000001"
ZHANG, LI, WANG = "440106199001010013", "440402198512311236", "430102199003070012"
SHOP = "91440106MA5TEST00X"
CARD_SEEN = {  # of somebody from another province who stands there with everything the identity card needs
    "reason": "expired",
    "face_match": True,
    "identity_document": {},
    "settled_here": {},
    "old_card": {},
    "photo": "taken",
    "hardship": False,
}
UNSETTLED = [
    {"date": "2026-08-01", "place": "示例路口", "text": "违反禁止标线", "handled": False},
    {"date": "2026-08-20", "place": "样本大桥", "text": "超速", "handled": False},
    {"date": "2026-09-02", "place": "测试大道", "text": "未系安全带", "handled": False},
]
WINDOW = Actor("window", "w1", "陈示例", OFFICE, CITY, serves=EVERY)
EXAMINER = Actor("examiner", "e1", "王示例", OFFICE, CITY, serves=EVERY)
EXAMINER_TWO = Actor("examiner", "e2", "何示例", OFFICE, CITY, serves=EVERY)
DECIDER = Actor("decider", "d1", "赵示例", OFFICE, CITY, serves=EVERY)
HEAD = Actor("head", "h1", "孙示例", OFFICE, CITY, serves=EVERY)
SUPERVISOR = Actor("supervisor", "s1", "周示例", "440100000001", PROVINCE, serves=EVERY)
FAR_WINDOW = Actor("window", "w9", "吴示例", "440306000001", "440300", serves=EVERY)
STAFF = (WINDOW, EXAMINER, EXAMINER_TWO, DECIDER, HEAD, SUPERVISOR, FAR_WINDOW)


@dataclass(frozen=True)
class Ground:
    """张示例 has all papers, 李测试 a permit that ends within a year, 王样例 lives in the other province; a guesthouse of 张示例."""

    zhang: Person
    li: Person
    wang: Person
    shop: Organisation


def lay() -> Ground:
    editions.publish(editions.of_the_product())
    Office.objects.create(
        code=OFFICE, region=HERE, kind="hall", name_zh="示例区办证大厅", authority="exit_entry_police", node="gd"
    )
    zhang, li, wang = person("张示例", ZHANG), person("李测试", LI), person("王样例", WANG)
    with acting(RULE):
        for one in STAFF:
            Staff.objects.create(id=one.id, name=one.name, office=one.office, reach=one.reach, roles=[one.role])
        shop = Organisation.objects.create(uscc=SHOP, name="示例小院民宿", region=HERE, since=NOW)
        Proxy.objects.create(
            agent=zhang, principal_organisation=shop, region=HERE, kind="representative", services=["*"], since=date(2020, 1, 1),
        )  # fmt: skip
        registers()
    return Ground(zhang, li, wang, shop)


def registers() -> None:
    soon, later = (today() + timedelta(days=90)).isoformat(), (today() + timedelta(days=700)).isoformat()
    know(
        "exit_entry",
        "permit",
        {ZHANG: {"expires_on": later}, LI: {"expires_on": (today() + timedelta(days=323)).isoformat()}},
    )
    know("exit_entry", "passport", {ZHANG: {"expires_on": soon}})
    know("photo_library", "photo", {ZHANG: "on file"})
    born = {ZHANG: "1990-01-01", LI: "1985-12-31", WANG: "1990-03-07"}
    know("population", "born_on", born)
    know("population", "person", {number: {"region": number[:6], "born_on": day} for number, day in born.items()})
    for query in ("match", "photo", "fingerprint", "number"):
        know("population", query, dict.fromkeys(born, True))
    know("human_resources", "talent", {ZHANG: {"level": "B"}})
    know("education", "degree", {ZHANG: {"level": "博士"}})
    know("market", "licence", {SHOP: {"name": "示例小院民宿"}})
    know("market", "capital", {SHOP: {"yuan": 2000000}})
    ends = (today() + timedelta(days=40)).isoformat()
    know("traffic", "driving_licence", {ZHANG: {"expires_on": ends, "years": 6}, LI: {"expires_on": ends, "years": 6}})
    know("traffic", "clean_cycles", {ZHANG: True, LI: True})
    know("traffic", "violations", {LI: UNSETTLED})
    know("traffic", "driver_medical", {ZHANG: {"issued_on": (today() - timedelta(days=20)).isoformat()}})
    know("residence", "permit", {WANG: {"region": HERE, "endorse_by": (today() + timedelta(days=10)).isoformat()}})
    know("residence", "registration", {WANG: {}})


def know(register: str, query: str, said: Mapping[str, Any]) -> None:
    wire("registers", register).fill([Entry(query, number, value) for number, value in said.items()])


def as_applicant(someone: Person) -> Actor:
    return Actor("applicant", str(someone.id), someone.name)


@dataclass
class Caller:
    """A program that calls for somebody; `language` is what it accepts."""

    actor: Actor | None = None
    language: str = "zh"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **words: Any) -> "Answer":
        return Answer(self.client.get(f"/api/v1{path}", words, headers=self.headers()))

    def post(self, path: str, body: Any = None, key: str = "") -> "Answer":
        sent = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return Answer(
            self.client.post(f"/api/v1{path}", sent, content_type="application/json", headers=self.headers(key))
        )

    def move(self, case: "Answer | str", name: str, key: str = "", expects: int | None = None, **says: Any) -> "Answer":
        where = case if isinstance(case, str) else case["id"]
        return self.post(f"/cases/{where}/moves/{name}", {"says": says, "expects": expects}, key)

    def headers(self, key: str = "") -> dict[str, str]:
        told = {"Accept-Language": self.language}
        if self.actor:
            told["Authorization"] = f"Bearer {issue(self.actor)}"
        return told | ({"Idempotency-Key": key} if key else {})


@dataclass
class Answer:
    response: Any

    @property
    def status(self) -> int:
        status: int = self.response.status_code
        return status

    @property
    def bytes(self) -> bytes:
        content: bytes = self.response.content
        return content

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.response.content)
        return found

    def __getitem__(self, name: str) -> Any:
        return self.json[name]

    @property
    def moves(self) -> set[str]:
        """What may be done now."""
        return {one["move"] for one in self["possible"]}

    def must(self, status: int = 200) -> "Answer":
        assert self.status == status, (self.status, self.json)
        return self


def tour(**facts: Any) -> Json:
    """An application for Hong Kong once within a year."""
    said = {"destinations": ["HKG"], "entries": {"HKG": "HKG1Y1"}} | facts
    return {
        "service": "exit_entry.endorsement_tour_group",
        "facts": said,
        "region": HERE,
        "channel": "portal",
        "submit": True,
    }


def at_the_window(service: str, person: str, **facts: Any) -> Json:
    """An application that an officer takes in for the person standing there."""
    return {"service": service, "person": person, "facts": facts, "region": HERE, "channel": "hall", "submit": True}

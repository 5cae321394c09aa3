"""A small town for the tests of the portal: services without the linter's minutes, halls, people and what registers know of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests import editions
from tests.authorities import EVERY
from tests.core.people.folk import NOW, person
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Organisation, Person, Proxy
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.models import Office
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

HERE, NEXT_CITY, ELSEWHERE = "440106", "440402", "430102"
ZHANG, LI, WANG = "440106199001010013", "440402198512311236", "430102199003070012"
SHOP = "91440106MA5TEST00X"
HALLS = [
    ("440106000001", HERE, "示例区办证大厅", "exit_entry_police", "示例路1号"),
    ("440106000002", HERE, "示例区户政大厅", "household_police", "示例路2号"),
    ("440106000003", HERE, "示例区消防救援大队", "fire_rescue", "示例路3号"),
    ("440402000001", NEXT_CITY, "样本区办证大厅", "exit_entry_police", "样本路1号"),
    ("440402000002", NEXT_CITY, "样本区户政大厅", "household_police", "样本路2号"),
]
WINDOW = Actor("window", "012312", "陈示例", "440106000001", "440100", serves=EVERY)
EXAMINER = Actor("examiner", "012306", "王示例", "440106000001", "440100", serves=EVERY)
DECIDER = Actor("decider", "012301", "赵示例", "440106000001", "440100", serves=EVERY)
HEAD = Actor("head", "012302", "钱示例", "440106000001", "440100", serves=EVERY)


@dataclass(frozen=True)
class Town:
    zhang: Person
    li: Person
    wang: Person
    shop: Organisation


def build() -> Town:
    publish()
    Office.objects.bulk_create(
        Office(
            code=code,
            region=region,
            kind="hall",
            name_zh=name,
            authority=authority,
            node="gd",
            address=address,
            phone="020-12345000",
        )
        for code, region, name, authority, address in HALLS
    )
    zhang, li, wang = person("张示例", ZHANG), person("李测试", LI), person("王样例", WANG)
    with acting(RULE):
        shop = Organisation.objects.create(uscc=SHOP, name="示例小院民宿", region=HERE, since=NOW)
        speaks = {"kind": "representative", "services": ["*"], "since": date(2020, 1, 1)}
        Proxy.objects.create(agent=zhang, principal_organisation=shop, region=HERE, **speaks)
        registers()
    return Town(zhang, li, wang, shop)


def publish() -> None:
    """Every service file with its packs as the first edition."""
    editions.publish(editions.of_the_product())


def registers() -> None:
    """张示例 has everything; 李测试 has a permit that ends soon; 王样例 lives in another province."""
    permit = {ZHANG: today() + timedelta(days=700), LI: today() + timedelta(days=323)}
    know("exit_entry", {"permit": {number: {"expires_on": day.isoformat()} for number, day in permit.items()}})
    know("exit_entry", {"passport": {ZHANG: {"expires_on": (today() + timedelta(days=90)).isoformat()}}})
    know("photo_library", {"photo": {ZHANG: "on file"}})
    born = {ZHANG: "1990-01-01", LI: "1985-12-31", WANG: "1990-03-07"}
    know("population", {"born_on": born})
    know("population", {"person": {number: {"region": number[:6], "born_on": day} for number, day in born.items()}})
    know("human_resources", {"talent": {ZHANG: {"level": "B"}}})
    know("education", {"degree": {ZHANG: {"level": "博士"}}})
    know("market", {"licence": {SHOP: {"name": "示例小院民宿"}}})


def know(register: str, said: Mapping[str, Mapping[str, Any]]) -> None:
    entries = [Entry(query, number, value) for query, by_number in said.items() for number, value in by_number.items()]
    with acting(RULE):
        wire("registers", register).fill(entries)


def breaks(register: str, mode: str = "down") -> None:
    with acting(RULE):
        wire("registers", register).rehearse(mode, None, {})


def as_applicant(someone: Person) -> Actor:
    return Actor("applicant", str(someone.id), someone.name)

"""The offices of the demo's province, one of each kind for each place of its level, and the counters inside."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.conf import settings
from pypinyin import lazy_pinyin

from yimen.config.demo.files import OfficePlan, office_plans
from yimen.core.places.models import Counter, Office
from yimen.core.places.regions import Region, regions

PHONE = "000-12345{:03d}"  # nobody answers
ADDRESS = "{}示例路 {} 号"


def load_offices(on: date) -> int:
    """How many there are."""
    offices = [office(plan, place) for plan in office_plans() for place in places(_here(), on)[plan.at]]
    changing = [field.name for field in Office._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    Office.objects.bulk_create(offices, update_conflicts=True, unique_fields=["code"], update_fields=changing)
    Counter.objects.bulk_create(counters(on), ignore_conflicts=True)
    return len(offices)


@cache
def places(province: str, on: date) -> dict[str, list[Region]]:
    """The places of a province by level. A city without districts is the place of its county offices too."""
    cities = regions().below(province, on)
    return {"province": [regions().region(province)], "city": cities, "county": counties(cities, on)}


def counties(cities: list[Region], on: date) -> list[Region]:
    found: list[Region] = []
    for city in cities:
        found += regions().below(city.code, on) or [city]
    return found


def office(plan: OfficePlan, place: Region) -> Office:
    code = place.code + plan.suffix
    number = int(place.code[2:]) % 1000
    return Office(
        code=code,
        region=place.code,
        kind=plan.kind,
        name_zh=plan.zh.format(place=place.zh),
        name_en=plan.en.format(place=latin(place)),
        authority=plan.authority,
        serves=plan.serves,
        node=settings.NODE["code"],
        address=ADDRESS.format(place.zh, number + 1),
        phone=PHONE.format(number),
        opens=plan.opens,
    )


def office_of(code: str) -> Office | None:
    """The office of this code as it is planned, whether it has been entered or not."""
    plan = next((plan for plan in office_plans() if plan.suffix == code[6:]), None)
    return office(plan, regions().region(code[:6])) if plan else None


def latin(place: Region) -> str:
    """The name in letters: the official one, else the sound of the characters without the last, which says what kind of place it is."""
    return place.en or "".join(lazy_pinyin(place.zh[:-1] if len(place.zh) > 2 else place.zh)).capitalize()


def counters(on: date) -> Iterator[Counter]:
    for plan in office_plans():
        for place in places(_here(), on)[plan.at] if plan.counters else []:
            for number in range(1, plan.counters + 1):
                yield Counter(office_id=place.code + plan.suffix, number=number, name_zh=f"{number}号窗口")


def _here() -> str:
    code: str = settings.NODE["region"]
    return code

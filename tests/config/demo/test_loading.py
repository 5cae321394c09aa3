import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.channels.demo.stage import ready, set_up
from yimen.adapters.registers.models import DemoRecord
from yimen.channels.demo.cast import cast
from yimen.config.demo import folk
from yimen.config.demo.cases import ago
from yimen.config.demo.files import dated, ready_cases
from yimen.config.demo.loading import Report, load
from yimen.config.demo.models import ReadyCase
from yimen.core.cases.models import Case
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.models import Organisation, Person, Proxy, Staff
from yimen.core.people.numbers import citizen_id
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Office
from yimen.core.places.offices import office_for
from yimen.core.places.regions import regions
from yimen.core.places.working_days import DAY
from yimen.core.ports.registers import Known, Subject
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
STATES = {
    "silent": "submitted",
    "correcting": "correcting",
    "overrun": "accepted",
    "suspended": "suspended",
    "delivered_soon": "approved",
    "to_decide": "accepted",
    "passport": "accepted",
    "refused": "rejected",
    "away_from_home": "accepted",
    "pledged": "approved",
    "begun": "draft",
    "event_asked": "accepted",
    "event_new": "submitted",
    "guards": "accepted",
    "licence_paper": "submitted",
}


def people() -> list[Person]:
    with acting(CLOCK):
        return list(Person.objects.order_by("id"))


def told(source: str, key: str) -> Any:
    register, _, query = source.partition(".")
    player = cast().persons[key]
    with acting(RULE):
        answer = wire("registers", register).look_up(query, Subject(str(player.id), player.number, player.name), {}, 1)
    return answer.value if isinstance(answer, Known) else answer


def test_a_few_hundred_invented_people_live_all_over_the_province() -> None:
    report = load()
    everybody = people()
    assert (report.people, len(everybody) >= 300) == (len(everybody), True)
    assert {one.region[:4] for one in everybody} >= {city.code[:4] for city in regions().below("440000", today())}
    for one in everybody:
        number = citizen_id(one.id_number, today())
        assert number.born_on == one.born_on
        assert re.search("示例|测试|演示|样本|虚构|小例", one.name)


def test_every_drawn_person_was_born_where_there_was_a_place_and_is_the_same_every_time() -> None:
    first, second = folk.souls(today()), folk.souls(today())
    assert first == second
    for soul in first[-300:]:
        region = regions().region(soul.number[:6])
        assert region.from_ <= soul.born <= region.to


def test_every_city_has_its_offices_and_every_county_its_stations() -> None:
    load()
    cities = regions().below("440000", today())
    assert len(cities) == 21
    for city in cities:
        hall = office_for(city.code, "exit_entry_police", today(), law_book())
        assert hall is not None
        assert (hall.region, hall.kind) == (city.code, "hall")
        for place in regions().below(city.code, today()) or [city]:
            for authority in ("household_police", "fire_police"):
                found = office_for(place.code, authority, today(), law_book())
                assert found is not None
                assert found.region == place.code
    assert not Office.objects.exclude(name_zh__contains="演示").exists()


@pytest.mark.slow
def test_doing_it_twice_is_doing_it_once(django_assert_max_num_queries: Any) -> None:
    load()
    counted = [kind.objects.count() for kind in (Office, Staff, Organisation)]
    with acting(CLOCK):
        counted += [Person.objects.count(), Proxy.objects.count(), DemoRecord.objects.count()]
    set_up()  # now services are published, so that cases can be made
    with django_assert_max_num_queries(8):
        assert load() == Report()
    with acting(CLOCK):
        again = [Person.objects.count(), Proxy.objects.count(), DemoRecord.objects.count()]
    assert [kind.objects.count() for kind in (Office, Staff, Organisation)] + again == counted


@pytest.mark.slow
def test_new_data_bring_people_up_to_date_and_leave_cases_alone() -> None:
    set_up()
    zhang = cast().persons["zhang"]
    with acting(RULE):
        Person.objects.filter(pk=zhang.id).update(name="别人")
    call_command("demo", stdout=StringIO())
    assert (
        next(one.name for one in people() if one.id == zhang.id) == "别人"
    )  # nothing has changed, so nothing is touched
    case = ready("fresh").id
    load(again=True)
    assert next(one.name for one in people() if one.id == zhang.id) == "张示例"
    assert ready("fresh").id != case


def test_registers_hold_what_the_stories_need() -> None:
    load()
    assert told("exit_entry.permit", "li") == {"expires_on": (today() + timedelta(days=364)).isoformat()}
    assert told("exit_entry.permit", "wang") == {"expires_on": (today() - DAY).isoformat()}
    assert told("exit_entry.permit", "zhao") is None
    assert told("exit_entry.control", "qian") is True
    assert told("population.match", "chen") is False
    assert told("population.photo", "yang") is False
    assert told("population.number", "huang") is False
    assert told("population.person", "liu")["region"] == "430102"
    assert told("human_resources.talent", "wu") == {"level": "B"}
    assert told("human_resources.talent", "xu") is None
    assert told("population.duplicates", "feng") is True
    assert told("population.guardian", "ma_child") == {}
    assert [told(f"population.{query}", "zhang") for query in ("match", "photo", "fingerprint", "number")] == [True] * 4


def test_proxies_let_a_mother_act_for_her_child_and_a_representative_for_a_company() -> None:
    load()
    with acting(Actor("applicant", str(cast().persons["ma"].id))):
        assert list(Proxy.objects.values_list("kind", flat=True)) == ["guardian"]
    with acting(Actor("applicant", str(cast().persons["he"].id))):
        assert set(Proxy.objects.values_list("principal_organisation__name", flat=True)) == {
            "示例饭店有限公司",
            "演示宾馆有限公司",
        }


def test_a_drawn_child_has_no_documents_and_a_guardian_in_the_register() -> None:
    child = next(soul for soul in folk.souls(today()) if soul.is_child(today()) and not soul.says)
    assert child.says == {}


def test_the_neighbour_has_its_own_people_and_the_officers_of_its_homes(settings: Any) -> None:
    settings.NODE = {"code": "hn", "region": "430000", "name": "示例邻省公安厅"}
    load()
    assert {one.region[:2] for one in people()} == {"43"}
    assert {one.id[:2] for one in Staff.objects.all()} == {"hn"}
    assert told("population.person", "liu")["region"] == "430102"
    home = office_for("430122", "household_police", today(), law_book())  # a county that became a district
    assert home is not None
    assert home.region == "430112"


def test_cases_are_under_way_in_every_state(province: None) -> None:
    assert {key: ready(key).state for key in STATES} == STATES


def test_every_case_of_this_province_could_be_made_in_order_and_none_lies_in_the_future(province: None) -> None:
    mine = {key for key, one in ready_cases().items() if one.region.startswith("44")}
    assert set(ReadyCase.objects.values_list("key", flat=True)) == mine
    for key in mine:
        moments = [event.at for event in ready(key).events]
        assert moments == sorted(moments)
        assert moments[-1] <= now()


def test_one_case_is_over_its_promise_one_is_decided_elsewhere_and_one_says_why_not(province: None) -> None:
    late, away, refused = ready("overrun").case, ready("away_from_home"), ready("refused")
    assert late.promise_due is not None
    assert late.promise_due < today()
    assert (away.case.deciding_region, away.events[-1].move) == ("430112", "forward")
    assert refused.remedies
    assert [paper.kind for paper in refused.papers][-1] == "NST"


@pytest.mark.slow
def test_beginning_anew_leaves_nothing_of_the_old_round_open(province: None) -> None:
    old = {row.case for row in ReadyCase.objects.all()}
    load(again=True)
    with acting(CLOCK):
        assert not Case.objects.filter(id__in=old, state__in=sorted(OPEN)).exists()
        assert Case.objects.filter(state__in=sorted(OPEN)).exists()


def test_working_days_ago_is_the_day_from_which_so_many_have_passed() -> None:
    assert ago(0, date(2026, 11, 22)) == date(2026, 11, 22)  # a Sunday
    assert ago(1, date(2026, 11, 23)) == date(2026, 11, 20)
    assert ago(5, date(2026, 11, 25)) == date(2026, 11, 18)
    assert ago(1, date(2026, 10, 8)) == date(2026, 9, 30)  # behind the long holiday


def test_days_ahead_are_meant_from_the_day_of_loading() -> None:
    assert dated({"a": ["+90d", "-1d"], "b": "+90 days"}, date(2026, 11, 24)) == {
        "a": ["2027-02-22", "2026-11-23"],
        "b": "+90 days",
    }


def test_nothing_invented_is_loaded_where_people_are_real(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert re.fullmatch(r"\d+ people, \d+ offices, \d+ entries in registers, 0 cases\n", out.getvalue())

"""A guardian's proxy follows the population register: entered to the day before eighteen, told to both, ended when the register says so."""

from datetime import date, datetime

import pytest

from tests.core.people.folk import ZHANG, person
from yimen.core.exchange.wards import Followed, NotAnswered, follow, followed_by_register
from yimen.core.people.access_book import unread
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person, Proxy
from yimen.core.people.proxies import may_act_for
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 10, tzinfo=CHINA)
CHILD = {"id_number": "440106201605060011", "name": "张小例", "region": "440106"}
GROWN = {"id_number": "440402198512311236", "name": "李测试", "region": "440402"}


def register(*wards: dict[str, str]) -> None:
    with acting(RULE):
        wire("registers", "population").fill([Entry("wards", ZHANG, list(wards))])


def test_a_guardian_follows_the_register_and_ends_with_it() -> None:
    zhang = person("张示例", ZHANG)
    register(CHILD, GROWN, {"id_number": "440106201605060012", "name": "错号例"}, {"name": "无号例"})
    assert follow(zhang.id, AT) == Followed(1, 0)
    assert follow(zhang.id, AT) == Followed(0, 0)  # asked again, nothing is entered twice
    with acting(RULE):
        proxy = Proxy.objects.get(agent=zhang)
        child = Person.objects.get(name="张小例")
    assert (proxy.kind, proxy.until, proxy.services) == ("guardian", date(2034, 5, 5), ["*"])
    for whose in (zhang, child):
        with acting(Actor("applicant", str(whose.id))):
            assert [one.what for one in unread(str(whose.id))] == ["guardian_entered"]
    for odd in (
        CHILD | {"name": "别名例"},
        {"name": "无号例"},
    ):  # another name, or no number: no reason to end anything
        register(odd)
        assert follow(zhang.id, AT) == Followed(0, 0)
    register()
    assert followed_by_register(AT) == [zhang.id]
    assert follow(zhang.id, AT) == Followed(0, 1)
    with acting(Actor("applicant", str(zhang.id))):
        assert may_act_for(zhang.id, child.id, "any", AT.date()) is None
        assert {one.what for one in unread(str(zhang.id))} == {"guardian_entered", "guardian_ended"}


def test_a_register_that_is_down_changes_nothing_and_a_paper_outlasts_the_register() -> None:
    zhang, child = person("张示例", ZHANG), person("张小例", CHILD["id_number"])
    with acting(RULE):
        Proxy.objects.create(
            agent=zhang, principal_person=child, kind="guardian", services=["*"], since=date(2020, 1, 1), made_by="w1"
        )
    register()
    assert follow(zhang.id, AT) == Followed(0, 0)
    with acting(RULE):
        wire("registers", "population").rehearse("down", None, {})
    with pytest.raises(NotAnswered):
        follow(zhang.id, AT)
    with acting(RULE):
        assert may_act_for(zhang.id, child.id, "any", AT.date())

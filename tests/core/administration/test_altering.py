"""The house is altered on the record, undone exactly, and by two where administrators are concerned."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.core.administration.house import ONE, OTHER, TWO, agreed, asked, build, done, member, office, post
from yimen.core.administration.altering import agree, history, settle, undo
from yimen.core.administration.beginning import CannotBegin, Plan, begin, code_again
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.following import follow, turning
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.tables import TABLES, Change
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.models import Post, Staff
from yimen.core.people.models_access import Visit
from yimen.core.people.scope import acting
from yimen.core.people.staff_keys import NotYours, agree_to_reset, ask_reset, enrolling, give_enrolment
from yimen.core.people.visits import Standing, keep, opened
from yimen.core.places.clock import today
from yimen.core.places.models import Counter, Office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(db: None) -> None:
    build()


def refused(key: str, *changes: Change, by: Actor = ONE) -> None:
    with pytest.raises(NotAltered) as why:
        done(*changes, by=by)
    assert why.value.key == key


def everything() -> dict[str, list[dict[str, object]]]:
    with acting(RULE):
        return {
            name: sorted((table.said(row) for row in table.model._default_manager.all()), key=str)
            for name, table in TABLES.items()
        }


def test_an_undone_alteration_restores_exactly_and_can_be_done_again(house: None) -> None:
    done(office(OTHER), Change("counter", f"{OTHER}/1", {"office_id": OTHER, "number": 1, "name_zh": "一号"}))
    done(*member("n1", roles=("window", "examiner")))
    before = everything()
    held = next(iter(Post.objects.filter(staff_id="n1", role="window")))
    made = done(
        Change("office", OTHER, {"name_zh": "改了名的大厅", "opens": "周一 9:00–12:00"}),
        Change("counter", f"{OTHER}/1", None),
        Change("post", str(held.id), None),
        Change("staff", "n1", {"name": "改名测试"}),
    )
    after = everything()
    assert after != before
    assert Staff.objects.get(pk="n1").roles == ["examiner"]
    with acting(TWO):
        back = undo(made.id, "改错了")
        assert everything() == before
        assert back.by == "a2"
        assert isinstance(back, Alteration)
        undo(back.id, "其实没改错")
        assert everything() == after
        with pytest.raises(NotAltered):
            undo(made.id, "两次")
        lines = history("office", OTHER)
    assert [one.why for one in lines] == ["其实没改错", "改错了", "试一试", "试一试"]
    assert lines[2].rows[0]["before"]["name_zh"] == "示例大厅"


def test_what_was_altered_since_is_not_undone_over_it(house: None) -> None:
    first = done(office(OTHER))
    done(Change("office", OTHER, {"phone": "000-12345678"}))
    with acting(ONE), pytest.raises(NotAltered, match="changed_since"):
        undo(first.id, "太晚")
    assert Office.objects.get(pk=OTHER).phone == "000-12345678"


def test_the_entry_of_an_office_or_member_that_is_in_use_stays(house: None) -> None:
    entered, hired = done(office(OTHER)), done(*member("n1"))
    with acting(ONE):
        give_enrolment("n1")
        with pytest.raises(NotAltered, match="in_use"):
            undo(hired.id, "已经领过启用码")
    done(Change("counter", f"{OTHER}/1", {"office_id": OTHER, "number": 1, "name_zh": ""}))
    with acting(ONE), pytest.raises(NotAltered, match="in_use"):
        undo(entered.id, "有窗口了")
    assert Staff.objects.filter(pk="n1").exists()
    assert Office.objects.filter(pk=OTHER).exists()


def test_a_post_counts_from_its_first_day_to_the_day_before_its_end_and_a_former_member_is_out_at_once(
    house: None,
) -> None:
    done(*member("n1", since=today() + DAY))
    assert not Staff.objects.get(pk="n1").active
    with acting(CLOCK):
        assert turning(today() + DAY) == {"n1"}
        follow(["n1"], today() + DAY)
    assert Staff.objects.get(pk="n1").roles == ["window"]
    done(*member("n2"))
    with acting(RULE):
        keep("cookie", {}, Standing("n2", "window", Staff.objects.get(pk="n2").office), fresh=True)
    assert opened("cookie")
    held = Post.objects.get(staff_id="n2")
    done(Change("post", str(held.id), None))
    with acting(RULE):
        assert not Visit.objects.filter(whose="n2").exists()
    assert opened("cookie") is None
    assert not Staff.objects.get(pk="n2").active


def test_posts_that_contradict_each_other_never_were(house: None) -> None:
    done(office(OTHER))
    refused("two_offices", *member("n1"), post("n1", "examiner", OTHER, since=today() + DAY))
    refused("twice_in_post", *member("n1"), post("n1", "window", since=today() + DAY))
    refused("no_office", *member("n1", office="440106999999"))
    refused("not_in_reach", *member("n1", office="440306000001"))
    refused("oneself", Change("staff", "a1", {"name": "我自己"}))
    refused("nothing", Change("office", OTHER, {"phone": ""}))
    assert not Staff.objects.filter(pk="n1").exists()


def test_only_two_names_make_or_end_an_administrator(house: None) -> None:
    wanted = asked(*member("a3", roles=("administrator",)))
    assert not Staff.objects.filter(pk="a3").exists()
    with acting(ONE), pytest.raises(NotAltered, match="two_names"):
        agree(wanted.id)
    line = agreed(wanted)
    assert (line.by, line.agreed_by) == ("a1", "a2")
    assert Staff.objects.get(pk="a3").roles == ["administrator"]
    again = asked(Change("staff", "a3", {"name": "换个名"}))
    with acting(TWO), pytest.raises(NotAltered, match="two_names"):
        settle(again.id, "withdrawn")
    with acting(ONE):
        settle(again.id, "withdrawn")
        back = undo(line.id, "不要了")
    assert isinstance(back, Proposal)
    agreed(back)
    assert not Staff.objects.filter(pk="a3").exists()


def test_an_administrator_is_nothing_else_and_the_last_one_stays(house: None) -> None:
    both = asked(*member("a3", roles=("administrator", "window")))
    with acting(TWO), pytest.raises(NotAltered, match="administrator_alone"):
        agree(both.id)
    with acting(RULE), pytest.raises(CannotBegin):
        begin(Plan("a9", "第三个", ONE.office))


def test_a_code_for_an_administrator_takes_two_names_and_supervisors_give_none(house: None) -> None:
    done(*member("s1", roles=("supervisor",)))
    agreed(asked(*member("a3", roles=("administrator",))))
    boss = Actor("supervisor", "s1", "督示例", ONE.office)
    for who in (boss, ONE):
        with acting(who), pytest.raises(NotYours):
            give_enrolment("a3")
    with acting(boss), pytest.raises(NotYours):
        ask_reset("a3", "越权")
    with acting(ONE):
        reset = ask_reset("a3", "新任")
        with pytest.raises(NotYours):
            agree_to_reset(reset.id)
    with acting(TWO):
        code = agree_to_reset(reset.id)
    with acting(RULE):
        assert enrolling("a3", code)
        assert code_again("a1")


@pytest.mark.parametrize(
    "who", [ONE, Actor("head", "h1", "孙示例", ONE.office, "440106"), Actor("applicant", "x", "张示例")]
)
def test_nobody_alters_the_house_without_writing_it_down(house: None, who: Actor) -> None:
    """The database itself refuses, whatever a program tries."""
    done(office(OTHER), *member("n1"))
    with acting(RULE):
        Counter.objects.create(office_id=OTHER, number=1)
    tries = [
        lambda: Office.objects.filter(pk=OTHER).update(name_zh="偷改"),
        lambda: Counter.objects.filter(office_id=OTHER).delete(),
        lambda: Alteration.objects.update(why="没有这回事"),
        lambda: Staff.objects.create(id="n9", name="混进来", office=OTHER, reach="440106", roles=["decider"]),
        lambda: Alteration.objects.create(
            at="2026-11-25T00:00Z", by="someone", role="administrator", why="冒名", rows=[]
        ),
    ]
    if who == ONE:
        tries = tries[2:]  # this transaction of a test has opened the rest to its administrator already
        tries.pop(1)
    for attempt in tries:
        with pytest.raises(DatabaseError), transaction.atomic(), acting(who):
            attempt()
    if who != ONE:
        with acting(who):
            assert Staff.objects.filter(pk="n1").update(name="偷改") == 0
            assert Post.objects.all().update(role="decider") == 0


def test_one_name_opens_no_administrator_to_the_database(house: None) -> None:
    """This transaction holds an alteration of ONE, and still nothing of an administrator opens."""
    done(office(OTHER))
    with acting(ONE):
        assert Staff.objects.filter(pk="a2").update(name="偷改") == 0
        assert Post.objects.filter(staff_id="a2").delete()[0] == 0
        with pytest.raises(DatabaseError):
            Post.objects.create(**(post("n1", "administrator").after or {}))

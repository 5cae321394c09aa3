import pytest
from django.test import Client

from tests.channels.demo.stage import be, fill, page, turn
from yimen.channels.demo.cast import cast
from yimen.core.people.actors import Actor
from yimen.web.visits import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    fill()


def who(browser: Client) -> Actor:
    return actor_of(browser.session)


def test_a_citizen_lands_on_the_portal_and_an_officer_at_the_desk(client: Client) -> None:
    assert be(client, "zhang").headers["Location"] == "/"
    assert who(client) == Actor("applicant", str(cast().persons["zhang"].id), "张示例")
    assert be(client, "gd1001").headers["Location"] == "/desk/"
    assert who(client) == Actor("window", "gd1001", "白示例", "440100310000", "440100")  # no office is entered here


def test_a_story_goes_on_where_it_said(client: Client) -> None:
    answer = turn(client, "as", person="zhang", next="/services/exit_entry.endorsement_tour_group/")
    assert answer.headers["Location"] == "/services/exit_entry.endorsement_tour_group/"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", "cases/", ""])
def test_nobody_is_led_to_another_site(client: Client, elsewhere: str) -> None:
    assert turn(client, "as", person="zhang", next=elsewhere).headers["Location"] == "/"


def test_an_officer_of_several_roles_acts_in_the_one_that_is_named(client: Client) -> None:
    turn(client, "as", officer="gd1102", role="examiner")
    assert who(client).role == "examiner"
    assert turn(client, "as", officer="gd1102").status_code == 400


def test_an_officer_of_one_role_need_not_name_it(client: Client) -> None:
    turn(client, "as", officer="gd1001")
    assert who(client).role == "window"


def test_anybody_of_the_demo_is_found_by_number_however_it_is_typed(client: Client) -> None:
    turn(client, "as", number=" 44010619850512997x ")
    assert who(client).name == "李测试"


def test_a_relative_can_be_by_number_too(client: Client) -> None:
    turn(client, "as", number=cast().persons["ma_child"].number)
    assert who(client).name == "马小例"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("440106199001010010", "校验码应是3"),
        ("44010619900101", "18位"),
        ("", "请填写"),
        ("440106199001010013", "演示里没有这个证号"),
    ],
)
def test_a_number_that_is_nobodys_stays_in_its_field_with_what_is_wrong(client: Client, typed: str, said: str) -> None:
    answer = turn(client, "as", number=typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert f'value="{typed}"' in shown
    assert 'aria-invalid="true"' in shown


def test_what_is_wrong_stands_at_the_top_too_and_leads_to_the_field(client: Client) -> None:
    shown = turn(client, "as", number="1234").content.decode()
    assert '<a href="#number">' in shown


def test_who_leaves_is_nobody_again(client: Client) -> None:
    be(client, "zhang")
    assert "您现在是" in page(client)
    assert turn(client, "leave").headers["Location"] == "/demo#who"
    assert "您现在是" not in page(client)


def test_the_page_of_somebody_signed_in_is_stored_nowhere(client: Client) -> None:
    be(client, "zhang")
    assert client.get("/demo").headers["Cache-Control"] == "no-store"

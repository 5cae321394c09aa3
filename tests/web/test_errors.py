import pytest
from django.test import Client

from yimen.web.errors import PAGES, last_words
from yimen.web.problems import details
from yimen.web.words import knows

pytestmark = [pytest.mark.urls("tests.web.addresses"), pytest.mark.django_db]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/nowhere/", 404, "没有这一页"),
        ("/missing/", 404, "没有这一页"),
        ("/only-post/", 405, "这一页不能这样打开"),
        ("/conflict/", 409, "情况变了"),
        ("/fails/", 500, "我们这边出了问题"),
    ],
)
def test_every_error_says_what_happened_what_is_safe_and_what_to_do_now(
    visitor: Client, path: str, status: int, title: str
) -> None:
    answer = visitor.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert all(words in page for words in (title, "什么是安全的", "现在怎么办", "回首页", "找人帮忙", "110"))


def test_the_person_is_told_in_their_own_language(visitor: Client) -> None:
    visitor.cookies["ym_prefs"] = "en.normal.normal"
    assert "There is no such page" in visitor.get("/nowhere/").content.decode()


def test_a_method_that_is_not_allowed_says_which_one_is(visitor: Client) -> None:
    assert visitor.get("/only-post/")["Allow"] == "POST"


def test_a_mishap_of_ours_has_a_number_that_can_be_said_on_the_phone(visitor: Client) -> None:
    assert "打电话时请报这个号" in visitor.get("/fails/").content.decode()


def test_nothing_of_what_went_wrong_inside_is_shown(visitor: Client) -> None:
    page = visitor.get("/fails/").content.decode()
    assert "ZeroDivision" not in page
    assert "Traceback" not in page


def test_a_form_from_elsewhere_is_refused_with_words_and_changes_nothing() -> None:
    answer = Client(enforce_csrf_checks=True).post("/echo/", {"text": "x"})
    assert answer.status_code == 403
    assert "重新打开那一页" in answer.content.decode()


@pytest.mark.parametrize("status", PAGES)
def test_each_status_has_its_own_words(status: int) -> None:
    assert all(knows(f"errors.s{status}.{part}") for part in ("title", "safe", "now"))


def test_a_program_gets_a_problem_in_its_language(visitor: Client) -> None:
    answer = visitor.get("/api/missing/", headers={"Accept-Language": "en"})
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() | {"detail": ""} == {
        "type": "/problems/s404", "title": "There is no such page", "status": 404, "detail": "", "instance": "/api/missing/",
    }  # fmt: skip


def test_a_caller_that_accepts_json_and_no_page_gets_a_problem_anywhere(visitor: Client) -> None:
    assert visitor.get("/nowhere/", headers={"Accept": "application/json"}).json()["status"] == 404


def test_a_problem_names_what_is_possible_now() -> None:
    assert details(409, "s409", "en", more={"possible": ["withdraw"]})["possible"] == ["withdraw"]


def test_the_last_words_need_no_template_and_no_database() -> None:
    assert "没有丢" in last_words(500).content.decode()

import pytest
from django.test import Client, RequestFactory

from yimen.config.wsgi import pages
from yimen.core.people.actors import Actor
from yimen.core.places.models import ClockOffset
from yimen.web.middleware import broken
from yimen.web.visits import KEY

pytestmark = [pytest.mark.urls("tests.web.addresses"), pytest.mark.django_db]
CITIZEN = {"role": "applicant", "id": "0190", "name": "张示例", "office": "", "reach": "", "node": "", "serves": []}


def as_citizen(client: Client) -> Client:
    session = client.session
    session[KEY] = CITIZEN
    session.save()
    return client


def test_pages_allow_no_style_and_no_script_that_is_not_a_file_of_ours(client: Client) -> None:
    answer = client.get("/about/help/")
    assert "script-src 'self'; style-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_whoever_signed_in_leaves_no_page_in_any_cache(client: Client) -> None:
    assert client.get("/who/")["Cache-Control"] == "no-cache"
    assert client.get("/mine/")["Cache-Control"] == "no-store"
    assert as_citizen(client).get("/who/")["Cache-Control"] == "no-store"


def test_a_view_runs_as_the_person_of_the_session(client: Client) -> None:
    assert client.get("/who/").json()["role"] == "visitor"
    assert as_citizen(client).get("/who/").json() == {"role": "applicant", "id": "0190", "name": "张示例"}


@pytest.mark.parametrize("strange", [{"role": "clock", "id": "x"}, {"role": "root"}, "applicant", {"id": "1"}, 7])
def test_no_session_makes_anybody_a_machine_or_a_stranger(client: Client, strange: object) -> None:
    session = client.session
    session[KEY] = strange
    session.save()
    assert client.get("/who/").json()["role"] == "visitor"


@pytest.mark.django_db(transaction=True)
def test_what_a_failing_view_wrote_is_undone_and_what_a_good_one_wrote_stays(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/fails/").status_code == 500
    assert not ClockOffset.objects.exists()
    assert client.get("/writes/").status_code == 200
    assert ClockOffset.objects.count() == 1


@pytest.mark.parametrize("path", ["/who/?q=a%00b", "/who/?a%00b=1", "/who%00/"])
def test_an_invisible_nul_in_an_address_is_refused_with_words(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "NUL" in answer.content.decode()


def test_a_nul_in_a_header_is_refused_before_it_reaches_the_database(client: Client) -> None:
    assert client.get("/who/", HTTP_X_ODD="a\0b").status_code == 400


def test_a_nul_in_a_form_field_is_left_to_the_form_which_keeps_what_was_typed(client: Client) -> None:
    assert client.post("/echo/", {"text": "a\0b"}).json() == {"got": "a\0b"}


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "base64", "rot13", "idna", "zip", "gb2312"])
def test_a_form_in_another_charset_is_refused_with_words(charset: str) -> None:
    form = f"application/x-www-form-urlencoded; charset={charset}"
    answer = Client(enforce_csrf_checks=True).generic("POST", "/echo/", b"text=x", content_type=form)
    assert answer.status_code == 400
    assert "UTF-8" in answer.content.decode()


@pytest.mark.parametrize("charset", ["UTF8", "utf-8", "no-such-charset", ""])
def test_other_names_of_utf_8_and_names_of_nothing_are_utf_8(client: Client, charset: str) -> None:
    form = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.generic("POST", "/echo/", "text=张".encode(), content_type=form).json() == {"got": "张"}


@pytest.mark.parametrize("charset", ["base64", "zip", "utf-16"])
def test_an_address_is_utf_8_whatever_the_request_says(charset: str) -> None:
    address = {"PATH_INFO": "/who/", "QUERY_STRING": "q=%E5%BC%A0", "CONTENT_TYPE": f"text/plain; charset={charset}"}
    assert pages.request_class(RequestFactory()._base_environ(**address)).GET["q"] == "张"


def test_an_address_that_is_too_long_is_refused_with_words(client: Client) -> None:
    assert "网址太长" in client.get("/who/?q=" + "a" * 9000).content.decode()


def test_more_than_a_form_can_hold_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.post("/echo/", "x" * (2 * 1024 * 1024 + 1), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "12x", "１２"])
def test_a_length_that_is_no_number_is_refused(client: Client, length: str) -> None:
    assert client.post("/echo/", {}, CONTENT_LENGTH=length).status_code in (400, 413)


@pytest.mark.parametrize(
    ("body", "bad"),
    [
        (b'{"a": "\\u0000"}', True),
        (b'{"\\u0000": 1}', True),
        (b'["\\ud800"]', True),
        (b'["\\ud83d\\ude00"]', False),
        (b'["\\\\u0000"]', False),
        (b'{"a": "\\u4e00"}', False),
        (b"not json \\u", False),
        (b"[" * 100000 + b"\\u", False),
    ],
)
def test_json_that_no_database_can_keep_is_told_from_json_that_it_can(body: bytes, bad: bool) -> None:
    assert broken(body) is bad


def test_broken_json_text_is_refused_as_a_problem_for_machines(client: Client) -> None:
    answer = client.post("/api/missing/", b'["\\ud800"]', content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["type"] == "/problems/broken-text"


def test_a_view_outside_opens_no_transaction(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/nobody/").status_code == 200


def test_a_session_carries_the_whole_actor() -> None:
    assert set(CITIZEN) == set(Actor.__slots__)

"""Staff come in: by code to their first keys, by passkey, by password and code. Nobody else does, and nobody locks others out."""

import html
import json
import re
from base64 import b32decode
from collections.abc import Callable
from dataclasses import replace
from time import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.channels.hall.authenticator import VERIFIED, Authenticator
from tests.visiting import signed_in
from yimen.core.people.acting_as import actors_of_staff
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Staff
from yimen.core.people.models_access import AccessLine, Attempt, Enrolment, KeyReset, Passkey, Secret
from yimen.core.people.scope import acting
from yimen.core.people.staff_keys import give_enrolment
from yimen.core.people.staff_secrets import fresh_totp, recovery_codes, set_secret
from yimen.core.people.tries import begin, went_well
from yimen.web.visits import actor_of

pytestmark = pytest.mark.django_db
OFFICE, PASSWORD, KEY = "440106320000", "一句只有我知道的长话 2026", fresh_totp()


@pytest.fixture(autouse=True)
def office(db: None, settings: Settings) -> dict[str, Staff]:
    """Two of one office, with a supervisor and a head; one of another. Hashing costs nothing here: what is slow by design is not tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    said = {"t1": ["window"], "t2": ["window", "examiner"], "t8": ["supervisor"], "t9": ["head"]}
    with acting(RULE):
        made = {
            badge: Staff.objects.create(id=badge, name=f"测试{badge}", office=OFFICE, reach="440106", roles=roles)
            for badge, roles in said.items()
        }
        Staff.objects.create(id="x1", name="测试外", office="440402310000", reach="440402", roles=["window"])
    return made


def actor(staff: Staff) -> Actor:
    return actors_of_staff(staff)[0]


def code(step: int = 0, key: str = KEY) -> str:
    return TOTP(b32decode(key), 6, SHA1(), 30).generate(int(time()) + 30 * step).decode()


def with_password(badge: str = "t1") -> None:
    with acting(RULE):
        set_secret(badge, PASSWORD, KEY, 0)


def tries(client: Client, badge: str = "t1", password: str = PASSWORD, one: str = "", **more: Any) -> Any:
    return client.post("/desk/sign-in/", {"badge": badge, "password": password, "code": one or code()}, **more)


def form(client: Client, path: str, kind: str) -> tuple[dict[str, Any], str]:
    """Options and challenge of a passkey form, as a page carries them."""
    page = client.get(path).content.decode()
    found = re.search(
        rf'data-passkey="{kind}" data-options="([^"]*)".*?name="challenge" value="([^"]*)"', page, re.DOTALL
    )
    assert found, page
    return json.loads(html.unescape(found[1])), found[2]


def shows(client: Client, device: Authenticator) -> Any:
    options, challenge = form(client, "/desk/sign-in/", "get")
    return client.post("/desk/sign-in/passkey/", {"challenge": challenge, "brought": device.shows(options)})


def enrolled(office: dict[str, Staff], badge: str = "t1") -> Authenticator:
    client, device = Client(), Authenticator()
    with acting(actor(office["t8"])):
        once = give_enrolment(badge)
    client.post("/desk/enrol/", {"badge": badge, "code": once})
    options, challenge = form(client, "/desk/enrol/keys/", "create")
    sent = {"do": "passkey", "challenge": challenge, "brought": device.makes(options)}
    assert "备用码" in client.post("/desk/enrol/keys/", sent).content.decode()
    assert actor_of(client.session).id == badge
    return device


def test_a_code_of_the_supervisor_leads_to_a_passkey_and_the_passkey_to_the_desk(office: dict[str, Staff]) -> None:
    device, client = enrolled(office), Client()
    answer = shows(client, device)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert actor_of(client.session).role == "window"
    assert "known" in answer.cookies
    with acting(RULE):
        assert set(AccessLine.objects.filter(whose="t1").values_list("what", flat=True)) >= {
            "enrolment_given",
            "enrolled",
            "passkey_added",
            "signed_in",
        }


def test_an_enrolment_code_serves_once_in_one_day_and_only_its_owner(office: dict[str, Staff]) -> None:
    with acting(actor(office["t8"])):
        once, late, again = give_enrolment("t1"), give_enrolment("t2"), give_enrolment("t9")
    with acting(RULE):
        Enrolment.objects.filter(staff_id="t2").update(ends=timezone.now())
    said = [("t1", again), ("t2", late), ("t1", once), ("t1", once), ("t9", "WRONG-WRONG-WRONG")]
    answers = [Client().post("/desk/enrol/", {"badge": badge, "code": one}) for badge, one in said]
    assert [one.status_code for one in answers] == [403, 403, 302, 403, 403]
    refused = [(badge, one) for (badge, _), one in zip(said, answers, strict=True) if one.status_code == 403]
    assert len({_said(one).replace(f'value="{badge}"', "") for badge, one in refused}) == 1  # and no word about why


def _said(page: Any) -> str:
    """A page without what differs each time by chance."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", page.content.decode())


BENDS: dict[str, Callable[[Authenticator], Authenticator]] = {
    "another origin": lambda one: replace(one, origin="https://evil.example"),
    "another host": lambda one: replace(one, host="evil.example"),
    "nobody verified": lambda one: replace(one, flags=one.flags & ~VERIFIED),
    "a counter that fell back": lambda one: replace(one, signs=-1),
    "another key": lambda one: replace(one, key=Authenticator().key),
    "an unknown key": lambda one: Authenticator(),
}


@pytest.mark.parametrize("bend", BENDS)
def test_a_passkey_that_is_bent_in_any_way_lets_nobody_in(bend: str, office: dict[str, Staff]) -> None:
    client = Client()
    answer = shows(client, BENDS[bend](enrolled(office)))
    assert answer.status_code == 403
    assert actor_of(client.session).role == "visitor"


def test_an_answer_to_a_challenge_serves_once_and_only_to_a_challenge_of_ours(office: dict[str, Staff]) -> None:
    device, client = enrolled(office), Client()
    options, challenge = form(client, "/desk/sign-in/", "get")
    sent = {"challenge": challenge, "brought": device.shows(options)}
    assert client.post("/desk/sign-in/passkey/", sent).status_code == 302
    assert Client().post("/desk/sign-in/passkey/", sent).status_code == 403
    for bad in (
        {},
        {"challenge": "x", "brought": "{}"},
        {"challenge": form(client, "/desk/sign-in/", "get")[1], "brought": "[" * 30_000},
    ):
        assert Client().post("/desk/sign-in/passkey/", bad).status_code == 403


def test_a_password_needs_its_code_and_each_code_serves_once(client: Client) -> None:
    with_password()
    now = code()
    assert tries(client, password="falsch" * 3, one=now).status_code == 403
    assert tries(client, one="000000" if now != "000000" else "111111").status_code == 403
    assert tries(client, one=now).status_code == 302
    assert tries(Client(), one=now).status_code == 403
    assert tries(Client(), one=code(1)).status_code == 302


def test_a_recovery_code_stands_in_for_a_code_once(client: Client) -> None:
    with_password()
    with acting(RULE):
        first, second = recovery_codes("t1")[:2]
    assert tries(client, one=first.lower()).status_code == 302
    assert tries(Client(), one=first).status_code == 403
    with acting(RULE):
        recovery_codes("t1")
    assert tries(Client(), one=second).status_code == 403


def test_what_is_wrong_and_whether_the_badge_exists_is_never_told_apart(client: Client) -> None:
    with_password()

    def said(answer: Any) -> str:
        page = re.sub(r'(data-options|value)="[^"]*"', "", answer.content.decode())
        return f"{answer.status_code} {page}"

    wrong = {
        said(tries(client, badge, secret, one))
        for badge, secret, one in [("t1", "x", ""), ("t1", PASSWORD, "1"), ("nobody", "x", "1"), ("", "", "")]
    }
    assert len(wrong) == 1


def test_who_guesses_at_one_account_locks_neither_the_hall_nor_the_owner_out(office: dict[str, Staff]) -> None:
    """Two hundred come in from the address of the hall while one account is guessed at from there; its owner comes in by the own browser
    and by passkey, and only from a strange browser must wait."""
    device, mine = enrolled(office), Client()
    with_password()
    with_password("t2")
    assert tries(mine).status_code == 302
    assert [tries(Client(), password=f"guess {n}").status_code for n in range(8)] == [403] * 8
    with acting(RULE):
        Secret.objects.update(step=0)
    assert tries(Client()).status_code == 403  # the right password from a strange browser: not even compared
    mine.post("/sign-out/")
    assert tries(mine).status_code == 302
    assert shows(Client(), device).status_code == 302
    assert tries(Client(), "t2").status_code == 302
    for n in range(200):
        one = begin(f"colleague {n}", "127.0.0.1")
        assert one.open
        went_well(one)


def test_without_the_count_a_guesser_could_go_on(office: dict[str, Staff]) -> None:
    """The negative control: with the counts gone the account opens again at once – so it was they that held the door."""
    with_password()
    for n in range(6):
        tries(Client(), password=f"guess {n}")
    assert tries(Client()).status_code == 403
    Attempt.objects.all().delete()
    assert tries(Client()).status_code == 302


def test_a_visit_ends_when_its_officer_no_longer_serves_and_a_role_is_changed_with_a_new_key(
    office: dict[str, Staff],
) -> None:
    client = signed_in(Client(), actor(office["t2"]))
    before = client.session.session_key
    client.post("/desk/keys/", {"do": "role", "role": "examiner"})
    assert (actor_of(client.session).role, client.session.session_key != before) == ("examiner", True)
    client.post("/desk/keys/", {"do": "role", "role": "head"})
    assert actor_of(client.session).role == "examiner"
    with acting(RULE):
        Staff.objects.filter(pk="t2").update(roles=["window"])
    assert client.get("/desk/keys/").status_code == 302
    again = signed_in(Client(), actor(office["t1"]))
    assert again.get("/desk/keys/").status_code == 200
    with acting(RULE):
        Staff.objects.filter(pk="t1").update(active=False)
    assert again.get("/desk/keys/").status_code == 302


def test_keys_are_changed_only_a_moment_after_one_came_in(office: dict[str, Staff]) -> None:
    device = enrolled(office)
    stale = signed_in(Client(), actor(office["t1"]), proved="2026-01-01T00:00:00+00:00")
    for do in ("recovery", "remove", "passkey", "password"):
        assert stale.post("/desk/keys/", {"do": do})["Location"].startswith("/desk/sign-in/")
    fresh = Client()
    shows(fresh, device)
    options, challenge = form(fresh, "/desk/keys/", "create")
    another = Authenticator()
    assert (
        fresh.post(
            "/desk/keys/", {"do": "passkey", "challenge": challenge, "brought": another.makes(options)}
        ).status_code
        == 302
    )
    with acting(RULE):
        assert Passkey.objects.filter(staff_id="t1").count() == 2


@pytest.mark.parametrize("weak", ["kurz", "password1234", "t1 t1 t1 t1 t1"])
def test_a_weak_password_is_refused_with_the_reason(weak: str, office: dict[str, Staff]) -> None:
    client = signed_in(Client(), actor(office["t1"]))
    page = client.get("/desk/keys/").content.decode()
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert key
    one = code(key=key[1].replace(" ", ""))
    answer = client.post("/desk/keys/", {"do": "password", "password": weak, "again": weak, "code": one})
    assert answer.status_code == 422
    good = client.post("/desk/keys/", {"do": "password", "password": PASSWORD, "again": PASSWORD, "code": one})
    assert good.status_code == 302


def test_all_keys_are_taken_away_with_two_names_and_neither_is_the_owner(office: dict[str, Staff]) -> None:
    enrolled(office)
    supervisor, head = (signed_in(Client(), actor(office[badge])) for badge in ("t8", "t9"))
    supervisor.post("/desk/staff/", {"do": "ask", "badge": "t1", "reason": "手机和密钥都丢了"})
    with acting(RULE):
        [reset] = KeyReset.objects.all()
    assert "要由本单位的另一个人做" in supervisor.post("/desk/staff/", {"do": "agree", "id": reset.id}).content.decode()
    answer = head.post("/desk/staff/", {"do": "agree", "id": reset.id}).content.decode()
    assert re.search(r"<code>[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}</code>", answer)
    with acting(RULE):
        assert not Passkey.objects.filter(staff_id="t1").exists()
        reset.refresh_from_db()
        assert (reset.asked_by, reset.agreed_by) == ("t8", "t9")


def test_a_supervisor_gives_codes_to_the_own_office_only_and_not_to_oneself(office: dict[str, Staff]) -> None:
    supervisor = signed_in(Client(), actor(office["t8"]))
    for badge in ("x1", "t8", "nobody"):
        assert supervisor.post("/desk/staff/", {"do": "enrol", "badge": badge}).status_code == 422
    assert (
        signed_in(Client(), actor(office["t1"])).post("/desk/staff/", {"do": "enrol", "badge": "t2"}).status_code == 403
    )
    with acting(actor(office["t1"])), pytest.raises(Exception, match="row-level security"):
        Enrolment.objects.create(staff_id="t2", digest=b"x" * 32, given_by="t1", ends=timezone.now())

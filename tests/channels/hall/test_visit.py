"""One visit at the counter: identity once, nothing said twice, a second screen on which the person reads, signs and rates, one sum."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from tests.channels.api.ground import FAR_WINDOW, HERE, OFFICE, SUPERVISOR, WANG, WINDOW, ZHANG, Ground, know
from tests.channels.hall.desk import PASSPORT, TOUR, at_the_desk, page, standing, words
from yimen.core.cases.models import Case
from yimen.core.cases.store import read_case, sealed_facts
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.models import Counter
from yimen.core.ratings.models import Rating
from yimen.core.rights.models import Consent
from yimen.core.work.models import Reading, Received, Reception, Screen
from yimen.core.work.readings import NotAnswered, signed
from yimen.core.work.receptions import fee

pytestmark = pytest.mark.django_db
CARD, ENDORSEMENT = "household.id_card_cross_province", "household.residence_endorsement"
AT = f"/screen/{OFFICE}-3/"


@pytest.fixture
def counter(ground: Ground) -> Counter:
    return Counter.objects.create(office_id=OFFICE, number=3)


def identified(client: Client) -> str:
    answer = client.post("/desk/intake/", {"id_number": ZHANG, "name": "张示例", "paper": "id_card"})
    return str(answer.headers["Location"])


def paired(client: Client) -> Client:
    """A screen in a browser of its own that shows a code, which the officer types."""
    screen = Client()
    screen.post(AT, {"do": "code"})
    code = re.search(r"\b\d{6}\b", words(page(screen, AT)))
    assert code
    assert client.post("/desk/screen/", {"code": code[0]}).status_code == 302
    return screen


def begun(client: Client, person: str, service: str) -> str:
    return str(client.post(f"{person}{service}/").headers["Location"])


def up_on(screen: Client) -> str:
    found = re.search(r'name="reading" value="([^"]+)"', page(screen, AT))
    assert found
    return found[1]


def test_the_person_reads_signs_and_rates_on_the_second_screen(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    assert "请稍等" in page(screen, AT)
    draft = begun(client, identified(client), PASSPORT)
    before = client.post(draft, {"reason": "expiring", "do": "submit"})
    assert before.status_code == 422
    assert "还没有在屏上说“对”" in words(before.content.decode())
    client.post(draft, {"reason": "expiring", "do": "show"})
    shown = words(page(screen, AT))
    assert "请核对您交来的东西" in shown
    assert "快到期" in shown
    assert ZHANG not in page(screen, AT)
    screen.post(AT, {"do": "right", "reading": up_on(screen), "lines": "[[10,10,500,700],[20,20]]"})
    assert "手写签名" in words(page(client, f"{draft}reading/"))
    done = client.post(draft, {"reason": "expiring", "do": "submit"})
    assert done.status_code == 302, words(done.content.decode())
    receipt = words(page(screen, AT))
    assert "收下了" in receipt
    assert standing(UUID(case_in(draft))).number is not None
    screen.post(AT, {"do": "rate", "reading": up_on(screen), "stars": "5"})
    assert "谢谢，记下了" in words(page(screen, AT))
    with acting(RULE):
        assert Rating.objects.get().stars == 5
        signed_for = Reading.objects.filter(case=UUID(case_in(draft))).earliest("at")
        assert signed_for.signature == {"way": "pen", "lines": [[10, 10, 500, 700], [20, 20]]}


def case_in(draft: str) -> str:
    found = re.search(r"[0-9a-f-]{36}", draft)
    assert found
    return found[0]


def test_what_was_changed_after_it_was_read_is_shown_again(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, identified(client), PASSPORT)
    client.post(draft, {"reason": "expiring", "do": "show"})
    screen.post(AT, {"do": "right", "reading": up_on(screen)})
    answer = client.post(draft, {"reason": "pages_full", "do": "submit"})
    assert answer.status_code == 422
    assert "看过以后又改过" in words(answer.content.decode())


def test_what_the_person_finds_wrong_comes_to_the_desk(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, identified(client), PASSPORT)
    client.post(draft, {"reason": "expiring", "do": "show"})
    assert "哪里不对" in words(page(screen, AT + "?wrong=1"))
    screen.post(AT, {"do": "wrong", "reading": up_on(screen), "which": ["换发原因"]})
    assert "对方说不对：换发原因" in words(page(client, f"{draft}reading/"))
    assert client.post(draft, {"reason": "expiring", "do": "submit"}).status_code == 422
    assert client.post(draft, {"reason": "expiring", "do": "submit", "spoken": "yes"}).status_code == 302


def stranger(client: Client) -> str:
    """王样例 from the other province, with a passport that ends soon and a residence permit whose year is nearly full, at the counter."""
    soon = (today() + timedelta(days=20)).isoformat()
    with acting(RULE):
        know("exit_entry", "passport", {WANG: {"expires_on": soon}})
        know("residence", "permit", {WANG: {"region": HERE, "endorse_by": soon}})
        know("residence", "registration", {WANG: {"region": HERE}})
    answer = client.post("/desk/intake/", {"id_number": WANG, "name": "王样例", "paper": "household_book"})
    return str(answer.headers["Location"])


def test_passport_card_and_residence_endorsement_in_one_visit_one_identity_check_one_sum_three_slips(
    counter: Counter,
) -> None:
    client = at_the_desk(WINDOW)
    person = stranger(client)
    seen = {"device.face_match": "yes", "device.photo": "yes", "device.fingerprints": "yes"}
    for service, said in (
        (PASSPORT, {"reason": "expiring", "seen": ["photo"]}),
        (
            CARD,
            {"reason": "expired", "hardship": "no", "seen": ["identity_document", "settled_here", "old_card"]} | seen,
        ),
        (ENDORSEMENT, {"still_here": "yes"}),
    ):
        done = client.post(begun(client, person, service), said | {"do": "submit", "anyway": "yes"})
        assert done.status_code == 302, words(done.content.decode())
    told = words(page(client, f"{person}receipts/"))
    assert told.count("YM 44") == 3
    assert re.search(r"3 件，共 1\d\d(\.00)? 元", told)
    with acting(RULE):
        assert Reception.objects.count() == 1
        assert Received.objects.count() == 3
        assert LookUp.objects.filter(purpose="attendance", actor_id=WINDOW.id).count() == 1


def test_what_was_seen_for_one_case_is_seen_for_the_next_but_a_question_in_other_words_is_asked(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    person = stranger(client)
    passport = begun(client, person, PASSPORT)
    for _ in range(2):  # what is to be seen hangs on the reason
        client.post(passport, {"reason": "expiring", "seen": ["photo"], "do": "check"})
    tour, card = (case_in(begun(client, person, service)) for service in (TOUR, CARD))
    with acting(WINDOW):
        assert sealed_facts(read_case(UUID(tour)))["facts"]["photo"]["source"] == "window"
        assert sealed_facts(read_case(UUID(card)))["facts"]["reason"]["source"] == "nobody"


def test_a_screen_sees_nothing_but_what_is_up_and_a_visitor_with_another_id_nothing(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, identified(client), PASSPORT)
    client.post(draft, {"reason": "expiring", "do": "show"})
    with acting(RULE):
        mine = Screen.objects.get()
    for actor, sees in (
        (Actor("visitor", str(mine.id)), 1),
        (Actor("visitor", "0"), 0),
        (FAR_WINDOW, 0),
        (Actor("applicant", "0"), 0),
    ):
        with acting(actor):
            assert Reading.objects.count() == sees, actor
    client.post("/desk/screen/", {"do": "leave"})
    assert "还没有配对" in words(page(screen, AT))
    with acting(Actor("visitor", str(mine.id))):
        assert not Reading.objects.exists()


def test_what_was_answered_stands_also_against_the_officer(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, identified(client), PASSPORT)
    client.post(draft, {"reason": "expiring", "do": "show"})
    with acting(WINDOW), pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.update(answer="right")
    screen.post(AT, {"do": "right", "reading": up_on(screen)})
    with acting(WINDOW), pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.update(answer="wrong")


def test_an_older_page_of_the_screen_is_told_that_it_is_gone(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, identified(client), PASSPORT)
    client.post(draft, {"reason": "expiring", "do": "show"})
    older = up_on(screen)
    client.post(draft, {"reason": "pages_full", "do": "show"})
    for said in (
        {"do": "right", "reading": older},
        {"do": "right", "reading": "x"},
        {"do": "rate", "reading": up_on(screen), "stars": "5"},
    ):
        answer = screen.post(AT, said)
        assert answer.status_code == 409
        assert "窗口换了一页" in words(answer.content.decode())


@pytest.mark.parametrize(
    "path", ["/screen/nowhere-1/", f"/screen/{OFFICE}-99/", f"/screen/{OFFICE}-²/", "/screen/x/", "/screen/-1/now/"]
)
def test_a_counter_that_is_not_there_has_no_screen(counter: Counter, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_code_is_for_the_own_office_and_for_ten_minutes_and_once(counter: Counter) -> None:
    screen = Client()
    screen.post(AT, {"do": "code"})
    code = re.search(r"\b\d{6}\b", words(page(screen, AT)))
    assert code
    assert at_the_desk(FAR_WINDOW).post("/desk/screen/", {"code": code[0]}).status_code == 422
    assert at_the_desk(SUPERVISOR).post("/desk/screen/", {"code": code[0]}).status_code == 403
    assert at_the_desk(WINDOW).post("/desk/screen/", {"code": ""}).status_code == 422
    assert at_the_desk(WINDOW).post("/desk/screen/", {"code": code[0]}).status_code == 302
    assert at_the_desk(WINDOW).post("/desk/screen/", {"code": code[0]}).status_code == 422


@pytest.mark.parametrize(
    "lines", ["[[1,2],[3", "{}", "[[-1,2]]", "[[1001,2]]", "[" + "[1,2]," * 301 + "[1,2]]", '"x"', "[[0.5]]"]
)
def test_what_is_no_signature_is_refused(lines: str) -> None:
    with pytest.raises(NotAnswered):
        signed(lines)


def test_a_tap_without_lines_is_a_signature_by_tap() -> None:
    assert signed("") == signed("[]") == {"way": "tap"}


def test_the_sum_of_a_visit_counts_what_is_not_known_yet_as_open(ground: Ground) -> None:
    assert fee(Case(terms={"fee": "120.00"})) == Decimal("120.00")
    assert fee(Case(terms={})) is None


def test_the_person_chooses_on_the_screen_how_to_be_recognised(counter: Counter) -> None:
    client = at_the_desk(WINDOW)
    screen = paired(client)
    draft = begun(client, stranger(client), CARD)
    assert "正在屏上选" in words(client.post(draft, {"do": "consent"}).content.decode())
    asked = words(page(screen, AT))
    assert asked.index("出示证件就行") < asked.index("同意比对脸")
    reading = up_on(screen)
    assert screen.post(AT, {"do": "right", "reading": reading}).status_code == 409  # “right” is no consent
    assert screen.post(AT, {"do": "with", "reading": reading}).status_code == 302
    assert "记下了" in words(page(screen, AT))
    assert "本人同意过刷脸" in words(page(client, draft))
    assert (
        screen.post(AT, {"do": "without", "reading": reading}).status_code == 409
    )  # chosen once; another choice is asked anew
    with acting(RULE):
        row = Consent.objects.get()
    assert (row.topic, row.given, row.by_id) == ("face", True, str(row.person_id))

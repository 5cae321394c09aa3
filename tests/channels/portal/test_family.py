"""Acting for others: offered by number and name, accepted by whoever has them, ended by either side, and seen by both."""

from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.town import LI, WANG, ZHANG, Town, as_applicant
from yimen.core.people.models import Person, Proxy
from yimen.core.people.models_access import AccessLine, Offer
from yimen.core.people.offers import Terms, accept, offer
from yimen.core.people.proxies import may_act_for
from yimen.core.people.scope import acting
from yimen.core.places.clock import today

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Browser]


def form(**more: str) -> dict[str, str]:
    return {"whom": "me", "services": "*", "until.y": str(today().year + 1), "until.m": "1", "until.d": "2"} | more


def asks(browse: Browse, who: Person, number: str, name: str) -> None:
    answer = browse(who).client.post("/mine/family/new/", form(id_number=number, name=name))
    assert answer.status_code == 302, answer.content.decode()


def waiting(who: Person) -> Offer:
    with acting(as_applicant(who)):
        return Offer.objects.get(answer="")


def answers(browse: Browse, who: Person, do: str, which: object) -> None:
    browse(who).client.post("/mine/family/", {"do": do, "id": str(which)})


def proxies() -> list[Proxy]:
    return list(Proxy.objects.all())


def test_an_offer_becomes_a_proxy_only_when_it_is_accepted_and_both_end_it_at_once(town: Town, browse: Browse) -> None:
    asks(browse, town.zhang, WANG, town.wang.name)
    one = waiting(town.wang)
    with acting(as_applicant(town.wang)):
        assert may_act_for(town.wang.id, town.zhang.id, "any", today()) is None
    assert town.zhang.name in browse(town.wang).get("/mine/family/").text
    answers(browse, town.wang, "accept", one.id)
    with acting(as_applicant(town.wang)):
        found = may_act_for(town.wang.id, town.zhang.id, "any", today())
    assert found is not None
    assert town.wang.name in browse(town.zhang).get("/mine/family/").text
    answers(browse, town.wang, "end", found.id)
    with acting(as_applicant(town.wang)):
        assert may_act_for(town.wang.id, town.zhang.id, "any", today()) is None
    with acting(as_applicant(town.zhang)):
        assert "offer_made" in set(AccessLine.objects.values_list("what", flat=True))


def test_the_one_who_entrusted_it_ends_it_too_and_a_stranger_does_not(town: Town, browse: Browse) -> None:
    asks(browse, town.zhang, WANG, town.wang.name)
    answers(browse, town.wang, "accept", waiting(town.wang).id)
    with acting(as_applicant(town.wang)):
        [proxy] = [
            one for one in proxies() if one.principal_person_id == town.zhang.id and one.agent_id == town.wang.id
        ]
    answers(browse, town.li, "end", proxy.id)
    with acting(as_applicant(town.wang)):
        assert may_act_for(town.wang.id, town.zhang.id, "any", today())
    answers(browse, town.zhang, "end", proxy.id)
    with acting(as_applicant(town.wang)):
        assert may_act_for(town.wang.id, town.zhang.id, "any", today()) is None


def test_nobody_else_sees_accepts_or_takes_back_an_offer(town: Town, browse: Browse) -> None:
    asks(browse, town.zhang, WANG, town.wang.name)
    one = waiting(town.wang)
    with acting(as_applicant(town.li)):
        assert not Offer.objects.exists()
        assert accept(one) is None
    answers(browse, town.zhang, "accept", one.id)
    answers(browse, town.li, "withdraw", one.id)
    assert waiting(town.wang).answer == ""
    answers(browse, town.wang, "withdraw", one.id)
    assert waiting(town.wang).answer == ""
    answers(browse, town.wang, "decline", one.id)
    with acting(as_applicant(town.zhang)):
        assert Offer.objects.get().answer == "declined"


def test_a_number_with_another_name_is_asked_of_nobody_and_nobody_is_told(town: Town, browse: Browse) -> None:
    asks(browse, town.zhang, WANG, "另一个人")
    assert "另一个人" in browse(town.zhang).get("/mine/family/").text
    assert "等您答应" not in browse(town.wang).get("/mine/family/").text


def test_oneself_is_nobody_to_ask_and_nothing_is_offered_without_a_service(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).client.post("/mine/family/new/", form(id_number=ZHANG, name=town.zhang.name))
    assert (page.status_code, "这是您自己的号码" in page.content.decode()) == (422, True)
    bare = browse(town.zhang).client.post("/mine/family/new/", form(services="", id_number=LI, name=town.li.name))
    assert bare.status_code == 422


def test_who_does_not_speak_for_an_organisation_offers_nothing_for_it(town: Town) -> None:
    """The database refuses it, whatever a page lets through."""
    with acting(as_applicant(town.wang)), pytest.raises(Exception, match="row-level security"):
        offer(Terms(id_number=LI, name=town.li.name, services=["*"], until=today()), town.shop)

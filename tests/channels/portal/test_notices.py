from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import accepted, approved, submitted
from tests.channels.portal.town import Town
from yimen.channels.portal import notices
from yimen.core.cases.dossier import Dossier
from yimen.core.notices.models import Notice
from yimen.core.notices.telling import invite_at_completion, tell_person
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def told(case: Dossier) -> Dossier:
    """The jobs of its last move have run."""
    with acting(CLOCK):
        tell_person(case.id, case.version)
    return case


def test_every_step_is_told_in_words_with_its_paper(town: Town, browse: Browse) -> None:
    case = told(submitted(town.zhang))
    page = browse(town.zhang).get("/mine/notices/")
    for words in ("收到您的申请", "高层次人才落户", "没看过", "看文书"):
        assert words in page.text, words
    assert f"/cases/{case.id}/" in page.links
    [paper] = [link for link in page.links if link.startswith("/papers/")]
    assert browse(town.zhang).get(paper).status == 200


def test_what_was_not_read_is_marked_until_the_person_says_so(town: Town, browse: Browse) -> None:
    told(accepted(town.zhang))
    zhang = browse(town.zhang)
    assert "/mine/notices/" in zhang.get("/").links
    page = zhang.get("/mine/notices/")
    assert "没看过" in page.text
    page = zhang.submit(page, "/mine/notices/", id=page.value("id"))
    assert "没看过" not in page.text
    assert "已受理" in page.text


def test_an_invitation_to_rate_leads_to_the_stars(town: Town, browse: Browse) -> None:
    case = approved(town.zhang)
    with acting(CLOCK):
        invite_at_completion(case.id, case.version)
    page = browse(town.zhang).get("/mine/notices/")
    assert f"/cases/{case.id}/rating/" in page.links


def test_nobody_reads_or_marks_the_messages_of_another(town: Town, browse: Browse, visitor: Browser) -> None:
    told(submitted(town.zhang))
    with acting(CLOCK):
        other = Notice.objects.get()
    li = browse(town.li)
    assert "还没有消息" in li.get("/mine/notices/").text
    li.send("/mine/notices/", {"id": [str(other.id), "x"]})
    assert "没看过" in browse(town.zhang).get("/mine/notices/").text
    assert "高层次人才落户" not in visitor.get("/mine/notices/").text


def test_a_message_whose_day_is_over_says_only_which_case(town: Town, browse: Browse) -> None:
    case = accepted(town.zhang)
    with acting(CLOCK):
        tell_person(case.id, case.version - 1)
    told_now = browse(town.zhang).get("/mine/notices/").text
    assert "最迟" not in told_now
    assert "高层次人才落户（YM" in told_now


def test_messages_go_on_page_after_page(town: Town, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    told(accepted(town.zhang))
    with acting(CLOCK):
        tell_person(Notice.objects.get().case_id, 2)
    monkeypatch.setattr(notices, "PAGE", 1)
    zhang = browse(town.zhang)
    page = zhang.get("/mine/notices/")
    [following] = [link for link in page.links if "after=" in link]
    assert not [one for one in zhang.get(following).links if "after=" in one]
    assert zhang.get("/mine/notices/?after=x").status == 200


def test_a_message_whose_words_are_gone_still_leads_to_its_case(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    with acting(CLOCK):
        Notice.objects.create(
            id=new_id(), person=town.zhang, kind="friendly", case_id=case.id, n=1, key="gone", at=case.events[0].at
        )
    page = browse(town.zhang).get("/mine/notices/")
    assert "您的办件有进展" in page.text
    assert f"/cases/{case.id}/" in page.links


def test_messages_ask_once(town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]) -> None:
    told(submitted(town.zhang))
    assert len(queries(browse(town.zhang), "/mine/notices/")) == 1

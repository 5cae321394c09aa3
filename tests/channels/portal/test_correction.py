import io
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import as_it_stands, correcting, move, picture, submitted
from tests.channels.portal.town import WINDOW, Town, as_applicant
from yimen.core.cases.documents import look_at, receive
from yimen.core.cases.dossier import Dossier
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
FILE, FACT = "file-3-1", "fact-3-2"


def asked(browser: Browser, case: Dossier) -> Page:
    return browser.get(f"/cases/{case.id}/correction/")


def rubbish() -> io.BytesIO:
    file = io.BytesIO(b"rubbish")
    file.name = "证书.docx"
    return file


def test_everything_that_is_missing_stands_on_one_page_with_its_day(town: Town, browse: Browse) -> None:
    page = asked(browse(town.zhang), correcting(town.zhang))
    assert page.title == "还差2样"
    for words in (
        "学历证书看不清",
        "拍清楚四个角",
        "落户地址请再确认一次",
        "前补来就接着办",
        "其他都齐了",
        "人才认定文件",
    ):
        assert words in page.text, words


def test_all_answers_together_put_the_case_back_in_our_hands(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    page = zhang.submit(asked(zhang, case), **{FILE: picture(), FACT: "employer", "do": "send"})
    assert page.address == f"/cases/{case.id}/"
    after = as_it_stands(case)
    assert after.state == "submitted"
    assert after.events[-1].said
    assert set(after.events[-1].said["answers"]) == {"3.1", "3.2"}
    assert "您补来了" in page.text


def test_a_file_that_is_refused_keeps_every_other_answer(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    page = zhang.submit(asked(zhang, case), **{FILE: rubbish(), FACT: "employer", "do": "send"})
    assert page.status == 422
    assert "不是照片，也不是 PDF" in page.text
    done = zhang.submit(asked(zhang, case), **{FILE: picture(), "do": "send"})
    assert done.address == f"/cases/{case.id}/"


def test_an_answer_begun_is_kept_and_said_until_when(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    kept = zhang.submit(asked(zhang, case), **{FILE: picture("学位证.png"), "do": "keep"})
    assert "您存过的还在，保留到" in kept.text
    assert "已收下 学位证.png" in kept.text
    assert as_it_stands(case).state == "correcting"
    missing = zhang.submit(asked(zhang, case), do="send")
    assert missing.status == 422
    assert "有 1 处要改" in missing.text


def test_whoever_cannot_send_it_may_say_why(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    zhang.submit(asked(zhang, case), **{"text-3-1": "证书在单位，下周才能拿到。", FACT: "own_home", "do": "send"})
    said = as_it_stands(case).events[-1].said
    assert said
    assert said["answers"]["3.1"] == {"text": "证书在单位，下周才能拿到。"}


def test_the_answer_is_sent_once_however_often_the_button_is_pressed(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    form = asked(zhang, case).action()
    zhang.post(form, **{"text-3-1": "a", FACT: "own_home", "do": "send"})
    again = zhang.post(form, **{"text-3-1": "a", FACT: "own_home", "do": "send"})
    assert again.status == 409
    assert [event.move for event in as_it_stands(case).events].count("supply") == 1


def test_a_defect_taken_back_meanwhile_is_no_longer_asked(town: Town, browse: Browse) -> None:
    case, zhang = correcting(town.zhang), browse(town.zhang)
    old = asked(zhang, case)
    move(case, "withdraw_defect", WINDOW, defect="3.1", why="登记里查到了。")
    assert asked(zhang, case).title == "还差1样"
    assert zhang.submit(old, **{FILE: picture(), FACT: "own_home", "do": "send"}).address == f"/cases/{case.id}/"


def test_a_case_that_asks_for_nothing_has_no_such_page(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{submitted(town.zhang).id}/correction/")
    assert page.status == 409
    assert "等受理" in page.text


def test_the_correction_asks_at_most_twice(
    town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]
) -> None:
    assert len(queries(browse(town.zhang), f"/cases/{correcting(town.zhang).id}/correction/")) <= 2


def test_what_is_owed_is_handed_in_one_by_one(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang, landing="employer", family=[])
    due = (now() + timedelta(days=20)).date().isoformat()
    move(case, "accept_owed", WINDOW, owed=[{"material": "employer_note", "due": due}], promise="我会按时补交。")
    zhang = browse(town.zhang)
    mine = zhang.get(f"/cases/{case.id}/")
    assert f"/cases/{case.id}/owed/" in mine.links
    page = zhang.get(f"/cases/{case.id}/owed/")
    assert "单位同意落户的函" in page.text
    owed = as_it_stands(case).owed[0]
    wrong = zhang.submit(page, owed=str(owed.id), file=rubbish())
    assert wrong.status == 422
    zhang.submit(page, owed=str(owed.id), file=picture())
    assert as_it_stands(case).owed[0].settled_on
    assert zhang.get(f"/cases/{case.id}/owed/").status == 409


def test_what_is_owed_may_be_what_was_sent_in_an_earlier_case(town: Town, browse: Browse) -> None:
    before, by = submitted(town.zhang, landing="employer", family=[]), as_applicant(town.zhang)
    with acting(by):
        file = receive(before.id, "employer_note", "单位的函.png", picture().read(), by=by)
    with acting(CLOCK):
        look_at(file.id)
    case = submitted(town.zhang, landing="employer", family=[])
    due = (now() + timedelta(days=20)).date().isoformat()
    move(case, "accept_owed", WINDOW, owed=[{"material": "employer_note", "due": due}], promise="我会按时补交。")
    zhang = browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/owed/")
    assert "用上次交的" in page.text
    owed = as_it_stands(case).owed[0]
    assert zhang.submit(page, owed=str(owed.id), again="x").status == 422
    zhang.submit(page, owed=str(owed.id), again=str(file.id))
    assert as_it_stands(case).owed[0].settled_on
    assert [one.filename for one in as_it_stands(case).documents] == ["单位的函.png"]


def test_a_file_of_an_earlier_case_is_used_again(town: Town, browse: Browse) -> None:
    by, zhang = as_applicant(town.zhang), browse(town.zhang)
    old = correcting(town.zhang)
    with acting(by):
        file = receive(old.id, "degree", "学位证.png", picture().read(), by=by)
    zhang.submit(asked(zhang, old), **{FACT: "employer", "text-3-1": "见文件", "do": "send"})
    with acting(CLOCK):
        look_at(file.id)
    case = correcting(town.zhang)
    here = f"/cases/{case.id}/correction/"
    offered = zhang.submit(asked(zhang, case), offer="3.1", **{"text-3-2": "没有变"})
    assert (offered.path.partition("?")[0], "没有变" in offered.source) == (here, True)
    assert f"/cases/{old.id}/documents/{file.id}/" in offered.links
    assert "已收下 学位证.png" in zhang.submit(offered, again=f"3.1:{file.id}").text
    assert "不能再用" in zhang.submit(asked(zhang, case), again="3.1:gone").text


def test_a_large_file_comes_in_pieces_and_goes_on_when_it_is_begun_again(town: Town, browse: Browse) -> None:
    case, zhang, data = correcting(town.zhang), browse(town.zhang), picture().read()
    path = f"/cases/{case.id}/materials/degree/uploads/"
    begin = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": "mark MTc="}
    where = zhang.client.post(path, headers=begin).headers["Location"]
    assert zhang.client.post(path, headers=begin).headers["Location"] == where
    piece = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    zhang.client.patch(where, data, content_type="application/offset+octet-stream", headers=piece)
    zhang.submit(asked(zhang, case), **{f"sent.{FILE}": where.split("/")[-2], FACT: "employer", "do": "send"})
    said = as_it_stands(case).events[-1].said
    assert said
    assert len(said["answers"]["3.1"]["documents"]) == 1
    assert zhang.client.post(path, headers=begin).status_code == 404

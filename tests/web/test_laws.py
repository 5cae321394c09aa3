from datetime import date

from yimen.core.places.law import UNCHECKED
from yimen.web.language import on, speaking
from yimen.web.laws import cited

TODAY = date(2026, 11, 23)


def test_an_article_is_cited_by_title_and_number_as_people_write_them() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert cited("许可法§32(四)") == "《行政许可法》第三十二条（四）"
    with speaking("zh-Hant", on(TODAY)):
        assert cited("许可法§32") == "《行政許可法》第三十二條"
    with speaking("en", on(TODAY)):
        assert cited("许可法§32").endswith("article 32")
        assert cited("许可法§32(四)").endswith("article 32(4)")


def test_an_article_that_nobody_has_found_yet_is_never_invented() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert cited(UNCHECKED) == "依据待核"


def test_nothing_cited_is_nothing_said_and_a_strange_act_stays_as_it_is_written() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert cited(None) == ""
        assert cited("没有的法§1") == "没有的法§1"

from datetime import date, datetime

from yimen.core.places.clock import CHINA
from yimen.web import days, formats
from yimen.web.language import Lang, on, speaking

TODAY = date(2026, 11, 23)


def said(lang: Lang, *values: date) -> list[str]:
    with speaking(lang, on(TODAY)):
        return [days.day(value) for value in values]


def test_the_year_shows_only_when_it_is_not_this_one() -> None:
    assert said("zh-Hans", date(2026, 12, 10), date(2027, 3, 1)) == ["12月10日", "2027年3月1日"]
    assert said("en", date(2026, 12, 10), date(2027, 3, 1)) == ["10 December", "1 March 2027"]


def test_a_letter_always_shows_the_year_of_its_days() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert days.long_day(TODAY) == "2026年11月23日"


def test_a_moment_of_today_says_today_and_counts_in_the_time_of_china() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert days.moment(datetime(2026, 11, 23, 10, 12, tzinfo=CHINA)) == "今天 10:12"
        assert days.moment(datetime(2026, 11, 20, 15, 42, tzinfo=CHINA)) == "11月20日 15:42"


def test_a_span_names_the_month_once_where_it_is_the_same() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert days.span(date(2026, 11, 12), date(2026, 11, 16)) == "11月12日至16日"
        assert days.span(date(2026, 11, 30), date(2026, 12, 2)) == "11月30日至12月2日"


def test_money_is_whole_yuan_or_two_decimals_and_nothing_is_free() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert [formats.yuan(one) for one in ("15.00", "15.5", "0.00", "12345")] == [
            "15 元",
            "15.50 元",
            "免费",
            "12,345 元",
        ]


def test_times_of_the_law_are_said_as_people_say_them() -> None:
    with speaking("zh-Hans", on(TODAY)):
        times = ("20 working days", "1 working day", "60 calendar days", "6 months", "at once")
        assert [formats.time(one) for one in times] == ["20 个工作日", "1 个工作日", "60 日", "6 个月", "当场"]
    with speaking("en", on(TODAY)):
        assert [formats.time(one) for one in ("20 working days", "1 working day")] == [
            "20 working days",
            "1 working day",
        ]


def test_references_are_grouped_as_they_are_read_aloud() -> None:
    assert formats.reference("YM440126110417") == "YM 4401 2611 0417"
    assert formats.reference("7C1E09A4") == "7C1E 09A4"


def test_chinese_numerals_are_written_as_in_law() -> None:
    wanted = {
        0: "〇",
        3: "三",
        10: "十",
        12: "十二",
        20: "二十",
        99: "九十九",
        100: "一百",
        105: "一百〇五",
        110: "一百一十",
        312: "三百一十二",
    }
    assert {number: formats.chinese_number(number) for number in wanted} == wanted

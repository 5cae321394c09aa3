from datetime import date

from tests.web.forms.asking import FAMILY, sent
from yimen.web.forms import given as given_before, read
from yimen.web.forms.records import lines

LI = {"name": "李测试", "relation": "spouse", "born_on": date(1988, 2, 9)}
FIRST = {
    "family.0.name": "李测试",
    "family.0.relation": "spouse",
    "family.0.born_on.y": "1988",
    "family.0.born_on.m": "2",
    "family.0.born_on.d": "9",
}
NEW = {"family.new.name": "张小例", "family.new.relation": "child", "family.new.born_on.y": "2015-6-1"}


def test_a_record_is_added_and_the_next_one_is_asked() -> None:
    answer = read(FAMILY, sent({**FIRST, **NEW, "family.do": "add"}))
    assert answer.more
    assert answer.value == [LI, {"name": "张小例", "relation": "child", "born_on": date(2015, 6, 1)}]
    assert answer.typed("family.1.name") == "张小例"
    assert answer.typed("family.new.name") == ""


def test_that_was_all_ends_the_list_and_takes_what_is_still_being_typed() -> None:
    answer = read(FAMILY, sent({**FIRST, **NEW, "family.do": "done"}))
    assert answer.right
    assert len(answer.value) == 2
    assert read(FAMILY, sent({**FIRST, "family.do": "done"})).value == [LI]


def test_a_removed_record_leaves_no_gap() -> None:
    second = {name.replace(".0.", ".1."): value for name, value in FIRST.items()} | {"family.1.name": "王样本"}
    answer = read(FAMILY, sent({**FIRST, **second, "family.do": "remove.0"}))
    assert [row["name"] for row in answer.value] == ["王样本"]
    assert answer.typed("family.0.name") == "王样本"


def test_a_mistake_in_a_new_record_keeps_all_that_stands_and_all_that_was_typed() -> None:
    answer = read(FAMILY, sent({**FIRST, **NEW, "family.new.born_on.y": "明年", "family.do": "add"}))
    assert [wrong.at for wrong in answer.wrongs] == ["family.new.born_on.y"]
    assert answer.value == [LI]
    assert answer.typed("family.new.born_on.y") == "明年"
    assert answer.typed("family.new.name") == "张小例"


def test_an_empty_list_is_missing_where_one_is_needed() -> None:
    assert read(FAMILY, sent({"family.do": "done"})).wrongs[0].key == "missing"


def test_a_list_has_an_end() -> None:
    rows = {name.replace(".0.", f".{n}."): value for n in range(3) for name, value in FIRST.items()}
    assert read(FAMILY, sent({**rows, **NEW, "family.do": "add"})).wrongs[0].key == "too_many"


def test_a_forged_number_to_remove_removes_nothing() -> None:
    for act in ("remove.9", "remove.-1", "remove.x", "remove.", "nonsense"):
        assert read(FAMILY, sent({**FIRST, "family.do": act})).value == [LI]


def test_each_record_is_read_back_in_one_line() -> None:
    assert lines(FAMILY, given_before(FAMILY, [LI])) == ["李测试 · 配偶 · 1988年2月9日"]


def test_records_given_before_are_the_records_of_the_next_page() -> None:
    shown = given_before(FAMILY, [LI])
    assert read(FAMILY, sent({**shown.sent, "family.do": "done"})).value == [LI]

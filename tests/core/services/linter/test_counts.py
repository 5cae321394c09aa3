from tests.core.services.samples import BOOK, DAYS, edition_of
from yimen.core.services.linter import Subject, counts


def test_what_may_be_published_unfinished_is_counted() -> None:
    said = counts(Subject(edition_of("first_card"), BOOK, DAYS))
    assert (said.without_english, said.lacks) == (1, 3)  # contacts, topics, faq
    assert str(said) == "1 without en, 3 lacks"
    checked = counts(Subject(edition_of("endorsement"), BOOK, DAYS))
    assert (checked.unchecked, checked.doubtful) == (2, 2)

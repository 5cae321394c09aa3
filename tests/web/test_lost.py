"""A lost file is told of on its case: to the person what is safe, to staff which file it is."""

import pytest

from tests.core.cases.people import as_applicant, draft, hand_in, publish, zhang
from tests.core.cases.test_files import AT, become
from yimen.core.cases.files import verify_files
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.web.language import speaking
from yimen.web.lost import for_person, for_staff


@pytest.mark.django_db
def test_both_read_of_it_in_their_words_and_nothing_where_nothing_is_lost() -> None:
    publish()
    person = zhang()
    file = hand_in(draft(person), "photo", as_applicant(person))
    with acting(CLOCK), speaking("zh-Hans"):
        assert (for_person(read_case(file.case_id)), for_staff(read_case(file.case_id))) == ([], [])
    become(file, b"nothing")
    verify_files(AT)
    with acting(CLOCK), speaking("zh-Hans"):
        [person_reads], [staff_reads] = for_person(read_case(file.case_id)), for_staff(read_case(file.case_id))
    assert file.filename in person_reads
    assert "时限照算" in person_reads
    assert "打不开" in staff_reads

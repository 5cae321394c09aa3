"""A case of an organisation: whoever may act for it acts, and what comes of it is the organisation's."""

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, HERE, WINDOW, as_applicant, move, wang
from tests.core.cases.story import at
from yimen.core.cases.begin import begin
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AlreadyOpen, NoMandate
from yimen.core.cases.lists import mine
from yimen.core.cases.models import Certificate
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Organisation, Person
from yimen.core.people.proxies import Mandate, entrust
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(applicant: Person) -> Organisation:
    with acting(RULE):
        made = Organisation.objects.create(
            name="示例饭店有限公司", uscc="91440101MA5EXAMP0X", region=HERE, since=at("2020-01-01")
        )
        entrust(made, applicant.id, Mandate(kind="representative", since=at("2020-01-01").date()))
    return made


def begun(company: Organisation, by: Actor) -> Dossier:
    with acting(by):
        return begin(
            "test.licence",
            organisation=company.id,
            by=by,
            channel="portal",
            region=HERE,
            facts={"size": 5},
            at=at("2026-09-07"),
        )


def test_a_representative_applies_and_the_certificate_is_the_companys(applicant: Person, company: Organisation) -> None:
    by = as_applicant(applicant)
    case = begun(company, by)
    assert (case.case.agent_id, case.case.applicant_id) == (applicant.id, None)
    case = move(case, "submit", by, "2026-09-07")
    case = move(case, "accept", WINDOW, "2026-09-07")
    assert case.case.applicant_name == "示例饭店有限公司"
    case = move(case, "examine", EXAMINER, "2026-09-07", opinion="grant", why="齐全")
    move(case, "approve", DECIDER, "2026-09-07")
    with acting(by):
        [certificate] = Certificate.objects.all()
        assert (certificate.organisation_id, certificate.holder_id) == (company.id, None)
        assert [one.id for one in mine(applicant.id)] == [case.id]


def test_nobody_else_applies_for_a_company(company: Organisation) -> None:
    with pytest.raises(NoMandate):
        begun(company, as_applicant(wang()))


def test_a_company_too_has_one_open_case_of_a_service(applicant: Person, company: Organisation) -> None:
    begun(company, as_applicant(applicant))
    with pytest.raises(AlreadyOpen):
        begun(company, as_applicant(applicant))

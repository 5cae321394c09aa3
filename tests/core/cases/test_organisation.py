"""A case of an organisation: whoever may act for it acts, and what comes of it is the organisation's."""

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, FILES, HERE, WINDOW, as_applicant, draft, move, wang
from tests.core.cases.story import at
from yimen.core.cases.begin import begin
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AlreadyOpen, NoMandate, NoService
from yimen.core.cases.lists import mine
from yimen.core.cases.models import Certificate
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Organisation, Person
from yimen.core.people.proxies import Mandate, entrust
from yimen.core.people.scope import acting
from yimen.core.places.reading import read_text
from yimen.core.services.editions import Edition
from yimen.core.services.language import Service
from yimen.core.services.models import Publication

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


def test_what_only_persons_may_ask_for_is_not_begun_for_a_company_whichever_the_door(
    applicant: Person, company: Organisation
) -> None:
    for_persons = "test.proof"
    with acting(as_applicant(applicant)), pytest.raises(NoService) as refused:
        begin(
            for_persons,
            organisation=company.id,
            by=as_applicant(applicant),
            channel="portal",
            region=HERE,
            at=at("2026-09-07"),
        )
    assert refused.value.why == "for_persons"


def test_what_only_organisations_may_ask_for_is_not_begun_for_a_person(applicant: Person) -> None:
    publish_for("organisation")
    with pytest.raises(NoService) as refused:
        draft(applicant)
    assert refused.value.why == "for_organisations"


def test_a_draft_of_a_person_is_not_handed_in_once_the_service_is_for_organisations_only(applicant: Person) -> None:
    case = draft(applicant, facts={"size": 5})
    publish_for("organisation")
    with pytest.raises(NoService) as refused:
        move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert refused.value.why == "for_organisations"


def publish_for(audience: str) -> None:
    """A second edition of the licence of these tests, for another audience."""
    said = (FILES / "licence.yaml").read_text().replace("for: either", f"for: {audience}", 1)
    edition = Edition(read_text(Service, said, "licence.yaml"))
    Publication.objects.create(
        service="test.licence", number=2, digest=edition.digest, canonical=edition.canonical, packs=[],
        valid_from=edition.service.valid.from_, published_at=at("2021-01-01"), author="a", approver="b",
    )  # fmt: skip

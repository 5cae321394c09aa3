"""Whose matter a case is: the table of powers is asked with the relation, and what is not one's own is not there."""

from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoSuchCase
from yimen.core.people.actors import Actor
from yimen.core.people.powers import may, relation
from yimen.core.people.proxies import principals
from yimen.web.language import today


def must(by: Actor, power: str, case: Dossier) -> None:
    """Raises NoSuchCase where this actor does not stand to the case as the power wants it."""
    stands = relation(by, case.case)
    if stands == "none" and by.role == "applicant":
        stands = relation(by, case.case, principals=principals(UUID(by.id), case.case.service, today()))
    if not may(by, power, stands):
        raise NoSuchCase(case.id)

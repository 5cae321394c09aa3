"""What remains of a case that was erased, and whether it is what two people signed for."""

from yimen.core.cases.chain import hexed
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Keeping


def erased_by_two(case: Dossier) -> bool:
    """Is there a line with two names for the end of this chain? False for a case that is whole. As a system role."""
    row = Keeping.objects.filter(case_id=case.id, erased_at__isnull=False).first() if case.case.erased_on else None
    return (
        row is not None
        and bool(case.events)
        and row.digest is not None
        and hexed(bytes(row.digest)) == case.events[-1].digest
    )

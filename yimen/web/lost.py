"""What a page of a case says when one of its files is lost: to the person what is safe and what to do, to staff which file it is."""

from typing import Any
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.files import lost_files
from yimen.core.cases.models import LostFile
from yimen.web.words import text

Json = dict[str, Any]


def for_person(case: Dossier) -> list[str]:
    """Lines of a notice, none where nothing is lost."""
    names = _names(case, lost_files(_id(case)))
    return [text("lost.person", files="、".join(names))] if names else []


def for_staff(case: Dossier) -> list[str]:
    """The same for the desk, with what is wrong with each."""
    found = lost_files(_id(case))
    return [text(f"lost.{one.what}", file=name) for one, name in zip(found, _names(case, found), strict=True)]


def _id(case: Dossier) -> UUID:
    return UUID(str(case.id))


def _names(case: Dossier, found: list[LostFile]) -> list[str]:
    known = {str(one.id): one.filename for one in case.documents}
    return [
        known.get(str(one.file)) or text("lost.paper" if one.table != "cases_document" else "lost.unnamed")
        for one in found
    ]

"""The receipt of a case: number, moment, what was taken, and a QR by which anybody sees that it is genuine."""

from typing import Any

from yimen.channels.portal.certificates import edition_of_case
from yimen.channels.portal.checklist import ways
from yimen.core.cases.attached import Paper
from yimen.core.cases.dossier import Dossier
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
RECEIPTS = ("ACP", "REC")  # what stands for the case now, the later first


def verify_address(request: Request, token: str) -> str:
    return request.build_absolute_uri(f"/verify/{token}/")


def of_submission(case: Dossier) -> Paper | None:
    """The receipt of the first submission."""
    return next((paper for paper in case.papers if paper.kind == "REC"), None)


def newest(case: Dossier) -> Paper | None:
    """The notice of acceptance if there is one, else the last receipt."""
    standing = [paper for paper in case.papers if paper.withdrawn_on is None]
    return next((paper for kind in RECEIPTS for paper in reversed(standing) if paper.kind == kind), None)


def receipt(request: Request, case: Dossier, paper: Paper | None) -> Json | None:
    """The context of ym/case.html receipt; None before anything was handed in."""
    if paper is None:
        return None
    return {
        "title": text("receipt.title" if paper.kind == "ACP" else "receipt.submitted"),
        "verify": verify_address(request, paper.token),
        "code": "",
        "rows": rows(case, paper),
        "href": f"/papers/{paper.id}/",
    }


def missing(case: Dossier) -> list[Json]:
    """What was asked and is not here yet, with how it comes: nobody goes home thinking that all was handed in."""
    here = {one.material for one in case.documents} | {one.material for one in case.owed}
    asked = [one for one in case.terms.materials if one.status == "asked" and one.id not in here]
    return [{"title": material_name(case, one.id, one.zh), "how": ways(one.get), "owed": ""} for one in asked]


def material_name(case: Dossier, key: str, otherwise: str) -> str:
    """The name in the language of the page, from the edition of the case."""
    edition = edition_of_case(case)
    found = next((one for one in (edition.service.materials if edition else ()) if one.id == key), None)
    return choose(found.zh if found else otherwise)


def rows(case: Dossier, paper: Paper) -> list[Json]:
    taken = len({one.material for one in case.documents})
    found = [
        {"label": text("receipt.case"), "value": reference(case.number or "")},
        {"label": text("receipted.notice" if paper.kind == "ACP" else "receipt.number"), "value": paper.number or ""},
        {
            "label": text("receipt.accepted" if paper.kind == "ACP" else "receipt.received"),
            "value": days.moment(paper.issued_at),
        },
    ]
    return [
        *found,
        {
            "label": text("receipt.materials"),
            "value": text("receipted.count", n=taken) if taken else text("receipted.none"),
        },
    ]

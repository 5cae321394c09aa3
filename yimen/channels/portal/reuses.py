"""“用上次交的”: files of one's earlier cases that may be handed in again, with a look at each."""

from typing import Any
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.reusing import Earlier, earlier, use_again
from yimen.core.places.clock import CHINA
from yimen.core.services.published import NotPublished, edition_of
from yimen.web import days
from yimen.web.language import now, today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


def offered(request: Request, case: Dossier, material: str, called: str) -> list[Json]:
    """`called` is what the service calls the material in Chinese."""
    return [shown(one) for one in earlier(case, material, called, by=request.actor, at=now())]


def shown(one: Earlier) -> Json:
    return {
        "id": str(one.id),
        "href": f"/cases/{one.case_id}/documents/{one.id}/",
        "picture": one.media_type.startswith("image/"),
        "title": one.filename,
        "more": text(
            "material.again_from",
            day=days.day(one.received_at.astimezone(CHINA).date()),
            service=service_name(one.service),
        ),
    }


def service_name(code: str) -> str:
    try:
        return choose(edition_of(code, today()).service.name)
    except NotPublished:
        return code


def use(request: Request, case: Dossier, material: str, called: str, before: str) -> str:
    """The id of the file as it is handed in. Raises BadDocument for what is not offered, NotNow."""
    try:
        document = UUID(before)
    except ValueError as wrong:
        raise BadDocument("not_offered") from wrong
    return str(use_again(case, material, called, document, by=request.actor, at=now()).id)

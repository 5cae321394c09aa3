"""“用上次交的”: files of one's earlier cases that may be handed in again, with a look at each."""

from typing import Any
from uuid import UUID

from yimen.channels.portal.drafts import Draft
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.reusing import Earlier, earlier, use_again
from yimen.core.places.clock import CHINA
from yimen.core.services.published import NotPublished, edition_of
from yimen.web import days
from yimen.web.language import now, today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


def offered(request: Request, draft: Draft, wanted: Json) -> list[Json]:
    found = earlier(draft.case, wanted["id"], wanted["zh"], by=request.actor, at=now())
    return [shown(one) for one in found]


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


def use(request: Request, draft: Draft, wanted: Json, before: str) -> None:
    """Raises BadDocument for what is not offered, NotNow."""
    try:
        document = UUID(before)
    except ValueError as wrong:
        raise BadDocument("not_offered") from wrong
    use_again(draft.case, wanted["id"], wanted["zh"], document, by=request.actor, at=now())

"""Cases page by page, by keyset: ids grow with time, so the last id of a page is where the next one begins. Nothing is counted."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.core.cases.models import Case
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.people.proxies import in_force
from yimen.web.language import today

SHOWN = (
    "id", "number", "state", "version", "owner", "service", "terms", "procedure", "lane", "applicant_name", "region", "office",
    "deciding_region", "channel", "received_on", "submitted_at", "act_by", "promise_due", "statute_due", "provisional", "created_at",
)  # fmt: skip


def page(by: Actor, after: UUID | None, limit: int, state: str | None) -> Json:
    """{"items": […], "next"}: one question; the policies of the table say what is seen at all."""
    rows = whose(by).order_by("-id").values(*SHOWN)
    if after:
        rows = rows.filter(id__lt=after)
    if state:
        rows = rows.filter(state=state)
    found = list(rows[: limit + 1])
    items = [summary(row) for row in found[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


def whose(by: Actor) -> "QuerySet[Case]":
    """All that an officer may see; of a person what is the own and that of whom one may act for today."""
    if by.role != "applicant":
        return Case.objects.all()
    entrusted = in_force(today()).filter(agent_id=UUID(by.id))
    return Case.objects.filter(
        Q(applicant_id=UUID(by.id))
        | Q(applicant_id__in=entrusted.filter(principal_person__isnull=False).values("principal_person_id"))
        | Q(
            organisation_id__in=entrusted.filter(principal_organisation__isnull=False).values(
                "principal_organisation_id"
            )
        )
    )


def summary(row: dict[str, Any]) -> Json:
    return {**{name: value for name, value in row.items() if name != "terms"}, "name": row["terms"].get("name", {})}
